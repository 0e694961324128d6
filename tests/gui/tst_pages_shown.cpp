// Every page in every state, in a real window, light and dark, at 1280x800, 1024x600, with larger and doubled
// text, and from right to left:
// nothing without a name, no button lost, no text cut. With DF_SCREENSHOTS=FOLDER each is saved as a picture
// to be looked at.
#include "gui/window_fixture.h"

#include "pages/start_page.h"
#include "theme/metrics.h"
#include "widgets/difference_tree.h"
#include "widgets/error_card.h"
#include "widgets/figures.h"
#include "widgets/fold_tree.h"
#include "widgets/log_fold.h"
#include "widgets/text_label.h"
#include "widgets/tile.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QJsonObject>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStandardPaths>
#include <QToolButton>
#include <QtTest>

using namespace df;
using test::WindowFixture;

namespace {

struct Scene {
    QString name;
    std::function<void(WindowFixture&, MainWindow&)> show;
};

Flow& flowAt(WindowFixture& f, MainWindow& w, Task task = Task::Upgrade) { return f.open(w, task).flow(); }

void page(MainWindow& w, const char* id) { w.steps()->goTo(QLatin1String(id)); }

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

HostKeyInfo key() {
    return {QStringLiteral("api.example.com"), 22, QStringLiteral("ssh-ed25519"),
            QStringLiteral("SHA256:yV3k9QmZp0Lr7TbdWn2Xc8HsUeA5fJ1oGqKzM4wPvDl"), false};
}

QVector<Scene> connectScenes() {
    return {
        {QStringLiteral("02-connect"), [](auto& f, auto& w) { flowAt(f, w); }},
        {QStringLiteral("02-connect-fingerprint"),
         [](auto& f, auto& w) {
             Flow& flow = flowAt(f, w);
             FlowSeam::progress(flow.connectStep(), {{QStringLiteral("reached"), QStringLiteral("38 ms")}});
             FlowSeam::hostKey(flow.connectStep(), key());
             FlowSeam::state(flow.connectStep(), StateWord::NeedsYou);
             for (QLineEdit* e : w.steps()->currentPage()->template findChildren<QLineEdit*>())
                 if (e->isVisible() && e->placeholderText().startsWith(QLatin1String("SHA256")))
                     e->setText(key().fingerprint);
         }},
        {QStringLiteral("02-connect-key-changed"),
         [](auto& f, auto& w) {
             Flow& flow = flowAt(f, w);
             FlowSeam::progress(flow.connectStep(), {{QStringLiteral("reached"), QStringLiteral("38 ms")}});
             FlowSeam::state(flow.connectStep(), StateWord::Failed, QStringLiteral("fingerprint"),
                             Error{ErrorCode::HostKeyChanged,
                                   QStringLiteral("The host key has changed."),
                                   {QStringLiteral("api.example.com"), QStringLiteral("22"),
                                    QStringLiteral("ssh-ed25519"),
                                    QStringLiteral("SHA256:Rw8e2LcNxT5aJd9QmB0vh3KsYgZ7uP4iWoF6n1EtCkS"),
                                    key().fingerprint},
                                   {},
                                   false});
         }},
        {QStringLiteral("02-connect-asks"),
         [](auto& f, auto& w) {
             Flow& flow = flowAt(f, w);
             FlowSeam::progress(flow.connectStep(), {{QStringLiteral("reached"), QStringLiteral("38 ms")},
                                                     {QStringLiteral("hostkey"), {}}});
             FlowSeam::prompts(flow.connectStep(), QStringLiteral("Two-factor authentication"),
                               {{QStringLiteral("Verification code: "), true},
                                {QStringLiteral("<b>Password</b>: "), false}});
             FlowSeam::state(flow.connectStep(), StateWord::NeedsYou);
         }},
        {QStringLiteral("02-connect-refused"),
         [](auto& f, auto& w) {
             Flow& flow = flowAt(f, w);
             FlowSeam::progress(flow.connectStep(), {{QStringLiteral("reached"), QStringLiteral("38 ms")},
                                                     {QStringLiteral("hostkey"), {}}});
             FlowSeam::state(flow.connectStep(), StateWord::Failed, QStringLiteral("sign-in"),
                             Error{ErrorCode::SignInRefused,
                                   QStringLiteral("Permission denied (publickey)."),
                                   {QStringLiteral("api.example.com")},
                                   QStringLiteral("tried: publickey"),
                                   true});
         }},
        {QStringLiteral("02-connect-done"),
         [](auto& f, auto& w) { WindowFixture::connected(flowAt(f, w)); }}};
}

QVector<Scene> lookScenes() {
    return {{QStringLiteral("03-look-running"),
             [](auto& f, auto& w) {
                 Flow& flow = flowAt(f, w);
                 WindowFixture::connected(flow);
                 FlowSeam::state(flow.lookStep(), StateWord::Running, QStringLiteral("reading"));
                 page(w, "look");
             }},
            {QStringLiteral("03-look-three"),
             [](auto& f, auto& w) {
                 WindowFixture::looked(flowAt(f, w), 3);
                 page(w, "look");
             }},
            {QStringLiteral("03-look"),
             [](auto& f, auto& w) {
                 WindowFixture::looked(flowAt(f, w));
                 page(w, "look");
             }},
            {QStringLiteral("03-look-nothing"),
             [](auto& f, auto& w) {
                 Flow& flow = flowAt(f, w);
                 WindowFixture::connected(flow);
                 FlowSeam::state(flow.lookStep(), StateWord::Failed, {},
                                 Error{ErrorCode::NoInstallation,
                                       QStringLiteral("No DreamFactory was found on this server."),
                                       {QStringLiteral("api.example.com")},
                                       {},
                                       true});
                 page(w, "look");
             }},
            {QStringLiteral("04-advice"),
             [](auto& f, auto& w) {
                 WindowFixture::advised(flowAt(f, w));
                 page(w, "advice");
             }},
            {QStringLiteral("04-advice-must-fix"),
             [](auto& f, auto& w) {
                 Flow& flow = flowAt(f, w);
                 WindowFixture::advised(flow);
                 Advice a = flow.adviceStep().advice();
                 Finding must;
                 must.id = QStringLiteral("php-extension-mongodb");
                 must.severity = Severity::MustFix;
                 must.text =
                     QStringLiteral("The PHP extension mongodb is 1.17.2; release 7.6.0 needs 2.3 or newer.");
                 must.means = QStringLiteral(
                     "The packages of 7.6.0 can't be installed, even if no service uses MongoDB.");
                 must.doThis = {
                     QStringLiteral("Install the newer extension for the command line and for PHP-FPM."),
                     QStringLiteral("$ apt-get install php8.3-mongodb")};
                 must.source = QStringLiteral("composer.lock of 7.6.0 on this server's own remote");
                 Finding know = must;
                 know.id = QStringLiteral("bcrypt-rounds");
                 know.severity = Severity::ShouldKnow;
                 know.text = QStringLiteral("Without BCRYPT_ROUNDS=10 the first log-in would destroy each of "
                                            "the 42 passwords. The plan sets it.");
                 a.findings.prepend(know);
                 a.findings.prepend(must);
                 FlowSeam::advice(flow.adviceStep(), a, Way::InPlace);
                 page(w, "advice");
                 for (FoldTree* t : w.template findChildren<FoldTree*>())
                     t->setOpen(must.id, true);
             }},
            {QStringLiteral("04b-before"),
             [](auto& f, auto& w) {
                 WindowFixture::advised(flowAt(f, w));
                 page(w, "before");
             }},
            {QStringLiteral("04b-before-running"),
             [](auto& f, auto& w) {
                 Flow& flow = flowAt(f, w);
                 WindowFixture::advised(flow);
                 FlowSeam::state(flow.beforeStep(), StateWord::Running, QStringLiteral("measuring"));
                 page(w, "before");
             }},
            {QStringLiteral("04b-before-done"), [](auto& f, auto& w) {
                 WindowFixture::recorded(flowAt(f, w));
                 page(w, "before");
             }}};
}

QVector<Scene> runScenes() {
    const Plan plan = test::samplePlan();
    const auto run = [](const RunState& state, StateWord word, const QString& note, double cutOff,
                        bool lineLost = false) {
        return [=](WindowFixture& f, MainWindow& w) {
            Flow& flow = flowAt(f, w);
            WindowFixture::running(flow, state, word, note, cutOff);
            FlowSeam::lineLost(flow.runStep(), lineLost);
            FlowSeam::state(flow.runStep(), word, note);
            page(w, "run");
        };
    };
    RunState failed = test::sampleRun(plan, RunPhase::Failed, 4, -1);
    failed.steps[4].status = StepStatus::Failed;
    failed.steps[4].exitCode = 100;
    failed.steps[4].startedAt = failed.serverNow;
    failed.steps[4].endedAt = failed.serverNow + 42;
    failed.failedStep = failed.steps[4].id;
    failed.failure =
        QStringLiteral("curl error 6 while downloading https://repo.packagist.org/packages.json: Could not "
                       "resolve host: repo.packagist.org");
    RunState paused = test::sampleRun(plan, RunPhase::Paused, 5, -1);
    RunState back = test::undoneRun(plan, 10);
    back.phase = RunPhase::WentBack;
    for (StepState& s : back.steps)
        if (s.status == StepStatus::Done || s.status == StepStatus::Failed)
            s.status = StepStatus::Undone;
    RunState stuck = test::undoneRun(plan, 10);
    stuck.phase = RunPhase::Stuck;
    stuck.steps[10].status = StepStatus::UndoFailed;
    RunState goingBack = test::sampleRun(plan, RunPhase::GoingBack, 6, -1);
    goingBack.steps[5].status = StepStatus::Undone;
    RunState skipped = test::sampleRun(plan, RunPhase::Preparing, 4, 0.63);
    skipped.steps[1].status = StepStatus::Skipped;
    return {
        {QStringLiteral("05-plan"),
         [](auto& f, auto& w) {
             Flow& flow = flowAt(f, w);
             WindowFixture::recorded(flow);
             page(w, "plan");
             if (flow.planStep().plan().stages.isEmpty()) {
                 FlowSeam::plan(flow.planStep(), test::samplePlan());
                 FlowSeam::state(flow.planStep(), StateWord::Done, QStringLiteral("15 stages"));
             }
         }},
        {QStringLiteral("05-plan-unfolded"),
         [](auto& f, auto& w) {
             Flow& flow = flowAt(f, w);
             WindowFixture::recorded(flow);
             page(w, "plan");
             FlowSeam::plan(flow.planStep(), test::samplePlan());
             FlowSeam::state(flow.planStep(), StateWord::Done, QStringLiteral("15 stages"));
             for (FoldTree* t : w.template findChildren<FoldTree*>())
                 t->setOpen(QStringLiteral("copy-database"), true);
         }},
        {QStringLiteral("06-run"), run(test::sampleRun(plan, RunPhase::Preparing, 4, 0.63),
                                       StateWord::Running, QStringLiteral("stage 5 of 15"), 0)},
        {QStringLiteral("06-run-skipped"),
         run(skipped, StateWord::Running, QStringLiteral("stage 5 of 15"), 0)},
        {QStringLiteral("06-run-switch"), run(test::sampleRun(plan, RunPhase::Switching, 10, 0.4),
                                              StateWord::Running, QStringLiteral("stage 11 of 15"), 6)},
        {QStringLiteral("06-run-no-news"), run(test::sampleRun(plan, RunPhase::Preparing, 4, 0.63),
                                               StateWord::Running, QStringLiteral("stage 5 of 15"), 0, true)},
        {QStringLiteral("06-run-going-back"),
         run(goingBack, StateWord::Running, QStringLiteral("going back"), 0)},
        {QStringLiteral("06-run-held"), run(paused, StateWord::NeedsYou, QStringLiteral("paused"), 0)},
        {QStringLiteral("06-run-paused"),
         [paused](auto& f, auto& w) {
             Flow& flow = flowAt(f, w);
             FlowSeam::pauseAsked(flow.runStep(), true);
             WindowFixture::running(flow, paused, StateWord::NeedsYou, QStringLiteral("paused"));
             page(w, "run");
         }},
        {QStringLiteral("06-run-no-copies"),
         [paused](auto& f, auto& w) {
             Flow& flow = flowAt(f, w);
             FlowSeam::copyError(flow.runStep(),
                                 Error{ErrorCode::FileUnwritable,
                                       QStringLiteral("/media/stick/copies could not be written: "
                                                      "No space left on device"),
                                       {QStringLiteral("/media/stick/copies")},
                                       {},
                                       true});
             WindowFixture::running(flow, paused, StateWord::NeedsYou, QStringLiteral("paused"));
             page(w, "run");
         }},
        {QStringLiteral("06-run-switched"), run(test::sampleRun(plan, RunPhase::Switched, 15, -1),
                                                StateWord::Done, QStringLiteral("12 min 04 s"), 6.4)},
        {QStringLiteral("07-failure-prepare"), run(failed, StateWord::Failed, QStringLiteral("stage 5"), 0)},
        {QStringLiteral("07-failure-switch"),
         run(test::undoneRun(plan, 10), StateWord::Failed, QStringLiteral("undone"), 72)},
        {QStringLiteral("07-failure-stuck"),
         run(stuck, StateWord::Failed, QStringLiteral("a person is needed"), 72)},
        {QStringLiteral("07-went-back"),
         run(back, StateWord::Undone, QStringLiteral("exactly as before"), 12)}};
}

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

/// Much more than a page was drawn for.
QVector<Scene> bigScenes() {
    const QString longText =
        QStringLiteral("a-very-long-name-without-any-place-to-break-").repeated(7).left(300);
    return {
        {QStringLiteral("90-long-host"),
         [longText](auto& f, auto& w) {
             Flow& flow = flowAt(f, w);
             flow.connectStep().settings.host = longText;
             FlowSeam::state(
                 flow.connectStep(), StateWord::Failed, QStringLiteral("sign-in"),
                 Error{ErrorCode::SignInRefused, longText, {longText}, longText + u'\n' + longText, true});
             page(w, "look");
             page(w, "connect");
         }},
        {QStringLiteral("90-long-host-question"),
         [longText](auto& f, auto& w) {
             Flow& flow = flowAt(f, w);
             flow.connectStep().settings.host = longText;
             HostKeyInfo info = key();
             info.host = longText;
             FlowSeam::hostKey(flow.connectStep(), info);
             FlowSeam::state(flow.connectStep(), StateWord::NeedsYou);
         }},
        {QStringLiteral("91-forty-commands"),
         [](auto& f, auto& w) {
             Flow& flow = flowAt(f, w);
             WindowFixture::advised(flow);
             Advice a = flow.adviceStep().advice();
             Finding many;
             many.id = QStringLiteral("many");
             many.severity = Severity::MustFix;
             many.text = QStringLiteral("Forty commands have to be run by hand before this can go on.");
             many.means = many.text.repeated(5);
             for (int i = 1; i <= 40; ++i)
                 many.doThis << QStringLiteral("$ apt-get install some-package-%1").arg(i);
             many.source = QStringLiteral("composer.lock");
             a.findings.prepend(many);
             FlowSeam::advice(flow.adviceStep(), a, Way::InPlace);
             page(w, "advice");
             for (FoldTree* t : w.template findChildren<FoldTree*>())
                 t->setOpen(many.id, true);
         }},
        {QStringLiteral("92-two-thousand-services"),
         [](auto& f, auto& w) {
             Flow& flow = flowAt(f, w);
             WindowFixture::running(flow, test::sampleRun(test::samplePlan(), RunPhase::Switched, 15, -1),
                                    StateWord::Done, QStringLiteral("12 min 04 s"), 6.4);
             Snapshot before = test::sampleBefore(), after = test::sampleAfter();
             for (int i = 0; i < 2000; ++i) {
                 SnapshotItem s{QStringLiteral("service-%1").arg(i, 4, 10, QLatin1Char('0')),
                                QStringLiteral("service-%1 (mysql)").arg(i, 4, 10, QLatin1Char('0')),
                                {{QStringLiteral("host"), QStringLiteral("10.0.0.1")}}};
                 before.areas[0].items.append(s);
                 s.attributes[QStringLiteral("host")] = QStringLiteral("10.0.0.2");
                 after.areas[0].items.append(s);
             }
             FlowSeam::snapshot(flow.beforeStep(), before);
             FlowSeam::compared(flow.compareStep(), after, compare(before, after, Expected()));
             FlowSeam::state(flow.compareStep(), StateWord::Done, QStringLiteral("look"));
             page(w, "compare");
         }},
        {QStringLiteral("93-long-log"), [](auto& f, auto& w) {
             Flow& flow = flowAt(f, w);
             WindowFixture::planned(flow);
             QStringList log;
             for (int i = 0; i < 100000; ++i)
                 log << QStringLiteral("14:22:36   - Installing vendor/package-%1 (v1.0.0)").arg(i);
             FlowSeam::run(flow.runStep(), test::samplePlan(),
                           test::sampleRun(test::samplePlan(), RunPhase::Preparing, 4, 0.63),
                           test::sampleProbes(0), log);
             FlowSeam::state(flow.runStep(), StateWord::Running, QStringLiteral("stage 5 of 15"));
             page(w, "run");
             w.steps()->currentPage()->toggleLog();
         }}};
}

/// An area that this version has never heard of, and one that can't be seen any more: both decide.
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

QVector<Scene> scenes() {
    return connectScenes() + lookScenes() + runScenes() + endScenes() + verdictScenes() + bigScenes();
}

// ---- what must hold for every one of them

bool isControl(const QWidget* w) {
    return qobject_cast<const QAbstractButton*>(w) || qobject_cast<const QLineEdit*>(w) ||
           qobject_cast<const QComboBox*>(w) || qobject_cast<const QAbstractItemView*>(w) ||
           qobject_cast<const QPlainTextEdit*>(w);
}

QStringList controlsWithoutName(const QWidget& window) {
    QStringList bad;
    const auto decorative = [](const QWidget* w) { // the little picture at the start of a line edit
        const auto* tool = qobject_cast<const QToolButton*>(w);
        return tool && tool->defaultAction() && tool->defaultAction()->property("decorative").toBool();
    };
    for (const QWidget* w : window.findChildren<QWidget*>())
        if (w->isVisible() && isControl(w) && !decorative(w) && w->accessibleName().isEmpty())
            bad << QStringLiteral("%1 %2").arg(QLatin1String(w->metaObject()->className()), w->objectName());
    return bad;
}

/// Labels that show less than their text.
QStringList cutLabels(const QWidget& window) {
    QStringList bad;
    for (const QLabel* l : window.findChildren<QLabel*>()) {
        if (!l->isVisible() || l->text().isEmpty() || l->visibleRegion().isEmpty())
            continue;
        const auto* text = qobject_cast<const TextLabel*>(l);
        if (text && text->heightForWidth(text->width()) > text->height() + 1)
            bad << QStringLiteral("too low: ") + l->text().left(60);
        if (!text && l->sizeHint().width() > l->width() + 1)
            bad << QStringLiteral("too narrow: ") + l->text().left(60);
    }
    return bad;
}

/// Footer buttons that aren't wholly inside the window, or lie on each other or on the truth line.
QStringList lostButtons(const MainWindow& window) {
    QStringList bad;
    QVector<std::pair<QString, QRect>> seen;
    for (const QWidget* w : window.findChildren<QWidget*>()) {
        const bool footer = w->objectName().startsWith(QLatin1String("button-")) ||
                            w->objectName() == QLatin1String("truthLine");
        if (!footer || !w->isVisible())
            continue;
        const int ring = w->objectName() == QLatin1String("truthLine") ? 0 : 4;
        const QRect r = QRect(w->mapTo(&window, QPoint(0, 0)), w->size()).adjusted(ring, ring, -ring, -ring);
        if (!window.rect().contains(r))
            bad << w->objectName() + QStringLiteral(" is outside");
        for (const auto& [name, other] : seen)
            if (other.intersects(r))
                bad << w->objectName() + QStringLiteral(" on ") + name;
        seen.append({w->objectName(), r});
    }
    return bad;
}

QStringList markup(const QWidget& window) {
    QStringList bad;
    for (const QLabel* l : window.findChildren<QLabel*>())
        if (l->textFormat() == Qt::RichText ||
            (l->textFormat() == Qt::AutoText && Qt::mightBeRichText(l->text())))
            bad << l->text().left(60);
    return bad;
}

void settle() {
    for (int i = 0; i < 6; ++i)
        QApplication::processEvents();
}

} // namespace

