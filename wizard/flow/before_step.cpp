#include "flow/before_step.h"

#include "flow/look_step.h"
#include "flow/with_line.h"

namespace df {

BeforeStep::BeforeStep(HostWorker& worker, LookStep& look, QObject* parent)
    : FlowStep(parent), m_worker(worker), m_look(look) {}

void BeforeStep::collect() {
    if (!m_look.installation())
        return;
    m_worker.dropResultsFor(this);
    m_newSnapshot = {};
    set(StateWord::Running, tr("measuring"));
    collectFrom(m_worker, m_look, admin,
                [this](Result<Snapshot> snapshot) { collected(std::move(snapshot)); });
}

void BeforeStep::collectFrom(HostWorker& worker, LookStep& look, const AdminSignIn& signIn,
                             const Collected& done) {
    const ServerFacts& facts = look.facts();
    const Installation installation = *look.installation();
    withLine(
        worker, this,
        [this, &worker, facts, installation, signIn, done] {
            m_cancel = worker.runJob<Snapshot>(
                [facts, installation, signIn](RemoteHost& host, const CancelToken& cancel) {
                    return collectSnapshot(host, facts, installation, signIn, QStringLiteral("before"),
                                           cancel);
                },
                this, done);
        },
        [done](const Error& error) { done(fail(error)); });
}

void BeforeStep::collected(Result<Snapshot> snapshot) {
    if (!snapshot) {
        set(StateWord::Failed, {}, snapshot.error());
        return;
    }
    m_snapshot = std::move(*snapshot);
    if (!m_new.first || newAdmin.email.isEmpty() || !m_new.second->installation()) {
        settle();
        return;
    }
    collectFrom(*m_new.first, *m_new.second, newAdmin, [this](Result<Snapshot> fresh) {
        if (!fresh) {
            set(StateWord::Failed, {}, fresh.error());
            return;
        }
        m_newSnapshot = std::move(*fresh);
        settle();
    });
}

void BeforeStep::settle() {
    const auto collected = std::count_if(m_snapshot.areas.cbegin(), m_snapshot.areas.cend(),
                                         [](const SnapshotArea& area) { return area.collected; });
    set(StateWord::Done, tr("%1 areas").arg(collected));
}

void BeforeStep::skip() {
    m_worker.dropResultsFor(this);
    if (m_new.first)
        m_new.first->dropResultsFor(this);
    m_snapshot = m_newSnapshot = {};
    set(StateWord::Skipped, tr("not wanted"));
}

void BeforeStep::cancel() {
    m_cancel.cancel();
    m_worker.cancelCurrent();
    if (m_new.first)
        m_new.first->cancelCurrent();
}

} // namespace df
