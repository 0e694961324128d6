#pragma once

#include "core/cancel.h"
#include "flow/step.h"
#include "verify/collector.h"
#include "verify/expected.h"
#include "verify/snapshot.h"

#include <QElapsedTimer>

namespace df {

class BeforeStep;
class Flow;
class HostWorker;
class LookStep;
class RunStep;
struct FlowSeam; // tests/gui: sets the values that the steps show, without a server

/// Compare: the snapshot after, and what differs.
class CompareStep : public FlowStep {
    Q_OBJECT
public:
    CompareStep(HostWorker& worker, LookStep& look, BeforeStep& before, RunStep& run,
                QObject* parent = nullptr);
    [[nodiscard]] const Snapshot& after() const { return m_after; }
    [[nodiscard]] const Comparison& comparison() const { return m_comparison; }
    [[nodiscard]] int compared() const { return m_compared; } ///< grows with each comparison; 0: none yet
    void collect();
    void cancel();
    bool canGoOn() const override { return state() == StateWord::Done || state() == StateWord::Skipped; }

    [[nodiscard]] double seconds() const { return m_seconds; } ///< how long measuring took

private:
    double m_seconds = 0;
    [[nodiscard]] Expected expected() const;
    void collected(Result<Snapshot> snapshot);

    HostWorker& m_worker;
    LookStep& m_look;
    BeforeStep& m_before;
    RunStep& m_run;
    CancelSource m_cancel;
    QElapsedTimer m_timer;
    Snapshot m_after;
    Comparison m_comparison;
    int m_compared = 0;
    friend class Flow;
    friend struct FlowSeam;
};

} // namespace df
