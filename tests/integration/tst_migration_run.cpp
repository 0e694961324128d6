#include "advise/env_merge.h"
#include "inspect/inspector.h"
#include "plan/migration.h"
#include "plan/planner.h"
#include "run/runner.h"
#include "support/local_host.h"
#include "support/practice_fixture.h"
#include "support/practice_hands.h"
#include "support/result_text.h"
#include "support/test_sshd.h"
#include "support/tree_hash.h"
#include "transfer/courier.h"
#include "transfer/parcels_for.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QTest>
#include <QThread>

#include <algorithm>

using namespace df;
using namespace df::test;

namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

} // namespace

/// A move between two practice servers: the plan for the new one, with the old one's data brought by the
/// courier.
class TestMigrationRun : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void movesInAndGoesBack();
    void isUndoneWhereItFails_data();
    void isUndoneWhereItFails();
    void theLastCopyIsTakenAnew();
    void theOldServerIsClosedAndOpened();

private:
    struct Looked {
        ServerFacts server;
        int index = -1;
        [[nodiscard]] const Installation& installation() const { return server.installations[index]; }
    };
    void look(const PracticeFixture& practice, Looked* looked);
    void plan(const MoveChoices& choices, Plan* plan);
    void begin(const Plan& plan, Runner& runner);
    RunState waitFor(Runner& runner, const QList<RunPhase>& phases, const QString& step = {});
    QString deliver(const Plan& plan, const QString& harm = {}) const;
    void comesBack(Runner& runner);
    [[nodiscard]] QString database(const PracticeFixture& p) const {
        return p.info().path + S("/storage/databases/dreamfactory.sqlite");
    }

    PracticeFixture m_old, m_new;
    Looked m_oldFacts, m_newFacts;
    LocalHost m_host;
    QMap<QString, QString> m_treeBefore, m_rowsBefore, m_oldTree, m_oldRows;
};

void TestMigrationRun::initTestCase() {
    QCOMPARE(m_old.start(), QString());
    QCOMPARE(m_new.start(), QString());
    QCOMPARE(upgradeByHand(m_new, S("7.3.3")), QString());
    QVERIFY(m_old
                .sh(S("mkdir -p storage/app/docs && echo contract > storage/app/docs/a.txt && "
                      "echo old > storage/app/both.txt"))
                .exitCode == 0);
    QVERIFY(m_new.sh(S("echo new > storage/app/both.txt")).exitCode == 0);
}

void TestMigrationRun::look(const PracticeFixture& practice, Looked* looked) {
    const auto facts = inspectServer(m_host, {practice.info().path}, {});
    QVERIFY2(facts, qPrintable(why(facts)));
    looked->server = *facts;
    for (int i = 0; i < facts->installations.size(); ++i)
        if (facts->installations[i].path == practice.info().path)
            looked->index = i;
    QVERIFY(looked->index >= 0);
}

void TestMigrationRun::init() {
    look(m_old, &m_oldFacts);
    look(m_new, &m_newFacts);
    m_treeBefore = treeOf(m_new.info().path);
    m_rowsBefore = rowsOf(database(m_new));
    m_oldTree = treeOf(m_old.info().path);
    m_oldRows = rowsOf(database(m_old));
}

void TestMigrationRun::plan(const MoveChoices& choices, Plan* plan) {
    const MovePair pair{m_oldFacts.server, m_oldFacts.installation(), m_newFacts.server,
                        m_newFacts.installation()};
    MoveChoices c = choices;
    c.move = QStringList{S("storage/app"), S("storage/databases")};
    c.env = envChangesOf(mergeEnv(pair, {}));
    Advice advice;
    advice.phpBinary = pair.fresh.php.binary;
    const auto made = planMigration(pair, advice, c, newRunId(QDateTime::currentDateTimeUtc()));
    QVERIFY2(made, qPrintable(why(made)));
    *plan = *made;
}

void TestMigrationRun::begin(const Plan& plan, Runner& runner) {
    // The supervisor of the run before lingers for a moment after its last word.
    auto deployed = runner.deploy(plan, {}, {});
    for (int i = 0; i < 100 && !deployed && deployed.error().code == ErrorCode::Locked; ++i) {
        QThread::msleep(100);
        deployed = runner.deploy(plan, {}, {});
    }
    QVERIFY2(deployed, qPrintable(why(deployed)));
    const auto started = runner.start({}, {});
    QVERIFY2(started, qPrintable(why(started)));
}

RunState TestMigrationRun::waitFor(Runner& runner, const QList<RunPhase>& phases, const QString& step) {
    RunState state;
    for (int i = 0; i < 1200; ++i) {
        if (const auto read = runner.read({}, {}))
            state = *read;
        if (phases.contains(state.phase))
            return state;
        for (const StepState& s : state.steps)
            if (s.id == step && s.status == StepStatus::Running)
                return state;
        QThread::msleep(100);
    }
    return state;
}

