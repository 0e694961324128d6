#include "flow/move/since_step.h"

#include "flow/with_line.h"

#include <cstdlib>
#include <limits>

namespace df {

void SinceStep::askThere(const TransferEnd& end, const Parcel& files, qint64 since,
                         const Answered& answered) {
    withLine(
        m_worker, this,
        [this, end, files, since, answered] {
            m_worker.runJob<OldNow>(
                [end, files, since](RemoteHost& host, const CancelToken& cancel) {
                    return askOldServer(host, end, files, since, cancel);
                },
                this, answered);
        },
        [answered](const Error& error) { answered(fail(error)); });
}

void SinceStep::markThen(int round, const TransferEnd& end, std::function<void()> go) {
    if (m_marking)
        return;
    if (std::abs(m_mark.round) == round) { // a mark made now would be younger than what came by then
        go();
        return;
    }
    m_marking = true;
    askThere(end, {}, 0, [this, round, go = std::move(go)](const Result<OldNow>& now) {
        m_marking = false;
        m_mark = now ? now->mark : OldMark(); // an older one no longer says what was copied
        m_mark.round = now ? round : -round;
        Q_EMIT marked();
        go();
    });
}

void SinceStep::ask(const TransferEnd& end, const Parcel& files) {
    if (busy())
        return;
    set(StateWord::Running, tr("asking the old server"));
    // Without a mark there is no moment to ask about; the tables of now say nothing, either.
    const qint64 since = m_mark.round > 0 ? m_mark.at : std::numeric_limits<qint64>::max();
    askThere(end, files, since, [this](const Result<OldNow>& now) {
        if (!now) {
            set(StateWord::Failed, {}, now.error());
            return;
        }
        m_since = compareSince(m_mark, *now);
        set(StateWord::Done);
    });
}

} // namespace df
