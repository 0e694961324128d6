#pragma once

#include "core/cancel.h"
#include "flow/step.h"
#include "verify/collector.h"
#include "verify/snapshot.h"

#include <functional>
#include <utility>

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
    /// Of a move: an administrator of the new server as it is now; empty: it isn't asked. After the move the
    /// old one's administrators are there, and `admin` signs in.
    AdminSignIn newAdmin;
    [[nodiscard]] const Snapshot& snapshot() const { return m_snapshot; }
    /// Of the new server, where `newAdmin` was given: that its API lets its own administrator in before
    /// anything is changed.
    [[nodiscard]] const Snapshot& newSnapshot() const { return m_newSnapshot; }
    void asksToo(HostWorker& newWorker, LookStep& newLook) { m_new = {&newWorker, &newLook}; }
    void collect();
    void skip();
    void cancel();
    bool canGoOn() const override { return state() == StateWord::Done || state() == StateWord::Skipped; }

private:
    using Collected = std::function<void(Result<Snapshot>)>;
    void collectFrom(HostWorker& worker, LookStep& look, const AdminSignIn& signIn, const Collected& done);
    void collected(Result<Snapshot> snapshot);
    void settle();

    std::pair<HostWorker*, LookStep*> m_new{}; ///< of a move
    Snapshot m_newSnapshot;
    HostWorker& m_worker;
    LookStep& m_look;
    CancelSource m_cancel;
    Snapshot m_snapshot;
    friend class Flow;
    friend struct FlowSeam;
};

} // namespace df