/// `harm`: what goes wrong just before the last delivery; $1 is the folder.
QString TestMigrationRun::deliver(const Plan& plan, const QString& harm) const {
    const OpenLine here = [](const CancelToken&) -> Result<std::unique_ptr<RemoteHost>> {
        return std::unique_ptr<RemoteHost>(std::make_unique<LocalHost>());
    };
    const Installation &old = m_oldFacts.installation(), &fresh = m_newFacts.installation();
    Courier courier(here, here, {old.php.binary, old.path}, {fresh.php.binary, fresh.path});
    Trip trip;
    trip.folder = inFolder(plan);
    for (const Parcel& parcel : parcelsFor(old, fresh, plan.move)) {
        if (!harm.isEmpty() && parcel.kind == Parcel::Kind::Files &&
            !runLocal(S("sh"), {S("-ec"), harm, S("harm"), trip.folder}))
            return S("no harm was done");
        if (const auto carried = courier.carry(parcel, trip, {}); !carried)
            return why(carried);
    }
    return {};
}

void TestMigrationRun::comesBack(Runner& runner) {
    auto asked = runner.goBack(false, {}); // its last words may take a moment on a busy machine
    for (int i = 0; i < 10 && !asked; ++i)
        asked = runner.goBack(false, {});
    QVERIFY2(asked, qPrintable(why(asked)));
    const RunState back = waitFor(runner, {RunPhase::WentBack, RunPhase::Stuck});
    QCOMPARE(toString(back.phase), S("went-back"));
    QCOMPARE(back.fingerprint.differences, QStringList());
    QCOMPARE(differences(m_treeBefore, treeOf(m_new.info().path)), QString());
    QCOMPARE(differences(m_rowsBefore, rowsOf(database(m_new))), QString());
    QCOMPARE(m_new.ask("GET", S("/status")).status, 200);
}

void TestMigrationRun::movesInAndGoesBack() {
    Plan move;
    plan({}, &move);
    Runner runner(m_host, move.runFolder, move.asRoot);
    begin(move, runner);
    for (const char* step : {"receive.data", "receive.again"}) {
        const RunState waiting = waitFor(runner, {RunPhase::Failed, RunPhase::Switched}, S(step));
        QVERIFY2(waiting.phase == RunPhase::Preparing,
                 qPrintable(waiting.failedStep + waiting.failure + QString::fromUtf8(waiting.logTail)));
        QCOMPARE(deliver(move), QString());
    }
    const RunState in = waitFor(runner, {RunPhase::Switched, RunPhase::Failed, RunPhase::SwitchUndone});
    QVERIFY2(in.phase == RunPhase::Switched,
             qPrintable(in.failedStep + S("\n") + in.failure + QString::fromUtf8(in.logTail.right(3000))));
    // The old one's content under the old one's key, in the new release.
    QCOMPARE(m_new.ask("GET", S("/status")).json().value(S("version")).toString(), S("7.3.3"));
    QCOMPARE(m_new.sh(S("cat storage/app/docs/a.txt storage/app/both.txt")).out, S("contract\nold\n"));
    const auto key = [](const PracticeFixture& p) { return p.sh(S("grep ^APP_KEY= .env")).out; };
    QCOMPARE(key(m_new), key(m_old));
    // The old administrator signs in, and does so again (facts §16).
    const QByteArray who =
        QJsonDocument(QJsonObject{{S("email"), m_old.info().adminEmail},
                                  {S("password"), QString::fromUtf8(m_old.info().adminPassword.reveal())}})
            .toJson();
    HttpAnswer session;
    for (int i = 0; i < 2; ++i) {
        session = m_new.ask("POST", S("/api/v2/system/admin/session"), who);
        QVERIFY2(session.status == 200, session.body.constData());
    }
    const QByteArray token = session.json().value(S("session_token")).toString().toUtf8();
    const HttpAnswer services =
        m_new.ask("GET", S("/api/v2/system/service"), {}, {{"X-DreamFactory-Session-Token", token}});
    QVERIFY2(services.status == 200, services.body.constData());
    QCOMPARE(differences(m_oldTree, treeOf(m_old.info().path)), QString());
    QCOMPARE(differences(m_oldRows, rowsOf(database(m_old))), QString());
    comesBack(runner);
    // What holds secrets is gone; the files are there to be looked at.
    const QString come = inFolder(move);
    QCOMPARE(QDir(come).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList{S("files")});
    const auto state = runner.read({}, {});
    QVERIFY(state && std::any_of(state->backups.begin(), state->backups.end(), [&come](const BackupFact& b) {
                return b.what == S("files-after") && b.where == come;
            }));
}

