// What only a move does: two servers, and what passes between them.
#include "flow/advice_step.h"
#include "flow/connect_step.h"
#include "flow/flow.h"
#include "flow/look_step.h"
#include "flow/move/env_secrets.h"
#include "flow/move/move_parts.h"
#include "flow/plan_step.h"
#include "flow/progress.h"
#include "flow/run_step.h"
#include "flow/with_line.h"

namespace df {

BothLooks& Flow::bothLooks() { return m_move->bothLooks; }
EnvStep& Flow::envStep() { return m_move->env; }
ClosingStep& Flow::closingStep() { return m_move->closing; }

std::optional<MovePair> Flow::movePair() const {
    const Installation *old = m_look->installation(), *fresh = m_newLook->installation();
    if (!old || !fresh)
        return {};
    return MovePair{m_look->facts(), *old, m_newLook->facts(), *fresh};
}

bool Flow::brings() const { return false; }

void Flow::wireMove() {
    m_look->readsReleases = m_newLook->readsReleases = false;
    m_look->goesInside = m_newLook->goesInside = true;
    m_move = std::make_unique<MoveParts>(*m_worker, *m_look, *m_newLook);
    FlowStep* steps[] = {&m_move->bothLooks, &m_move->env, &m_move->closing};
    for (FlowStep* step : steps)
        connect(step, &FlowStep::changed, this, &Flow::changed);
}

QString Flow::moveTruth() const {
    const QString from = serverTitle(), to = newServerTitle();
    const RunState& run = m_run->run();
    if (m_run->state() == StateWord::NotStarted || m_run->plan().runId.isEmpty())
        return tr("Only looking. Nothing is changed.");
    if (m_run->lineLost())
        return tr("%1 can't be reached at the moment. The work goes on there.").arg(to);
    const QString old = m_move->closing.door() == ClosingStep::Door::Closed
                            ? tr("%1 is in maintenance for its users.").arg(from)
                            : tr("%1 serves its users as before.").arg(from);
    const auto and_ = [&old](const QString& sentence) { return tr("%1 %2").arg(old, sentence); };
    switch (run.phase) {
    case RunPhase::Preparing:
        return and_(brings() ? tr("Data pass through this computer: leave it on.")
                             : tr("You may close this window."));
    case RunPhase::Switching:
        return and_(tr("You may close this window: the switch runs on %1.").arg(to));
    case RunPhase::Switched:
        return tr("%1 has the data of %2. The way back is open.").arg(to, from);
    case RunPhase::Kept:
        return tr("%1 has the data of %2.").arg(to, from);
    case RunPhase::GoingBack:
        return tr("%1 goes back to how it was. You may close this window.").arg(to);
    case RunPhase::Stuck:
        return and_(tr("The way back of %1 stopped half-way.").arg(to));
    case RunPhase::SwitchUndone:
    case RunPhase::WentBack:
        return and_(run.fingerprint.same           ? tr("%1 is exactly as it was.").arg(to)
                    : asBefore(m_run->plan(), run) ? tr("Nothing of the site of %1 was changed.").arg(to)
                                                   : tr("%1 has its own site again.").arg(to));
    default:
        return and_(tr("The site of %1 is unchanged.").arg(to));
    }
}

/// What the journal knows of a move besides its run.
void Flow::resumeMove(const JournalEntry& entry) {
    const QJsonObject closing = entry.extra.value(QLatin1String("closing")).toObject();
    if (closing.isEmpty())
        return;
    Plan plan;
    plan.runId = closing.value(QLatin1String("run")).toString();
    plan.runFolder = closing.value(QLatin1String("folder")).toString();
    plan.root = closing.value(QLatin1String("root")).toString();
    plan.asRoot = closing.value(QLatin1String("asRoot")).toBool(true);
    m_move->closing.attach(plan);
}

void Flow::readEnvSecrets(const QStringList& oldKeys, const QStringList& newKeys, QObject* context,
                          const EnvSecrets& oldValues, const EnvSecrets& newValues) {
    const auto read = [context](HostWorker& worker, const Installation* installation, const QStringList& keys,
                                const EnvSecrets& done) {
        if (!installation)
            return;
        withLine(
            worker, context,
            [&worker, context, at = *installation, keys, done] {
                worker.runJob<QMap<QString, QString>>(
                    [at, keys](RemoteHost& host, const CancelToken& cancel) {
                        return readEnvValues(host, at, keys, cancel);
                    },
                    context, done);
            },
            [done](const Error& error) { done(fail(error)); });
    };
    read(*m_worker, m_look->installation(), oldKeys, oldValues);
    read(*m_newWorker, m_newLook->installation(), newKeys, newValues);
}

} // namespace df