class tst_pages_shown : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void everyScene_data();
    void everyScene();
    void stateVocabulary();
    void decisionIsShown();
    void theMarkedButtonFollowsTheVerdict();
    void cardsAreNoHigherThanTheirText();
    void rowsAreMirrored();
    void aNewRunForgetsTheFormerOne();

private:
    void check(MainWindow& window, const QString& what);
    void save(MainWindow& window, const QString& name, const QString& variant);
    ThemeSwitch* m_theme = nullptr;
    QString m_folder;
};

void tst_pages_shown::initTestCase() {
    QStandardPaths::setTestModeEnabled(true);
    QApplication::setApplicationDisplayName(QStringLiteral("DreamFactory Upgrade Wizard"));
    m_folder = qEnvironmentVariable("DF_SCREENSHOTS");
    QFont f = QApplication::font();
    f.setPointSizeF(10.5); // 14 pixels at 96 dpi, as in the mock-ups
    if (const QString family = qEnvironmentVariable("DF_FONT"); !family.isEmpty())
        f.setFamily(family);
    QApplication::setFont(f);
    m_theme = new ThemeSwitch(*qApp);
}

void tst_pages_shown::everyScene_data() {
    QTest::addColumn<int>("scene");
    const auto all = scenes();
    for (int i = 0; i < all.size(); ++i)
        QTest::newRow(qPrintable(all[i].name)) << i;
}

