// What of the snapshots is kept on this computer, and what a person says of their differences.
#include "flow/advice_step.h"
#include "flow/before_step.h"
#include "flow/compare_step.h"
#include "flow/connect_step.h"
#include "flow/connection_json.h"
#include "flow/flow.h"
#include "flow/run_step.h"
#include "verify/snapshot_store.h"

namespace df {

/// Measured again, it takes the place of the one before.
void Flow::keepSnapshot(QString* id, const ConnectSettings& of, const QString& name,
                        const Snapshot& snapshot) {
    if (!m_snapshots || snapshot.areas.isEmpty())
        return;
    const auto kept = m_snapshots->keep({*id, serverOf(of), name, {}, {}, 0, false}, snapshot);
    if (kept)
        *id = *kept;
    else
        Q_EMIT journalFailed(kept.error()); // the work goes on; the list lacks it
}

void Flow::keepBefore() {
    if (m_before->state() != StateWord::Done)
        return;
    const QString to = m_advice->advice().to;
    const QString name = moves()        ? tr("Before the move")
                         : to.isEmpty() ? tr("Before")
                                        : tr("Before the upgrade to %1").arg(to);
    keepSnapshot(&m_keptBefore, m_connect->settings, name, m_before->snapshot());
}

void Flow::keepAfter() {
    if (m_compare->state() != StateWord::Done)
        return;
    const ConnectSettings& of = connectSteps().last()->settings;
    const bool wentBack = m_run->run().phase == RunPhase::WentBack;
    const QString name = wentBack  ? tr("After going back")
                         : moves() ? tr("After the move")
                                   : tr("After the upgrade to %1").arg(m_run->plan().to);
    keepSnapshot(&m_keptAfter, of, name, m_compare->after());
    if (!m_snapshots)
        return;
    if (const auto notes = m_snapshots->notes(serverOf(of)))
        m_notes = *notes;
    else
        Q_EMIT journalFailed(notes.error());
}

Result<void> Flow::keepNote(const DifferenceNote& note) {
    if (!m_snapshots)
        return {};
    const QString server = serverOf(connectSteps().last()->settings);
    const auto kept = m_snapshots->note(server, note);
    if (!kept)
        return kept;
    const auto notes = m_snapshots->notes(server);
    if (!notes)
        return fail(notes.error());
    m_notes = *notes;
    Q_EMIT changed();
    return {};
}

} // namespace df