/// Something writes to the old database while the last copy is taken: it counts for nothing, and trying again
/// waits for all of it once more.
void TestMigrationRun::theLastCopyIsTakenAnew() {
    Plan move;
    plan({}, &move);
    Runner runner(m_host, move.runFolder, move.asRoot);
    begin(move, runner);
    const auto since = [](const RunState& state) {
        for (const StepState& step : state.steps)
            if (step.id == S("receive.again"))
                return step.startedAt;
        return 0.0;
    };
    (void)waitFor(runner, {RunPhase::Failed}, S("receive.data"));
    QCOMPARE(deliver(move), QString());
    const RunState waits = waitFor(runner, {RunPhase::Failed, RunPhase::Switched}, S("receive.again"));
    QVERIFY(!QFile::exists(inFolder(move) + S("/database.done")));
    QCOMPARE(deliver(move, S("sed -i '1s/[^\t]*$/1/' $1/tables-before")), QString());
    const RunState failed = waitFor(runner, {RunPhase::Failed, RunPhase::Switched});
    QCOMPARE(failed.failedStep, S("import.again"));
    QVERIFY2(failed.failure.contains(S("something still wrote")), qPrintable(failed.failure));
    for (int i = 0; i < 3; ++i) { // and whoever goes on after that
        const auto again = runner.retry({}, {});
        QVERIFY2(again, qPrintable(why(again)));
        const RunState anew = waitFor(runner, {RunPhase::Failed, RunPhase::Switched}, S("receive.again"));
        QVERIFY(since(anew) > since(waits));
        QVERIFY(!QFile::exists(inFolder(move) + S("/database.done")));
        if (i < 2) {
            QVERIFY(runner.requestStop({}));
            (void)waitFor(runner, {RunPhase::Paused});
        }
    }
    QCOMPARE(deliver(move), QString());
    const RunState in = waitFor(runner, {RunPhase::Switched, RunPhase::Failed, RunPhase::SwitchUndone});
    QVERIFY2(in.phase == RunPhase::Switched, qPrintable(in.failedStep + S("\n") + in.failure));
    comesBack(runner);
}

void TestMigrationRun::isUndoneWhereItFails_data() {
    QTest::addColumn<QString>("harm");
    QTest::addColumn<QString>("step");
    QTest::newRow("a table that differs")
        << S("sed -i '1s/[0-9]*$/1/' $1/tables-before $1/tables-after") << S("import.prove");
    QTest::newRow("another APP_KEY")
        << S("sed -i \"s,^APP_KEY=.*,APP_KEY=base64:$(head -c 32 /dev/urandom | base64)\", $1/env")
        << S("import.prove");
    QTest::newRow("a copy that is cut") << S("truncate -s -4096 $1/database") << S("import.prove");
}

void TestMigrationRun::isUndoneWhereItFails() {
    QFETCH(QString, harm);
    QFETCH(QString, step);
    Plan move;
    plan({}, &move);
    Runner runner(m_host, move.runFolder, move.asRoot);
    begin(move, runner);
    (void)waitFor(runner, {RunPhase::Failed}, S("receive.data"));
    const QString in = inFolder(move);
    QCOMPARE(deliver(move, harm), QString());
    const RunState failed = waitFor(runner, {RunPhase::Failed, RunPhase::Switched}, S("receive.again"));
    QCOMPARE(toString(failed.phase), S("failed"));
    QCOMPARE(failed.failedStep, step);
    comesBack(runner);
    QVERIFY(!QFile::exists(in));
}

void TestMigrationRun::theOldServerIsClosedAndOpened() {
    const Plan closing =
        planClosing(m_oldFacts.server, m_oldFacts.installation(), newRunId(QDateTime::currentDateTimeUtc()));
    Runner runner(m_host, closing.runFolder, closing.asRoot);
    begin(closing, runner);
    const RunState closed = waitFor(runner, {RunPhase::Switched, RunPhase::SwitchUndone, RunPhase::Failed});
    QVERIFY2(closed.phase == RunPhase::Switched,
             qPrintable(closed.failure + QString::fromUtf8(closed.logTail)));
    QCOMPARE(m_old.ask("GET", S("/status")).status, 503);
    QVERIFY(runner.goBack(false, {}));
    QCOMPARE(toString(waitFor(runner, {RunPhase::WentBack, RunPhase::Stuck}).phase), S("went-back"));
    QCOMPARE(m_old.ask("GET", S("/status")).status, 200);
    QCOMPARE(differences(m_oldTree, treeOf(m_old.info().path)), QString());
}

QTEST_GUILESS_MAIN(TestMigrationRun)
#include "tst_migration_run.moc"