void tst_pages_shown::check(MainWindow& window, const QString& what) {
    const auto none = [&](const QStringList& bad, const char* rule) {
        QVERIFY2(bad.isEmpty(),
                 qPrintable(QStringLiteral("%1, %2: %3")
                                .arg(what, QLatin1String(rule), bad.join(QStringLiteral(" | ")))));
    };
    none(controlsWithoutName(window), "no accessible name");
    none(lostButtons(window), "lost button");
    none(cutLabels(window), "cut text");
    none(markup(window), "markup");
}

void tst_pages_shown::save(MainWindow& window, const QString& name, const QString& variant) {
    if (m_folder.isEmpty())
        return;
    QVERIFY(QDir().mkpath(m_folder));
    QVERIFY(window.grab().save(QDir(m_folder).filePath(QStringLiteral("%1-%2.png").arg(name, variant))));
}

void tst_pages_shown::everyScene() {
    QFETCH(int, scene);
    const Scene s = scenes().at(scene);
    struct Variant {
        const char* name;
        QSize size;
        Colours colours;
        double scale;
        Qt::LayoutDirection direction = Qt::LeftToRight;
    };
    for (const Variant& v : {Variant{"1280x800", {1280, 800}, Colours::Light, 1.0},
                             Variant{"1280x800-dark", {1280, 800}, Colours::Dark, 1.0},
                             Variant{"1024x600", {1024, 600}, Colours::Light, 1.0},
                             Variant{"1024x600-dark", {1024, 600}, Colours::Dark, 1.0},
                             Variant{"1024x600-14pt", {1024, 600}, Colours::Light, 14 / 10.5},
                             Variant{"1280x800-rtl", {1280, 800}, Colours::Light, 1.0, Qt::RightToLeft},
                             Variant{"1280x800-200", {1280, 800}, Colours::Light, 2.0}}) {
        QApplication::setLayoutDirection(v.direction);
        m_theme->setColours(v.colours);
        m_theme->setTextScale(v.scale);
        WindowFixture fixture;
        MainWindow window(fixture.services());
        window.resize(v.size);
        window.show();
        settle();
        s.show(fixture, window);
        settle();
        QVERIFY2(window.width() <= v.size.width() && window.height() <= v.size.height(),
                 qPrintable(QStringLiteral("%1 needs %2x%3")
                                .arg(QLatin1String(v.name))
                                .arg(window.width())
                                .arg(window.height())));
        save(window, s.name, QLatin1String(v.name));
        check(window, QLatin1String(v.name));
        QApplication::setLayoutDirection(Qt::LeftToRight);
        if (QTest::currentTestFailed())
            return;
    }
}

