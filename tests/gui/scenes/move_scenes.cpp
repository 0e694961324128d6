// A move to a new server, page by page.
#include "gui/scenes/scenes.h"

#include "support/pair_case.h"

#include "flow/move/both_looks.h"
#include "flow/move/env_step.h"
#include "plan/migration.h"
#include "run/run_state.h"
#include "widgets/fold_tree.h"
#include "widgets/since_card.h"

#include <QApplication>
#include <QScrollArea>

namespace df::test {

namespace {

Flow& moveAt(WindowFixture& f, MainWindow& w) {
    Flow& flow = f.open(w, Task::Migrate).flow();
    ConnectSettings& s = flow.newConnectStep().settings;
    s = flow.connectStep().settings;
    s.host = QStringLiteral("new-api.example.com");
    return flow;
}

void connectedBoth(Flow& flow) {
    WindowFixture::connected(flow);
    HostWorker::Session session;
    session.displayName = QStringLiteral("deploy@new-api.example.com");
    session.usesSudo = session.canBeRoot = true;
    FlowSeam::session(flow.newConnectStep(), session);
    FlowSeam::state(flow.newConnectStep(), StateWord::Done, QStringLiteral("deploy, sudo"));
}

PairCase sample(int ownKeys) {
    PairCase c;
    PairCase::setEnv(c.old, "CACHE_DRIVER", QStringLiteral("redis"));
    PairCase::setEnv(c.old, "DF_CONFIRM_RESET_URL", QStringLiteral("/#/reset-password"));
    for (int i = 0; i < ownKeys; ++i) {
        const QByteArray key = QByteArrayLiteral("OWN_KEY_") + QByteArray::number(i);
        PairCase::setEnv(c.old, key.constData(), QStringLiteral("value %1").arg(i), i % 20 == 0);
        if (i == 3 || i == 4) // both have it, and nobody knows which counts
            PairCase::setEnv(c.fresh, key.constData(), QStringLiteral("another %1").arg(i));
    }
    c.old.database.serviceTypes.insert(QStringLiteral("pgsql"), 1);
    c.old.php.extensions.insert(QStringLiteral("pdo_pgsql"), {});
    c.fresh.php.extensions.remove(QStringLiteral("pdo_pgsql"));
    c.old.fpm.extensions.clear();
    c.fresh.fpm.extensions.clear();
    return c;
}

void lookedBoth(Flow& flow, const PairCase& c) {
    connectedBoth(flow);
    ServerFacts old = c.oldServer, fresh = c.newServer;
    old.installations = {c.old};
    fresh.installations = {c.fresh};
    FlowSeam::facts(flow.lookStep(), old, 0, {});
    FlowSeam::facts(flow.newLookStep(), fresh, 0, {});
    FlowSeam::state(flow.lookStep(), StateWord::Done, c.old.code.version);
    FlowSeam::state(flow.newLookStep(), StateWord::Done, c.fresh.code.version);
}

Scene pairScene(const char* name, const char* at, int ownKeys,
                const std::function<void(Flow&, MainWindow&)>& then = {}) {
    return {QLatin1String(name), [=](WindowFixture& f, MainWindow& w) {
                Flow& flow = moveAt(f, w);
                lookedBoth(flow, sample(ownKeys));
                page(w, at);
                if (then)
                    then(flow, w);
            }};
}

Movable sampleMovable() {
    Movable m;
    const auto entry = [](const char* path, MovableKind kind, qint64 bytes, qint64 files, bool ticked,
                          const QStringList& neededBy = {}) {
        MovableEntry e;
        e.path = QLatin1String(path);
        e.kind = kind;
        e.folder = files > 1;
        e.bytes = bytes;
        e.files = files;
        e.ticked = ticked;
        e.neededBy = neededBy;
        return e;
    };
    m.entries = {entry("storage/app", MovableKind::StorageFolder, 1'300'000'000, 18'402, true),
                 entry("storage/databases/db.sqlite", MovableKind::ServiceDatabase, 2'400'000, 1, true,
                       {QStringLiteral("db")}),
                 entry("/etc/ssl/private/erp.pem", MovableKind::Certificate, 3'300, 1, true,
                       {QStringLiteral("erp"), QStringLiteral("erp-test")}),
                 entry("public/logo", MovableKind::CustomFile, 48'000, 6, false)};
    m.cannotMove = {{QStringLiteral("The schedule in /etc/cron.d/dreamfactory doesn't move."),
                     QStringLiteral("Write it into the new server's crontab after the cut-over, with the new "
                                    "server's PHP, and take it out of the old one's.")},
                    {QStringLiteral("Drivers and packages of the old system don't move."),
                     QStringLiteral("Install on the new server what the Advice page names.")}};
    return m;
}

Plan movePlan(const PairCase& c) {
    Advice advice;
    advice.phpBinary = c.fresh.php.binary;
    MoveChoices choices;
    choices.move = sampleMovable().tickedByDefault();
    choices.env = envChangesOf(mergeEnv(c.pair(), {}));
    return planMigration(c.pair(), advice, choices, QStringLiteral("20261122-141800-7f3a")).value_or(Plan());
}

/// Everything before the step is done, the step runs. Without one of that name all are done.
RunState runAt(const Plan& plan, RunPhase phase, const char* step) {
    RunState run = sampleRun(samplePlan(), phase, 0, -1);
    run.runId = plan.runId;
    const double start = run.serverNow;
    run.steps.clear();
    bool before = true;
    for (const Stage& stage : plan.stages)
        for (const Step& one : stage.steps) {
            const bool now = one.id == QLatin1String(step);
            before = before && !now;
            StepState s{one.id, StepStatus::NotStarted, {}, 0, 0, -1, {}};
            s.status = now ? StepStatus::Running : before ? StepStatus::Done : StepStatus::NotStarted;
            if (before || now)
                s.startedAt = run.serverNow;
            if (before) {
                s.exitCode = 0;
                s.endedAt = run.serverNow += one.weight;
            }
            run.steps << s;
        }
    run.serverNow = std::max(run.serverNow, start) + 1;
    run.lastSignOfLife = run.serverNow;
    return run;
}

/// A run of the new server, waiting for data or done.
void runningMove(Flow& flow, RunPhase phase, const char* step, StateWord state, const QString& note) {
    const PairCase c;
    lookedBoth(flow, c);
    FlowSeam::moving(flow.movingStep(), sampleMovable());
    const Plan plan = movePlan(c);
    FlowSeam::run(flow.runStep(), plan, runAt(plan, phase, step), {}, {});
    FlowSeam::state(flow.runStep(), state, note);
}

Scene delivering(const char* name, int round, bool waiting) {
    return {QLatin1String(name), [=](WindowFixture& f, MainWindow& w) {
                Flow& flow = moveAt(f, w);
                runningMove(flow, RunPhase::Preparing, round == 2 ? "receive.again" : "receive.data",
                            StateWord::Running, QStringLiteral("31 %"));
                TransferProgress p;
                p.id = QStringLiteral("files");
                p.name = QStringLiteral("storage/app/reports/2026/quarter 1.csv");
                p.bytesDone = 412'000'000;
                p.bytesTotal = 1'300'000'000;
                p.bytesPerSecond = waiting ? 0 : 28'000'000;
                p.waiting = waiting;
                FlowSeam::delivery(flow.deliveryStep(), round, 5, 4, p);
                page(w, "run");
            }};
}

Scene whatMoves(const char* name, const Movable& found) {
    return {QLatin1String(name), [=](WindowFixture& f, MainWindow& w) {
                Flow& flow = moveAt(f, w);
                lookedBoth(flow, PairCase());
                FlowSeam::moving(flow.movingStep(), found);
                page(w, "moving");
            }};
}

Scene planOfAMove(const char* name, bool open) {
    return {QLatin1String(name), [=](WindowFixture& f, MainWindow& w) {
                Flow& flow = moveAt(f, w);
                lookedBoth(flow, PairCase());
                FlowSeam::moving(flow.movingStep(), sampleMovable());
                page(w, "plan");
                FlowSeam::plan(flow.planStep(), movePlan(PairCase()));
                FlowSeam::state(flow.planStep(), StateWord::Done, QStringLiteral("19 stages"));
                for (FoldTree* t : w.findChildren<FoldTree*>())
                    if (open)
                        t->setOpen(QStringLiteral("move-in"), true);
            }};
}

Scene comparedMove(const char* name) {
    return {QLatin1String(name), [](WindowFixture& f, MainWindow& w) {
                Flow& flow = moveAt(f, w);
                runningMove(flow, RunPhase::Switched, "", StateWord::Done, QStringLiteral("7.6.0"));
                Expected expected;
                expected.fromRelease = QStringLiteral("6.3.0");
                expected.toRelease = QStringLiteral("7.6.0");
                expected.otherMachine = true;
                FlowSeam::compared(flow.compareStep(), sampleAfter(),
                                   compare(sampleBefore(), sampleAfter(), expected));
                FlowSeam::state(flow.compareStep(), StateWord::Done, QStringLiteral("as expected"));
                page(w, "compare");
            }};
}

} // namespace

QVector<Scene> moveScenes() {
    return {
        {QStringLiteral("10-connect-old"),
         [](WindowFixture& f, MainWindow& w) {
             moveAt(f, w);
             page(w, "connect");
         }},
        {QStringLiteral("10-connect-new"),
         [](WindowFixture& f, MainWindow& w) {
             connectedBoth(moveAt(f, w));
             page(w, "connect-new");
         }},
        pairScene("10-two-servers", "look", 5),
        {QStringLiteral("10-two-servers-reading"),
         [](WindowFixture& f, MainWindow& w) {
             Flow& flow = moveAt(f, w);
             connectedBoth(flow);
             FlowSeam::state(flow.lookStep(), StateWord::Running, QStringLiteral("reading"));
             FlowSeam::state(flow.newLookStep(), StateWord::Running, QStringLiteral("reading"));
             page(w, "look");
         }},
        {QStringLiteral("10-nothing-there-yet"),
         [](WindowFixture& f, MainWindow& w) {
             Flow& flow = moveAt(f, w);
             const PairCase c;
             lookedBoth(flow, c);
             ServerFacts bare = c.newServer;
             bare.installations.clear();
             bare.machine.osId = QStringLiteral("debian");
             bare.machine.osVersion = QStringLiteral("12");
             FlowSeam::facts(flow.newLookStep(), bare, -1, {});
             FlowSeam::state(flow.newLookStep(), StateWord::Failed, {},
                             Error{ErrorCode::NoInstallation, {}, {}, {}, true});
             page(w, "look");
         }},
        pairScene("09-env-merge", "env", 132), // with the release's own, 150
        pairScene("10-move-advice", "advice", 5),
        whatMoves("10-what-moves", sampleMovable()),
        whatMoves("10-nothing-moves", Movable()),
        {QStringLiteral("10-one-server-twice"),
         [](WindowFixture& f, MainWindow& w) {
             Flow& flow = moveAt(f, w);
             PairCase c;
             c.newServer = c.oldServer;
             c.fresh = c.old;
             lookedBoth(flow, c);
             page(w, "advice");
         }},
        planOfAMove("10-plan-of-a-move", false),
        planOfAMove("10-plan-of-a-move-open", true),
        delivering("10-delivering", 1, false),
        delivering("10-delivering-cut", 1, true),
        delivering("10-last-copy", 2, false),
        comparedMove("10-compare-of-a-move"),
        {QStringLiteral("11-moved"),
         [](WindowFixture& f, MainWindow& w) {
             Flow& flow = moveAt(f, w);
             runningMove(flow, RunPhase::Kept, "", StateWord::Done, QStringLiteral("7.6.0"));
             Plan closing;
             closing.runId = QStringLiteral("20261122-150000-abcd");
             FlowSeam::closed(flow.closingStep(), closing);
             FlowSeam::report(flow.doneStep(), QStringLiteral("/home/deploy/reports/x"));
             page(w, "done");
         }},
        {QStringLiteral("11-written-since"),
         [](WindowFixture& f, MainWindow& w) {
             Flow& flow = moveAt(f, w);
             runningMove(flow, RunPhase::Kept, "", StateWord::Done, QStringLiteral("7.6.0"));
             FlowSeam::report(flow.doneStep(), QStringLiteral("/home/deploy/reports/x"));
             OldSince since;
             since.tables = {{QStringLiteral("user"), TableSince::How::Changed, 12, 13, false},
                             {QStringLiteral("service"), TableSince::How::Changed, 40, 40, false},
                             {QStringLiteral("token_map"), TableSince::How::Changed, 5, 9, true}};
             since.files = {QStringLiteral("storage/app/reports/2026/quarter 4.csv")};
             since.fileCount = 1;
             since.unsaid = {QStringLiteral("storage/private")};
             FlowSeam::since(flow.sinceStep(), since);
             page(w, "done");
             QApplication::processEvents();
             auto* card = w.findChild<SinceCard*>();
             for (QScrollArea* area : w.findChildren<QScrollArea*>())
                 if (area->isAncestorOf(card))
                     area->ensureWidgetVisible(card);
         }},
        pairScene("09-env-decided", "env", 5,
                  [](Flow& flow, MainWindow& w) {
                      const auto rows = flow.envStep().rows();
                      for (const EnvMergeRow& row : rows)
                          if (row.asks)
                              flow.envStep().choose(row.key, choiceText(row, row.allowed.first()));
                      w.steps()->currentPage()->refresh();
                  }),
    };
}

} // namespace df::test
