#include "flow/move/closing_step.h"

#include "flow/with_line.h"
#include "run/runner.h"

namespace df {

namespace {

constexpr int pollMs = 400;
constexpr int retryMs = 3000;
constexpr int mostStrange = 20; ///< a minute without an answer that can be read

} // namespace

ClosingStep::ClosingStep(HostWorker& worker, QObject* parent) : FlowStep(parent), m_worker(worker) {
    m_poll.setSingleShot(true);
    connect(&m_poll, &QTimer::timeout, this, &ClosingStep::ask);
}

void ClosingStep::wait(int milliseconds) { m_poll.start(milliseconds); }

void ClosingStep::act(Action action) {
    withLine(
        m_worker, this,
        [this, action = std::move(action)] {
            m_worker.runJob<void>(
                [action, plan = m_plan](RemoteHost& host, const CancelToken& cancel) {
                    Runner runner(host, plan.runFolder, plan.asRoot);
                    return action(runner, cancel);
                },
                this,
                [this](const Result<void>& done) {
                    if (!done && done.error().code != ErrorCode::ConnectionLost &&
                        done.error().code != ErrorCode::Timeout)
                        settle(done.error());
                    else
                        ask(); // whether it was done when the line broke, the run folder will say
                });
        },
        [this](const Error& error) { settle(error); });
}

void ClosingStep::close(const Plan& plan) {
    m_plan = plan;
    m_door = Door::Closing;
    m_opens = m_deployed = false;
    m_phase = RunPhase::Unknown;
    m_strange = 0;
    set(StateWord::Running, tr("closing the old server"));
    begin();
}

void ClosingStep::begin() {
    act([plan = m_plan](Runner& runner, const CancelToken& cancel) -> Result<void> {
        if (const auto deployed = runner.deploy(plan, {}, cancel); !deployed)
            return fail(deployed.error());
        return runner.start({}, cancel);
    });
}

void ClosingStep::attach(const Plan& plan) {
    m_plan = plan;
    m_door = Door::Unknown;
    m_opens = false;
    set(StateWord::Running, tr("asking the old server"));
    withLine(
        m_worker, this, [this] { ask(); }, [this](const Error& error) { settle(error); });
}

void ClosingStep::open() {
    if (m_plan.runId.isEmpty() || m_opens)
        return;
    m_opens = true;
    m_door = Door::Opening;
    set(StateWord::Running, tr("opening the old server"));
    const bool kept = m_phase == RunPhase::Kept;
    act([kept](Runner& runner, const CancelToken& cancel) { return runner.goBack(kept, cancel); });
}

void ClosingStep::keepClosed() {
    if (m_door == Door::Closed && m_phase == RunPhase::Switched)
        act([](Runner& runner, const CancelToken& cancel) { return runner.keep(cancel); });
}

void ClosingStep::tryAgain() {
    m_strange = 0;
    if (m_opens) {
        m_opens = false;
        open();
    } else if (m_phase == RunPhase::Unknown && !m_plan.runId.isEmpty()) {
        set(StateWord::Running, tr("closing the old server"));
        begin();
    } else {
        set(StateWord::Running, tr("closing the old server"));
        act([](Runner& runner, const CancelToken& cancel) { return runner.retry({}, cancel); });
    }
}

void ClosingStep::ask() {
    m_poll.stop();
    withLine(
        m_worker, this,
        [this] {
            m_worker.runJob<RunState>(
                [plan = m_plan](RemoteHost& host, const CancelToken& cancel) {
                    return Runner(host, plan.runFolder, plan.asRoot).read({}, cancel);
                },
                this, [this](const Result<RunState>& state) { take(state); });
        },
        [this](const Error&) { wait(retryMs); });
}

void ClosingStep::take(const Result<RunState>& state) {
    if (!state) {
        if (++m_strange >= mostStrange)
            settle(state.error());
        else
            wait(retryMs);
        return;
    }
    m_strange = 0;
    m_phase = state->phase;
    std::optional<Error> error;
    if (m_phase == RunPhase::Failed || m_phase == RunPhase::SwitchUndone || m_phase == RunPhase::Stuck)
        error = Error{m_phase == RunPhase::Stuck ? ErrorCode::NotAsBefore : ErrorCode::RunFailed,
                      QStringLiteral("The step %1 failed on the old server.").arg(state->failedStep),
                      {state->failedStep},
                      state->failure,
                      true};
    settle(error);
}

void ClosingStep::settle(const std::optional<Error>& error) {
    switch (m_phase) {
    case RunPhase::Switched:
    case RunPhase::Kept:
        m_door = m_opens ? Door::Opening : Door::Closed;
        if (m_opens)
            break;
        set(StateWord::Done, tr("in maintenance"), error);
        return;
    case RunPhase::WentBack:
        m_door = Door::Open;
        set(StateWord::Undone, tr("open again"), error);
        return;
    case RunPhase::Failed:
    case RunPhase::SwitchUndone:
        m_door = Door::Open; // the window undid itself, or never began
        break;
    default:
        break;
    }
    if (error) {
        set(StateWord::Failed, {}, error);
        return;
    }
    set(StateWord::Running, stateNote());
    wait(pollMs);
}

} // namespace df