/// All seven words of the vocabulary appear in the rail or in the stages of these scenes.
void tst_pages_shown::stateVocabulary() {
    m_theme->setTextScale(1.0);
    QString all;
    for (const Scene& s : runScenes() + connectScenes()) {
        WindowFixture fixture;
        MainWindow window(fixture.services());
        window.show();
        s.show(fixture, window);
        settle();
        for (QAbstractItemView* v : window.findChildren<QAbstractItemView*>()) {
            if (!v->isVisible() || !v->model())
                continue;
            std::function<void(const QModelIndex&)> walk = [&](const QModelIndex& parent) {
                for (int r = 0; r < v->model()->rowCount(parent); ++r) {
                    const QModelIndex i = v->model()->index(r, 0, parent);
                    all += i.data(Qt::AccessibleTextRole).toString() + u'\n';
                    walk(i);
                }
            };
            walk({});
        }
    }
    for (const char* word : {"Not started", "Needs you", "Running", "Done", "Skipped", "Failed", "Undone"})
        QVERIFY2(all.contains(QLatin1String(word)), word);
}

/// What made the verdict is said on the page itself, in both sizes, and stands in a tile and in the tree.
void tst_pages_shown::decisionIsShown() {
    m_theme->setTextScale(1.0);
    for (const QSize& size : {QSize(1280, 800), QSize(1024, 600)}) {
        WindowFixture fixture;
        MainWindow window(fixture.services());
        window.resize(size);
        window.show();
        verdictScenes().first().show(fixture, window);
        settle();
        auto* line = window.findChild<TextLabel*>(QStringLiteral("decidedBy"));
        QVERIFY(line && line->isVisible() && !line->visibleRegion().isEmpty());
        QVERIFY(line->text().contains(QLatin1String("Rows of each table")));
        QStringList tiles;
        for (const Tile* t : window.findChildren<Tile*>())
            if (t->isVisible())
                tiles << t->accessibleName();
        QVERIFY2(tiles.contains(QStringLiteral("Database: Worse")), qPrintable(tiles.join(u';')));
        QVERIFY2(tiles.contains(QStringLiteral("Other: Look")), qPrintable(tiles.join(u';')));
        auto* tree = window.findChild<DifferenceTree*>();
        QCOMPARE(tree->currentIndex().data().toString(), QStringLiteral("Rows of each table"));
    }
}

