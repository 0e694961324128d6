#pragma once

#include "core/cancel.h"
#include "flow/step.h"
#include "verify/collector.h"
#include "verify/snapshot.h"

namespace df {

class Flow;
class HostWorker;
class LookStep;
struct FlowSeam; // tests/gui: sets the values that the steps show, without a server

/// Before: the snapshot of today, with the user's consent (a log-in writes a token row).
class BeforeStep : public FlowStep {
    Q_OBJECT
public:
    BeforeStep(HostWorker& worker, LookStep& look, QObject* parent = nullptr);
    AdminSignIn admin; ///< empty: without a log-in
    [[nodiscard]] const Snapshot& snapshot() const { return m_snapshot; }
    void collect();
    void skip();
    void cancel();
    bool canGoOn() const override { return state() == StateWord::Done || state() == StateWord::Skipped; }

private:
    void collected(Result<Snapshot> snapshot);

    HostWorker& m_worker;
    LookStep& m_look;
    CancelSource m_cancel;
    Snapshot m_snapshot;
    friend class Flow;
    friend struct FlowSeam;
};

} // namespace df
