#include "flow/connect_step.h"
#include "flow/flow.h"
#include "flow/look_step.h"
#include "flow/progress.h"
#include "flow/run_step.h"

namespace df {

namespace {

/// "api.example.com"; of one in a container "api.example.com/df-web-1": a machine may have many.
QString titleOf(const ConnectStep& connect, const LookStep& look) {
    const Installation* installation = look.installation();
    if (!installation || installation->kind == InstallationKind::Machine)
        return connect.settings.host;
    const bool pod = installation->kind == InstallationKind::Kubernetes;
    return connect.settings.host + QLatin1Char('/') + (pod ? installation->pod : installation->container);
}

} // namespace

QString Flow::truthLine() const {
    if (moves())
        return moveTruth();
    const Plan& plan = m_run->plan();
    const RunState& run = m_run->run();
    const QString before = releaseBefore(plan);
    if (m_run->state() == StateWord::NotStarted || plan.runId.isEmpty())
        return tr("Only looking. Nothing is changed.");
    if (m_run->lineLost())
        return tr("The server can't be reached at the moment. The work goes on there.");
    switch (run.phase) {
    case RunPhase::Unknown:
        return m_run->isAttached() ? tr("What the server does is not known yet.")
                                   : tr("%1 is serving. Nothing was started.").arg(before);
    case RunPhase::Deployed:
        return tr("%1 is serving. Nothing was started.").arg(before);
    case RunPhase::Preparing:
        return tr("%1 is serving. You may close this window.").arg(before);
    case RunPhase::Paused:
        return tr("%1 is serving. Nothing runs on the server.").arg(before);
    case RunPhase::Failed:
        return tr("%1 is serving. Nothing of it was changed.").arg(before);
    case RunPhase::Switching:
        return tr("Users may notice. You may close this window: the switch runs on the server.");
    case RunPhase::Switched:
        return tr("%1 is serving. The way back is open.").arg(plan.to);
    case RunPhase::GoingBack:
        return tr("The server goes back to %1. You may close this window.").arg(before);
    case RunPhase::Kept:
        return tr("%1 is serving.").arg(plan.to);
    case RunPhase::Stuck:
        return switchBegan(plan, run)
                   ? tr("The way back stopped half-way. Users may be cut off.")
                   : tr("%1 is serving. What was prepared beside it is not all removed.").arg(before);
    case RunPhase::SwitchUndone:
    case RunPhase::WentBack:
        break;
    }
    if (run.fingerprint.same && plan.isMove()) // seen from the new server alone
        return tr("%1 is serving, exactly as before. The old server was not asked: if it is in maintenance, "
                  "go back there, too.")
            .arg(before);
    if (run.fingerprint.same)
        return tr("%1 is serving, exactly as before.").arg(before);
    return asBefore(plan, run) ? tr("%1 is serving. Nothing of it was changed.").arg(before)
                               : tr("%1 is serving.").arg(before);
}

QString Flow::serverTitle() const {
    // Its address says nothing: it is this computer.
    return practice ? tr("practice-server") : titleOf(*m_connect, *m_look);
}

QString Flow::newServerTitle() const {
    if (!moves())
        return serverTitle();
    return practice ? tr("new practice-server") : titleOf(*m_newConnect, *m_newLook);
}

QString Flow::serverSubtitle() const {
    const RunPhase phase = m_run->run().phase;
    const Plan& plan = m_run->plan();
    if (phase == RunPhase::Switched || phase == RunPhase::Kept)
        return tr("%1 is serving").arg(plan.to);
    if (phase == RunPhase::SwitchUndone || phase == RunPhase::WentBack || phase == RunPhase::Preparing)
        return tr("%1 is serving").arg(releaseBefore(plan));
    if (m_connect->state() != StateWord::Done && m_look->facts().installations.isEmpty())
        return m_connect->settings.host.isEmpty() ? QString() : tr("not signed in yet");
    const Installation* installation = m_look->installation();
    return installation && !installation->code.version.isEmpty()
               ? tr("DreamFactory %1").arg(installation->code.version)
               : QString();
}

} // namespace df