/// Keep is marked where all is well, going back where something got worse; neither is pressed by Enter.
void tst_pages_shown::theMarkedButtonFollowsTheVerdict() {
    m_theme->setTextScale(1.0);
    for (const bool worse : {false, true}) {
        WindowFixture fixture;
        MainWindow window(fixture.services());
        window.resize(1280, 800);
        window.show();
        if (worse) {
            verdictScenes().first().show(fixture, window);
        } else {
            WindowFixture::compared(flowAt(fixture, window));
            page(window, "compare");
        }
        settle();
        const auto kind = [&window](const char* id) {
            auto* b = qobject_cast<QPushButton*>(window.steps()->currentPage()->button(QLatin1String(id)));
            return b && !b->isDefault() ? b->property("kind").toString() : QStringLiteral("none");
        };
        QCOMPARE(kind("go-back"), worse ? QStringLiteral("primary") : QString());
        QCOMPARE(kind("keep"), worse ? QString() : QStringLiteral("primary"));
    }
}

/// Spare height of a page goes below its cards, not into them.
void tst_pages_shown::cardsAreNoHigherThanTheirText() {
    m_theme->setTextScale(1.0);
    WindowFixture fixture;
    MainWindow window(fixture.services());
    window.resize(1280, 800);
    window.show();
    WindowFixture::advised(flowAt(fixture, window, Task::Look));
    page(window, "done");
    settle();
    auto* figures = window.steps()->currentPage()->findChild<Figures*>();
    QVERIFY(figures && figures->isVisible());
    QVERIFY2(figures->height() <= px(100), qPrintable(QString::number(figures->height())));
}

