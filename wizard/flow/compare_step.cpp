#include "flow/compare_step.h"

#include "flow/before_step.h"
#include "flow/look_step.h"
#include "flow/run_step.h"
#include "flow/with_line.h"

#include "advise/pair.h"
#include "verify/expected.h"

namespace df {

namespace {

QString verdictText(const Comparison& comparison) {
    switch (comparison.verdict) {
    case Verdict::Same:
        return CompareStep::tr("same");
    case Verdict::AsExpected:
        return CompareStep::tr("as expected");
    case Verdict::Look:
        return CompareStep::tr("look");
    case Verdict::Worse:
        return CompareStep::tr("worse");
    }
    return {};
}

} // namespace

CompareStep::CompareStep(HostWorker& worker, LookStep& look, BeforeStep& before, RunStep& run,
                         QObject* parent)
    : FlowStep(parent), m_worker(worker), m_look(look), m_before(before), m_run(run) {}

Expected CompareStep::expected() const {
    const Plan& plan = m_run.plan();
    QStringList keys;
    for (const QJsonValue& change : plan.envChanges)
        for (const char* name : {"key", "oldKey"})
            if (const QString key = change[QLatin1String(name)].toString(); !key.isEmpty())
                keys << key;
    if (plan.isMove()) {
        Expected moved = expectedChanges(plan.from, installedRelease(*m_look.installation()), keys);
        moved.otherMachine = true;
        return moved;
    }
    return expectedChanges(plan.from, m_look.releases().chosen, keys);
}

void CompareStep::collect() {
    if (m_before.snapshot().areas.isEmpty() || !m_look.installation()) {
        set(StateWord::Skipped, tr("there is no picture of before"));
        return;
    }
    m_worker.dropResultsFor(this);
    m_timer.start();
    set(StateWord::Running, tr("measuring"));
    const ServerFacts facts = m_look.facts();
    const Installation installation = *m_look.installation();
    const AdminSignIn signIn = m_before.admin;
    withLine(
        m_worker, this,
        [this, facts, installation, signIn] {
            m_cancel = m_worker.runJob<Snapshot>(
                [facts, installation, signIn](RemoteHost& host, const CancelToken& cancel) {
                    return collectSnapshot(host, facts, installation, signIn, QStringLiteral("after"),
                                           cancel);
                },
                this, [this](Result<Snapshot> snapshot) { collected(std::move(snapshot)); });
        },
        [this](const Error& error) { set(StateWord::Failed, {}, error); });
}

void CompareStep::collected(Result<Snapshot> snapshot) {
    m_seconds = double(m_timer.elapsed()) / 1000;
    if (!snapshot) {
        set(StateWord::Failed, {}, snapshot.error());
        return;
    }
    m_after = std::move(*snapshot);
    m_comparison = compare(m_before.snapshot(), m_after, expected());
    ++m_compared;
    set(StateWord::Done, verdictText(m_comparison));
}

void CompareStep::cancel() {
    m_cancel.cancel();
    m_worker.cancelCurrent();
}

} // namespace df
