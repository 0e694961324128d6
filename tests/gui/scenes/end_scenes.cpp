#include "gui/scenes/scenes.h"

#include "pages/snapshots_page.h"

#include <QLineEdit>

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

QVector<Scene> comparisonScenes() {
    return {
        {QStringLiteral("08-compare-accepted"),
         [](auto& f, auto& w) {
             Flow& flow = flowAt(f, w);
             WindowFixture::compared(flow);
             for (const AreaComparison& a : flow.compareStep().comparison().areas)
                 for (const Difference& d : a.differences)
                     if (d.verdict >= Verdict::Look)
                         (void)flow.keepNote({a.id, d.item, d.attribute, printOf(d),
                                              QStringLiteral("We shortened it ourselves, ticket 4711."), true,
                                              QDateTime::fromSecsSinceEpoch(1795357860, Qt::UTC)});
             page(w, "compare");
         }},
        {QStringLiteral("08-compare-same"),
         [](auto& f, auto& w) {
             Flow& flow = flowAt(f, w);
             WindowFixture::compared(flow);
             FlowSeam::compared(flow.compareStep(), test::sampleBefore(),
                                compare(test::sampleBefore(), test::sampleBefore(), {}));
             FlowSeam::state(flow.compareStep(), StateWord::Done, QStringLiteral("same"));
             page(w, "compare");
         }},
        {QStringLiteral("08-compare-script"),
         [](auto& f, auto& w) {
             Flow& flow = flowAt(f, w);
             WindowFixture::compared(flow);
             SnapshotArea scripts;
             scripts.id = QStringLiteral("event-scripts");
             scripts.collected = true;
             scripts.source = QStringLiteral("rest");
             const QString text = QStringLiteral(
                 "// Adds the tenant to each row.\nconst tenant = platform.session.lookup.tenant;\nvar rows "
                 "= "
                 "event.request.payload.resource;\nfor (var i = 0; i < rows.length; i++) {\n    "
                 "rows[i].tenant = "
                 "tenant; // never trust the caller\n    rows[i].limit = 90;\n}\nif (!tenant) {\n    throw "
                 "'No tenant';\n}\n");
             scripts.items = {
                 {QStringLiteral("shop._table.post.pre_process"),
                  QStringLiteral("shop._table.post.pre_process"),
                  {{QStringLiteral("text"), text}, {QStringLiteral("language"), QStringLiteral("v8js")}},
                  {QStringLiteral("last_modified_date")}}};
             Snapshot before = test::sampleBefore(), after = test::sampleAfter();
             before.areas.append(scripts);
             scripts.items[0].attributes[QStringLiteral("text")] =
                 QString(text).replace(QStringLiteral("= 90"), QStringLiteral("= 30")) +
                 QStringLiteral("event.request.payload_changed = true;\n");
             after.areas.append(scripts);
             FlowSeam::snapshot(flow.beforeStep(), before);
             Expected expected;
             expected.fromRelease = QStringLiteral("6.3.0");
             expected.toRelease = QStringLiteral("7.6.0");
             Comparison c = compare(before, after, expected);
             FlowSeam::compared(flow.compareStep(), after, c);
             FlowSeam::state(flow.compareStep(), StateWord::Done, QStringLiteral("look"));
             page(w, "compare");
             for (QLineEdit* find : w.steps()->currentPage()->template findChildren<QLineEdit*>())
                 find->setText(QStringLiteral("pre_process"));
         }},
        {QStringLiteral("13-snapshots"),
         [](auto& f, auto& w) {
             const auto keep = [&](const char* server, const char* name, const Snapshot& s, bool imported) {
                 (void)f.snapshots().keep(
                     {{}, QLatin1String(server), QLatin1String(name), {}, {}, 0, imported}, s);
             };
             keep("deploy@api.example.com:22", "Before the upgrade to 7.6.0", test::sampleBefore(), false);
             keep("deploy@api.example.com:22", "After the upgrade to 7.6.0", test::sampleAfter(), false);
             keep("root@staging.example.com:22", "Staging, last month", test::sampleAfter(), true);
             w.showSnapshots();
         }},
        {QStringLiteral("13-snapshots-none"), [](auto&, auto& w) { w.showSnapshots(); }},
        {QStringLiteral("13-two-compared"), [](auto& f, auto& w) {
             const auto keep = [&](const char* server, const Snapshot& s) {
                 const auto id = f.snapshots().keep({{}, QLatin1String(server), {}, {}, {}, 0, false}, s);
                 return KeptSnapshot{
                     id.value_or(QString()), QLatin1String(server), {}, s.release, s.takenAt, 0, false};
             };
             const auto before = keep("deploy@staging.example.com:22", test::sampleBefore());
             const auto now = keep("deploy@api.example.com:22", test::sampleAfter());
             w.showSnapshots();
             w.snapshots()->compareTwo(before, now);
         }}};
}

} // namespace df::test
