// What was written on the old server since its data were copied.
#include "flow/flow.h"
#include "flow/look_step.h"
#include "flow/move/move_parts.h"
#include "flow/run_step.h"

#include "transfer/parcels_for.h"

namespace df {

SinceStep& Flow::sinceStep() { return m_move->since; }

void Flow::askOldSince() {
    const Installation* old = m_look->installation();
    if (!old)
        return;
    Parcel files;
    for (const Parcel& parcel : parcelsFor(*old, *old, m_run->plan().move))
        if (parcel.kind == Parcel::Kind::Files)
            files = parcel;
    files.paths << QStringLiteral(".env");
    m_move->since.ask(oldEnd(), files);
}

TransferEnd Flow::oldEnd() const {
    const Installation* old = m_look->installation();
    const bool root = m_look->facts().machine.root;
    return old ? TransferEnd{old->php.binary, old->path, root ? Privilege::Root : Privilege::SignedInUser}
               : TransferEnd{};
}

} // namespace df
