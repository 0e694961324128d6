#include "gui/scenes/scenes.h"

#include <QJsonObject>
#include <QtTest>

namespace df::test {

namespace {

JournalEntry entry(const char* task, const char* server, const char* from, const char* to, const char* phase,
                   bool open, int daysAgo, const char* summary, bool practice = false) {
    JournalEntry e;
    e.runId = QStringLiteral("%1-%2-%3").arg(QLatin1String(task), QLatin1String(server)).arg(daysAgo);
    e.task = QLatin1String(task);
    e.server = QLatin1String(server);
    e.from = QLatin1String(from);
    e.to = QLatin1String(to);
    e.phase = QLatin1String(phase);
    e.open = open;
    e.practice = practice;
    e.startedAt = e.changedAt = QDateTime::currentDateTimeUtc().addDays(-daysAgo);
    e.summary = QString::fromUtf8(summary);
    e.reportFolder = open ? QString() : QStringLiteral("reports");
    return e;
}

void fillHistory(WindowFixture& f) {
    for (const JournalEntry& e :
         {entry("upgrade", "deploy@staging.example.com:22", "6.3.0", "7.6.0", "failed", true, 0,
                "Stopped before any change: the package source could not be reached. The server runs 6.3.0 "
                "as before."),
          entry("upgrade", "deploy@docker.example.net:22", "7.3.0", "7.3.3", "kept", false, 3, "off for 7 s"),
          entry("upgrade", "practice@127.0.0.1:2222", "6.3.0", "7.3.3", "went-back", false, 4,
                "went back, exactly as before", true),
          entry("look", "deploy@api.example.com:22", "6.3.0", "", "looked", false, 5, "1 must fix"),
          entry("look", "deploy@api.example.com:22", "6.3.0", "", "looked", false, 9, "nothing to fix")})
        QVERIFY(f.journal().save(e));
    ConnectSettings s;
    s.host = QStringLiteral("api.example.com");
    s.user = QStringLiteral("deploy");
    f.m_servers = {s};
    s.host = QStringLiteral("staging.example.com");
    s.port = 2200;
    f.m_servers.append(s);
}

} // namespace

QVector<Scene> endScenes() {
    const Plan plan = test::samplePlan();
    return {{QStringLiteral("01-start"),
             [](auto& f, auto& w) {
                 fillHistory(f);
                 w.showStart();
             }},
            {QStringLiteral("01-start-empty"), [](auto&, auto& w) { w.showStart(); }},
            {QStringLiteral("01b-history"),
             [](auto& f, auto& w) {
                 fillHistory(f);
                 w.showHistory();
             }},
            {QStringLiteral("08-compare"),
             [](auto& f, auto& w) {
                 WindowFixture::compared(flowAt(f, w));
                 page(w, "compare");
             }},
            {QStringLiteral("08-compare-measuring"),
             [](auto& f, auto& w) {
                 Flow& flow = flowAt(f, w);
                 WindowFixture::running(flow, test::sampleRun(test::samplePlan(), RunPhase::Switched, 15, -1),
                                        StateWord::Done, QStringLiteral("12 min 04 s"), 6.4);
                 FlowSeam::state(flow.compareStep(), StateWord::Running, QStringLiteral("measuring"));
                 page(w, "compare");
             }},
            {QStringLiteral("11-done"),
             [plan](auto& f, auto& w) {
                 Flow& flow = flowAt(f, w);
                 WindowFixture::compared(flow);
                 FlowSeam::run(flow.runStep(), plan, test::sampleRun(plan, RunPhase::Kept, 15, -1),
                               test::sampleProbes(6.4));
                 FlowSeam::state(flow.runStep(), StateWord::Done, QStringLiteral("12 min 04 s"));
                 page(w, "done");
             }},
            {QStringLiteral("11-done-went-back"),
             [plan](auto& f, auto& w) {
                 Flow& flow = flowAt(f, w);
                 WindowFixture::planned(flow);
                 RunState run = test::undoneRun(plan, 10);
                 run.phase = RunPhase::WentBack;
                 FlowSeam::run(flow.runStep(), plan, run, test::sampleProbes(72));
                 FlowSeam::state(flow.runStep(), StateWord::Undone, QStringLiteral("exactly as before"));
                 page(w, "done");
             }},
            {QStringLiteral("11-done-looked"),
             [](auto& f, auto& w) {
                 Flow& flow = flowAt(f, w, Task::Look);
                 WindowFixture::advised(flow);
                 page(w, "done");
             }},
            {QStringLiteral("12-resume"),
             [plan](auto& f, auto& w) {
                 JournalEntry e =
                     entry("upgrade", "deploy@api.example.com:22", "6.3.0", "7.6.0", "failed", true, 0, "");
                 e.connection = QJsonObject{{QStringLiteral("host"), QStringLiteral("api.example.com")},
                                            {QStringLiteral("user"), QStringLiteral("deploy")},
                                            {QStringLiteral("port"), 22}};
                 auto flow = std::make_unique<Flow>(f.journal(), f.saved());
                 flow->resume(e);
                 Flow& at = w.openFlow(std::move(flow)).flow();
                 WindowFixture::connected(at);
                 FlowSeam::run(at.runStep(), plan, test::undoneRun(plan, 10), test::sampleProbes(72));
                 FlowSeam::state(at.runStep(), StateWord::Failed, QStringLiteral("undone"));
                 page(w, "resume");
             }},
            {QStringLiteral("06-run-practice"), [plan](auto& f, auto& w) {
                 auto flow = std::make_unique<Flow>(f.journal(), f.saved());
                 flow->practice = true;
                 flow->connectStep().settings.host = QStringLiteral("127.0.0.1");
                 flow->connectStep().settings.user = QStringLiteral("practice");
                 Flow& at = w.openFlow(std::move(flow)).flow();
                 WindowFixture::running(at, test::sampleRun(plan, RunPhase::Preparing, 4, 0.63),
                                        StateWord::Running, QStringLiteral("stage 5 of 15"));
                 page(w, "run");
             }}};
}

QVector<Scene> verdictScenes() {
    return {{QStringLiteral("08-compare-worse"), [](auto& f, auto& w) {
                 Flow& flow = flowAt(f, w);
                 WindowFixture::compared(flow);
                 Comparison c = flow.compareStep().comparison();
                 AreaComparison tables;
                 tables.id = QStringLiteral("tables");
                 tables.verdict = c.verdict = Verdict::Worse;
                 tables.notCollected = QStringLiteral("The database did not answer.");
                 c.areas.append(tables);
                 AreaComparison strange;
                 strange.id = QStringLiteral("something-new");
                 strange.verdict = Verdict::Look;
                 strange.before = strange.after = 1;
                 strange.differences = {{Difference::Kind::Changed, QStringLiteral("x"), QStringLiteral("x"),
                                         QStringLiteral("y"), QStringLiteral("1"), QStringLiteral("2"),
                                         Verdict::Look, QStringLiteral("It has another value than before.")}};
                 c.areas.append(strange);
                 c.decidedBy =
                     QStringLiteral("Rows of each table could be seen before and can't be seen now: "
                                    "The database did not answer.");
                 FlowSeam::compared(flow.compareStep(), flow.compareStep().after(), c);
                 FlowSeam::state(flow.compareStep(), StateWord::Done, QStringLiteral("worse"));
                 page(w, "compare");
             }}};
}

} // namespace df::test