/// From right to left the rows of the lists are the mirror of those from left to right: the marks stand on
/// the other side.
void tst_pages_shown::rowsAreMirrored() {
    m_theme->setTextScale(1.0);
    m_theme->setColours(Colours::Light);
    const auto ink = [](const QImage& image, int from,
                        int to) { // pixels that aren't the most frequent colour
        QHash<QRgb, int> count;
        for (int y = 0; y < image.height(); ++y)
            for (int x = from; x < to; ++x)
                ++count[image.pixel(x, y)];
        int most = 0, all = 0;
        for (const int n : std::as_const(count)) {
            most = std::max(most, n);
            all += n;
        }
        return all - most;
    };
    for (const Qt::LayoutDirection direction : {Qt::LeftToRight, Qt::RightToLeft}) {
        QApplication::setLayoutDirection(direction);
        WindowFixture fixture;
        MainWindow window(fixture.services());
        window.resize(1280, 800);
        window.show();
        Flow& flow = flowAt(fixture, window);
        WindowFixture::running(flow, test::sampleRun(test::samplePlan(), RunPhase::Preparing, 4, 0.63),
                               StateWord::Running, QStringLiteral("stage 5 of 15"));
        page(window, "run");
        settle();
        auto* rail = window.findChild<QListView*>(QStringLiteral("rail"));
        QVERIFY(rail);
        const QModelIndex second = rail->model()->index(1, 0);
        const QImage row = rail->viewport()->grab(rail->visualRect(second)).toImage();
        const int mark = px(40), w = row.width(); // the mark's room, at the side where reading begins
        const bool rtl = direction == Qt::RightToLeft;
        QVERIFY(ink(row, rtl ? w - mark : 0, rtl ? w : mark) > 20);
        QVERIFY2(ink(row, rtl ? 0 : w - mark, rtl ? mark : w) < 20, rtl ? "rtl" : "ltr");
        QApplication::setLayoutDirection(Qt::LeftToRight);
    }
}

/// A run was watched, then another is begun in the same window: what is known of the server is known.
void tst_pages_shown::aNewRunForgetsTheFormerOne() {
    WindowFixture fixture;
    MainWindow window(fixture.services());
    Flow& flow = flowAt(fixture, window);
    WindowFixture::planned(flow);
    FlowSeam::attached(flow.runStep(), true);
    flow.runStep().start();
    QVERIFY(!flow.runStep().isAttached());
    QCOMPARE(flow.truthLine(), QStringLiteral("6.3.0 is serving. Nothing was started."));
}

QTEST_MAIN(tst_pages_shown)
#include "tst_pages_shown.moc"
