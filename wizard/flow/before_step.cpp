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
    set(StateWord::Running, tr("measuring"));
    const ServerFacts facts = m_look.facts();
    const Installation installation = *m_look.installation();
    const AdminSignIn signIn = admin;
    withLine(
        m_worker, this,
        [this, facts, installation, signIn] {
            m_cancel = m_worker.runJob<Snapshot>(
                [facts, installation, signIn](RemoteHost& host, const CancelToken& cancel) {
                    return collectSnapshot(host, facts, installation, signIn, QStringLiteral("before"),
                                           cancel);
                },
                this, [this](Result<Snapshot> snapshot) { collected(std::move(snapshot)); });
        },
        [this](const Error& error) { set(StateWord::Failed, {}, error); });
}

void BeforeStep::collected(Result<Snapshot> snapshot) {
    if (!snapshot) {
        set(StateWord::Failed, {}, snapshot.error());
        return;
    }
    m_snapshot = std::move(*snapshot);
    const auto collected = std::count_if(m_snapshot.areas.cbegin(), m_snapshot.areas.cend(),
                                         [](const SnapshotArea& area) { return area.collected; });
    set(StateWord::Done, tr("%1 areas").arg(collected));
}

void BeforeStep::skip() {
    m_worker.dropResultsFor(this);
    m_snapshot = {};
    set(StateWord::Skipped, tr("not wanted"));
}

void BeforeStep::cancel() {
    m_cancel.cancel();
    m_worker.cancelCurrent();
}

} // namespace df
