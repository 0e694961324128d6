#include "flow/move/closing_step.h"

#include "flow/with_line.h"
#include "run/runner.h"

namespace df {

namespace {

constexpr int pollMs = 400;
constexpr int retryMs = 3000;
constexpr int mostStrange = 40; ///< two minutes without an answer that can be read
constexpr int mostDead = 50;    ///< 20 s: a boot unit may take over in the meantime
constexpr int mostLocked = 10;  ///< the run before lingers for a moment after its last word

/// The line broke while the run's folder was on its way.
Error notDeployed() {
    return {ErrorCode::CommandFailed,
            QStringLiteral("What is to close the old server did not reach it."),
            {QStringLiteral("not-deployed")},
            {},
            true};
}

bool isNotDeployed(const Error& error) { return error.facts.value(0) == QLatin1String("not-deployed"); }

/// `answer`, or that there is nothing over there that could answer.
template<class T>
Result<T> unlessNotDeployed(Result<T> answer, Runner& runner, const CancelToken& cancel) {
    const auto deployed = runner.isDeployed(cancel);
    return deployed && !*deployed ? fail(notDeployed()) : answer;
}

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
                        refused(done.error());
                    else
                        ask(); // whether it was done when the line broke, the run folder will say
                });
        },
        [this](const Error& error) { settle(error); });
}

/// As far as is known here it was never started, so nothing of the old server was changed.
void ClosingStep::neverBegan(const Error& error) {
    if (m_opens) {
        m_opens = false;
        m_door = Door::Open;
        set(StateWord::Undone, tr("open again"));
    } else if (m_door == Door::Closing && ++m_strange < mostStrange) {
        QTimer::singleShot(pollMs, this, [this] {
            if (m_door == Door::Closing && !m_opens) // as long as it is still wanted
                begin();
        });
    } else if (m_door == Door::Closing) {
        m_door = Door::Open;
        settle(error);
    }
}

void ClosingStep::refused(const Error& error) {
    if (isNotDeployed(error)) {
        neverBegan(error);
        return;
    }
    const bool isBegin = m_door == Door::Closing && !m_attached && m_phase == RunPhase::Unknown;
    if (isBegin && error.code == ErrorCode::Locked && ++m_locked < mostLocked) {
        QTimer::singleShot(retryMs, this, &ClosingStep::begin);
    } else {
        if (isBegin && error.code != ErrorCode::CommandUnknown)
            m_door = Door::Open; // nothing was begun
        settle(error);
    }
}

void ClosingStep::close(const Plan& plan) {
    m_poll.stop();
    m_worker.dropResultsFor(this);
    m_plan = plan;
    m_door = Door::Closing;
    m_opens = m_attached = false;
    m_phase = RunPhase::Unknown;
    m_strange = m_locked = m_dead = 0;
    set(StateWord::Running, tr("closing the old server"));
    begin();
}

void ClosingStep::begin() {
    m_door = Door::Closing;
    act([plan = m_plan](Runner& runner, const CancelToken& cancel) -> Result<void> {
        // The line may have broken when it was begun already.
        const auto there = runner.read({}, cancel);
        if (there && there->phase == RunPhase::Deployed)
            return runner.start({}, cancel);
        if (there && there->phase != RunPhase::Unknown)
            return {};
        if (const auto deployed = runner.deploy(plan, {}, cancel); !deployed)
            return fail(deployed.error());
        return runner.start({}, cancel);
    });
}

void ClosingStep::expect(const Plan& plan) {
    m_poll.stop();
    m_worker.dropResultsFor(this);
    m_plan = plan;
    m_door = Door::Unknown;
    m_phase = RunPhase::Unknown; // what was known of it no longer counts
    m_attached = true;
    m_opens = false;
    m_strange = m_dead = 0;
}

void ClosingStep::attach(const Plan& plan) {
    expect(plan);
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
    act([kept = m_phase == RunPhase::Kept, unheard = isUnheard()](Runner& runner, const CancelToken& cancel) {
        const auto back = runner.goBack(kept, cancel);
        const bool refused = !back && back.error().code == ErrorCode::CommandFailed;
        return refused && unheard ? unlessNotDeployed(back, runner, cancel) : back;
    });
}

void ClosingStep::keepClosed() {
    if (m_door == Door::Closed && m_phase == RunPhase::Switched)
        act([](Runner& runner, const CancelToken& cancel) { return runner.keep(cancel); });
}

void ClosingStep::tryAgain() {
    m_strange = m_locked = m_dead = 0;
    if (m_opens) {
        m_opens = false;
        open();
    } else if (m_attached && m_phase == RunPhase::Unknown) {
        attach(Plan(m_plan)); // no more is known of it than where it is: nothing is written there
    } else if ((m_phase == RunPhase::Unknown || m_phase == RunPhase::Deployed) && !m_plan.runId.isEmpty()) {
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
                [plan = m_plan, unheard = isUnheard()](RemoteHost& host, const CancelToken& cancel) {
                    Runner runner(host, plan.runFolder, plan.asRoot);
                    const auto state = runner.read({}, cancel);
                    const bool nothing = state ? state->phase == RunPhase::Unknown
                                               : state.error().code == ErrorCode::CommandFailed;
                    return nothing && unheard ? unlessNotDeployed(state, runner, cancel) : state;
                },
                this, [this](const Result<RunState>& state) { take(state); });
        },
        [this](const Error& error) { unanswered(error); });
}

void ClosingStep::unanswered(const Error& error) {
    if (++m_strange >= mostStrange)
        settle(error);
    else
        wait(retryMs);
}

void ClosingStep::take(const Result<RunState>& state) {
    if (!state) {
        if (isNotDeployed(state.error()))
            neverBegan(state.error());
        else
            unanswered(state.error());
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
    const bool works =
        m_phase == RunPhase::Preparing || m_phase == RunPhase::Switching || m_phase == RunPhase::GoingBack;
    // What was asked for just as the line broke may not have been heard.
    const bool unheard =
        m_opens ? m_phase == RunPhase::Switched || m_phase == RunPhase::Kept : m_phase == RunPhase::Deployed;
    m_dead = (works || unheard) && !state->supervisorAlive ? m_dead + 1 : 0;
    if (m_dead >= mostDead)
        error = Error{ErrorCode::CommandUnknown,
                      QStringLiteral("The work on the old server ended without a word."),
                      {},
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
