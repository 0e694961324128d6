#include "flow/flow.h"
#include "flow/plan_step.h"
#include "flow/progress.h"
#include "flow/reach.h"
#include "flow/run_step.h"

#include "run/runner.h"

namespace df {

namespace {

constexpr int mostLogLines = 5000;
constexpr int mostStrangeAnswers = 10;
constexpr int deadAfterMs = 5000; ///< a supervisor that begins or ends its work may be away for a moment

bool works(RunPhase phase) {
    return phase == RunPhase::Preparing || phase == RunPhase::Switching || phase == RunPhase::GoingBack;
}

} // namespace

double RunStep::secondsSinceNews() const { return m_news.isValid() ? double(m_news.elapsed()) / 1000 : 0; }

void RunStep::attach(const Plan& plan, const QString& runFolder) {
    setPlan(plan);
    m_plan.runFolder = runFolder;
    m_run = {};
    m_run.runId = plan.runId;
    m_probes.clear();
    m_log.clear();
    m_splitter.clear();
    forgetCopies();
    m_pauseAsked = false;
    m_actionError.reset();
    m_attached = true;
    m_news.start();
    set(StateWord::Running, tr("asking the server"));
    if (m_plan.stages.isEmpty())
        readPlan();
    else
        ask();
}

void RunStep::readPlan() {
    m_worker.runJob<Plan>(
        [folder = m_plan.runFolder](RemoteHost& host, const CancelToken& cancel) {
            return Runner(host, folder, host.canBeRoot()).readPlan(cancel);
        },
        this,
        [this](Result<Plan> plan) {
            if (!plan) {
                if (isLineTrouble(plan.error()))
                    lineBroke(plan.error());
                else
                    set(StateWord::Failed, {}, plan.error());
                return;
            }
            const QString folder = m_plan.runFolder;
            setPlan(*plan);
            m_plan.runFolder = folder;
            ask();
        });
}

void RunStep::ask() {
    m_poll.stop();
    if (!m_attached || m_asking || m_lineLost)
        return;
    m_asking = true;
    RunState since;
    since.logOffset = m_run.logOffset;
    since.probeOffset = m_run.probeOffset;
    m_worker.runJob<RunState>(
        [plan = m_plan, since](RemoteHost& host, const CancelToken& cancel) {
            return Runner(host, plan.runFolder, plan.asRoot).read(since, cancel);
        },
        this, [this](Result<RunState> state) { answered(std::move(state)); });
}

void RunStep::answered(Result<RunState> state) {
    m_asking = false;
    if (state) {
        m_strangeAnswers = 0;
        take(std::move(*state));
    } else if (isLineTrouble(state.error()) || !m_worker.isOpen()) {
        lineBroke(state.error());
        return;
    } else if (state.error().code != ErrorCode::Cancelled && ++m_strangeAnswers >= mostStrangeAnswers) {
        // The run folder is gone or damaged. What the server does is not known: never success.
        m_run.phase = RunPhase::Unknown;
        set(StateWord::Failed, {}, state.error());
        m_poll.start(10'000);
        return;
    }
    m_poll.start(pollMilliseconds());
}

int RunStep::pollMilliseconds() const {
    // A supervisor lives a moment longer than its last word: its last probes are still to come.
    const bool lively = works(m_run.phase) || m_run.supervisorAlive ||
                        (m_startedByUs.isValid() && m_startedByUs.elapsed() < 10'000);
    if (lively)
        return 500;
    return m_run.phase == RunPhase::Kept || m_run.phase == RunPhase::WentBack ? 30'000 : 3000;
}

void RunStep::take(RunState state) {
    m_news.restart();
    const RunPhase before = m_run.phase;
    if (state.runId.isEmpty())
        state.runId = m_plan.runId;
    addWhatWeKnow(state);
    m_probes += state.probes;
    const QStringList fresh = m_splitter.append(state.logTail);
    m_log += fresh;
    if (m_log.size() > mostLogLines)
        m_log.remove(0, m_log.size() - mostLogLines);
    m_run = std::move(state);
    m_run.probes = m_probes; // the pages and the report show all of them
    const bool quiet = works(m_run.phase) && !m_run.supervisorAlive;
    if (!quiet)
        m_deadSince.invalidate();
    else if (!m_deadSince.isValid())
        m_deadSince.start();
    if (!fresh.isEmpty())
        Q_EMIT logLines(fresh);
    settle();
    if (m_run.phase != before)
        Q_EMIT phaseChanged(m_run.phase);
    fetchCopies();
    goBackWhenIdle();
}

std::optional<Error> RunStep::standstill() const {
    const int stage = m_plan.stageOf(m_run.failedStep);
    const QStringList facts{stage < 0 ? QString() : m_plan.stages[stage].title, m_run.failedStep,
                            toString(m_run.phase)};
    switch (m_run.phase) {
    case RunPhase::Failed:
    case RunPhase::SwitchUndone:
        return Error{ErrorCode::RunFailed, QStringLiteral("The step %1 failed.").arg(m_run.failedStep), facts,
                     m_run.failure, true};
    case RunPhase::Stuck:
        return Error{ErrorCode::NotAsBefore,
                     QStringLiteral("The way back failed at the step %1.").arg(m_run.failedStep), facts,
                     m_run.failure, true};
    case RunPhase::WentBack:
        if (asBefore(m_plan, m_run))
            return {};
        return Error{ErrorCode::NotAsBefore,
                     QStringLiteral("The server went back, but it is not proven to be as before."), facts,
                     m_run.fingerprint.differences.join(QLatin1Char('\n')), false};
    default:
        break;
    }
    if (works(m_run.phase) && m_deadSince.isValid() && m_deadSince.elapsed() > deadAfterMs)
        return Error{
            ErrorCode::CommandUnknown,
            QStringLiteral("The work on the server ended without a result (it may have been restarted)."),
            facts, m_run.failure, true};
    return {};
}

void RunStep::settle() {
    const auto error = m_actionError ? m_actionError : standstill();
    const bool dead = works(m_run.phase) && error && error->code == ErrorCode::CommandUnknown;
    const bool begins = m_startedByUs.isValid() && m_startedByUs.elapsed() < 10'000;
    switch (m_run.phase) {
    case RunPhase::Preparing:
    case RunPhase::Switching:
    case RunPhase::GoingBack:
        set(dead ? StateWord::Failed : StateWord::Running,
            tr("%1 %").arg(int(100 * runProgress(m_plan, m_run))), error);
        return;
    case RunPhase::Unknown:
        set(StateWord::Running, tr("asking the server"), error);
        return;
    case RunPhase::Deployed:
        set(begins && !error ? StateWord::Running : StateWord::NeedsYou,
            begins ? tr("beginning") : tr("not started yet"), error);
        return;
    case RunPhase::Paused:
        set(m_copying ? StateWord::Running : StateWord::NeedsYou,
            m_copying ? tr("copying to this computer") : tr("paused"), m_copyError ? m_copyError : error);
        return;
    case RunPhase::Failed:
    case RunPhase::SwitchUndone:
    case RunPhase::Stuck:
        set(StateWord::Failed, {}, error);
        return;
    case RunPhase::WentBack:
        set(StateWord::Undone, {}, error);
        return;
    case RunPhase::Switched:
    case RunPhase::Kept:
        set(StateWord::Done, m_plan.to, error);
        return;
    }
}

void RunStep::lineBroke(const Error& error) {
    m_asking = false;
    if (!m_lineLost) {
        m_lineLost = true;
        m_reconnects = 0;
    }
    // The row stays Running: the work goes on over there, or its state isn't known.
    set(StateWord::Running, tr("no contact"), error);
    const int wait = std::min(30'000, 1000 << std::min(m_reconnects, 5));
    ++m_reconnects;
    QTimer::singleShot(wait, this, &RunStep::reconnect);
}

void RunStep::reconnect() {
    m_worker.reopen(this, [this](const Result<HostWorker::Session>& session) {
        if (!session) {
            lineBroke(session.error());
            return;
        }
        m_lineLost = false;
        if (m_plan.stages.isEmpty())
            readPlan();
        else if (m_goBackWanted)
            goBack(); // it may not have been heard
        else
            ask();
    });
}

} // namespace df
