#pragma once

#include "core/cancel.h"
#include "core/result.h"
#include "flow/step.h"
#include "plan/plan.h"
#include "run/run_state.h"

#include <QTimer>

#include <functional>

namespace df {

class HostWorker;
class Runner;
struct FlowSeam; // tests/gui: sets the values that the steps show, without a server

/// The one change that a move may make on the old server: users are shut out for the last copy. It is a run
/// of its own over there, with its undo, so that the old server opens again also when this computer is gone.
class ClosingStep : public FlowStep {
    Q_OBJECT
public:
    enum class Door { Open, Closing, Closed, Opening, Unknown };

    explicit ClosingStep(HostWorker& worker, QObject* parent = nullptr);
    [[nodiscard]] Door door() const { return m_door; }
    [[nodiscard]] const Plan& plan() const { return m_plan; } ///< empty: nothing was begun
    void close(const Plan& plan);
    void expect(const Plan& plan); ///< a run that was begun before; how it stands isn't known, nor asked yet
    void attach(const Plan& plan); ///< the same; asks how it stands
    void open();                   ///< takes it back; where nothing was begun: nothing to do
    void keepClosed();             ///< ends the run over there, users stay shut out
    void tryAgain();

private:
    using Action = std::function<Result<void>(Runner&, const CancelToken&)>;
    void act(Action action);
    void begin();
    void refused(const Error& error);
    void neverBegan(const Error& error);
    /// Begun by this object, and nothing was heard of it yet.
    [[nodiscard]] bool isUnheard() const { return !m_attached && m_phase == RunPhase::Unknown; }
    void ask();
    void unanswered(const Error& error);
    void take(const Result<RunState>& state);
    void settle(const std::optional<Error>& error = {});
    void wait(int milliseconds);

    HostWorker& m_worker;
    Plan m_plan;
    Door m_door = Door::Open;
    RunPhase m_phase = RunPhase::Unknown;
    bool m_opens = false, m_attached = false;
    int m_strange = 0, m_locked = 0, m_dead = 0;
    QTimer m_poll;
    friend struct FlowSeam;
};

} // namespace df
