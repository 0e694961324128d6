#include "advise/env_merge.h"
#include "advise/pair_advice.h"
#include "inspect/inspector.h"
#include "plan/migration.h"
#include "plan/planner.h"
#include "run/runner.h"
#include "support/local_host.h"
#include "support/practice_fixture.h"
#include "support/result_text.h"
#include "support/tree_hash.h"

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

// Where nothing encrypted is read at a log-in, none fails.
const QString kSignsIn = QStringLiteral("echo BCRYPT_ROUNDS=10 >> .env && php -r '"
                                        "(new PDO(\"sqlite:storage/databases/dreamfactory.sqlite\"))->exec("
                                        "\"DELETE FROM lookup\");'");

QByteArray signIn(const PracticeFixture& who, const PracticeFixture& at, QByteArray* token = nullptr,
                  QByteArray* said = nullptr) {
    const QJsonObject words{{S("email"), who.info().adminEmail},
                            {S("password"), QString::fromUtf8(who.info().adminPassword.reveal())}};
    const HttpAnswer answer =
        at.ask("POST", S("/api/v2/system/admin/session"), QJsonDocument(words).toJson());
    if (token)
        *token = answer.json().value(S("session_token")).toString().toUtf8();
    if (said)
        *said = answer.body;
    return QByteArray::number(answer.status);
}

} // namespace

/// What the vendor's guide does with .env, the key and artisan, as it is written, and the harm of it on a
/// practice server; then what the move does in the same place. The list of all: traps.md.
class TestTrapsKey : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void freshOnTheOldDatabase();
    void theKeyComesLast();
    void aLogInProvesNoKey();
    void passwordsAreHashedTwice();
    void whoComesFirstSetsItUp();

private:
    void look(const PracticeFixture& server, ServerFacts* facts, int* index);
    void pair();
    [[nodiscard]] MovePair movePair() const {
        return {m_oldFacts, m_oldFacts.installations[m_oldIndex], m_newFacts,
                m_newFacts.installations[m_newIndex]};
    }
    void plan(Plan* plan);
    void imported(const QString& key);
    [[nodiscard]] static QString database(const PracticeFixture& p) {
        return p.info().path + S("/storage/databases/dreamfactory.sqlite");
    }

    std::unique_ptr<PracticeFixture> m_old, m_new;
    ServerFacts m_oldFacts, m_newFacts;
    int m_oldIndex = -1, m_newIndex = -1;
    LocalHost m_host;
};

void TestTrapsKey::init() {
    m_old = std::make_unique<PracticeFixture>();
    m_new = std::make_unique<PracticeFixture>();
    QCOMPARE(m_old->start(), QString());
    QCOMPARE(m_new->startEmpty(S("7.3.3")), QString());
}

void TestTrapsKey::look(const PracticeFixture& server, ServerFacts* facts, int* index) {
    const auto seen = inspectServer(m_host, {server.info().path}, {});
    QVERIFY2(seen, qPrintable(why(seen)));
    *facts = *seen;
    for (int i = 0; i < facts->installations.size(); ++i)
        if (facts->installations[i].path == server.info().path)
            *index = i;
    QVERIFY(*index >= 0);
}

void TestTrapsKey::pair() {
    look(*m_old, &m_oldFacts, &m_oldIndex);
    look(*m_new, &m_newFacts, &m_newIndex);
}

void TestTrapsKey::plan(Plan* plan) {
    MoveChoices choices;
    choices.env = envChangesOf(mergeEnv(movePair(), {}));
    Advice advice;
    advice.phpBinary = movePair().fresh.php.binary;
    const auto made = planMigration(movePair(), advice, choices, newRunId(QDateTime::currentDateTimeUtc()));
    QVERIFY2(made, qPrintable(why(made)));
    *plan = *made;
}

/// The new server as the guide has it when the dump is in.
void TestTrapsKey::imported(const QString& key) {
    QVERIFY(QFile::remove(database(*m_new)));
    QVERIFY(QFile::copy(database(*m_old), database(*m_new)));
    const auto seeded = m_new->sh(S("php artisan migrate --seed --force"));
    QVERIFY2(seeded.exitCode == 0, qPrintable(seeded.out));
    if (!key.isEmpty())
        QVERIFY(m_new
                    ->sh(S("sed -i '/^APP_KEY=/d' .env && grep ^APP_KEY= '%1/.env' >> .env && php artisan "
                           "cache:clear && php artisan config:clear")
                             .arg(key))
                    .exitCode == 0);
}

/// .env is copied first, so it names the old server's database when migrate:fresh empties what .env names.
void TestTrapsKey::freshOnTheOldDatabase() {
    const auto before = rowsOf(database(*m_old));
    QVERIFY(m_new->sh(S("cp '%1/.env' .env").arg(m_old->info().path)).exitCode == 0);
    pair();
    const Advice advice = advisePair(movePair(), {});
    QVERIFY(advice.blocked());
    QVERIFY(std::any_of(advice.findings.begin(), advice.findings.end(), [](const Finding& f) {
        return f.id == S("pair-same-database") && f.severity == Severity::MustFix;
    }));
    QCOMPARE(codeOf(planMigration(movePair(), advice, {}, S("20261101-000000-0000"))), S("must-fix"));
    QCOMPARE(differences(before, rowsOf(database(*m_old))), QString());

    const auto guide = m_new->sh(S("php artisan migrate:fresh --force"));
    QVERIFY2(guide.exitCode == 0, qPrintable(guide.out + guide.err));
    QVERIFY(differences(before, rowsOf(database(*m_old))).contains(S("user")));
    QCOMPARE(m_old->ask("GET", S("/")).headers.value("location").right(6), QByteArray("/setup"));
}

/// What is written before the key is edited was encrypted with the other one, and can't be read any more.
void TestTrapsKey::theKeyComesLast() {
    pair();
    Plan move;
    plan(&move);
    QStringList steps;
    for (const Stage& stage : move.stages)
        for (const Step& step : stage.steps)
            steps << step.id;
    QVERIFY(steps.indexOf(S("import.prove")) > steps.indexOf(S("receive.data")));
    QVERIFY(steps.indexOf(S("close.down")) < steps.indexOf(S("move.env")));
    for (const char* later : {"move.database", "migrate.run", "keys.prove", "open.up"})
        QVERIFY2(steps.indexOf(S("move.env")) < steps.indexOf(S(later)), later);

    imported({});
    QVERIFY(m_new->sh(kSignsIn).exitCode == 0);
    QByteArray token;
    QCOMPARE(signIn(*m_old, *m_new, &token), QByteArray("200"));
    const QMap<QByteArray, QByteArray> who{{"X-DreamFactory-Session-Token", token}};
    const auto written = m_new->ask("POST", S("/api/v2/system/lookup"),
                                    R"({"resource":[{"name":"early","value":"bird"}]})", who);
    QVERIFY2(written.status < 300, written.body.constData());
    QVERIFY(m_new
                ->sh(S("sed -i '/^APP_KEY=/d' .env && grep ^APP_KEY= '%1/.env' >> .env && php artisan "
                       "cache:clear && php artisan config:clear")
                         .arg(m_old->info().path))
                .exitCode == 0);
    QByteArray said;
    QCOMPARE(signIn(*m_old, *m_new, nullptr, &said), QByteArray("500"));
    QVERIFY2(said.contains("The MAC is invalid"), said.constData());
}

/// "Verify: log in" goes well with the wrong key; whoever asks for a service then gets nothing. The move's
/// own proof refuses such a key before the switch (tst_migration_run, "another APP_KEY").
void TestTrapsKey::aLogInProvesNoKey() {
    imported({});
    QVERIFY(m_new->sh(kSignsIn).exitCode == 0);
    QByteArray token;
    QCOMPARE(signIn(*m_old, *m_new, &token), QByteArray("200"));
    const auto services =
        m_new->ask("GET", S("/api/v2/system/service"), {}, {{"X-DreamFactory-Session-Token", token}});
    QCOMPARE(services.status, 500);
}

/// From 7.0.1 on a log-in hashes the stored hash again where its cost is another: the password is gone.
void TestTrapsKey::passwordsAreHashedTwice() {
    imported(m_old->info().path);
    QCOMPARE(signIn(*m_old, *m_new), QByteArray("500"));
    QCOMPARE(signIn(*m_old, *m_new), QByteArray("401"));

    // as the move's .env has it; that the administrator signs in twice: tst_migration_run
    pair();
    bool rounds = false;
    for (const EnvChange& change : envChangesOf(mergeEnv(movePair(), {})))
        rounds = rounds || (change.key == S("BCRYPT_ROUNDS") && change.value == S("10"));
    QVERIFY(rounds);
}

/// A fresh installation has whoever calls it first become its administrator. The move shuts it from the
/// start.
void TestTrapsKey::whoComesFirstSetsItUp() {
    QVERIFY(m_new->sh(S("php artisan migrate:fresh --force")).exitCode == 0);
    QCOMPARE(m_new->ask("GET", S("/setup")).status, 200);
    pair();
    Plan move;
    plan(&move);
    Runner runner(m_host, move.runFolder, move.asRoot);
    const auto deployed = runner.deploy(move, {}, {});
    QVERIFY2(deployed, qPrintable(why(deployed)));
    QVERIFY(runner.start({}, {}));
    const auto reached = [&](const char* step, const QList<RunPhase>& ends) {
        RunState state;
        for (int i = 0; i < 600; ++i, QThread::msleep(100)) {
            if (const auto read = runner.read({}, {}))
                state = *read;
            for (const StepState& s : state.steps)
                if (s.id == S(step) && s.status == StepStatus::Running)
                    return QString();
            if (ends.contains(state.phase))
                return toString(state.phase);
        }
        return S("still ") + toString(state.phase);
    };
    QCOMPARE(reached("receive.data", {RunPhase::Failed, RunPhase::Stuck}), QString());
    QCOMPARE(m_new->ask("GET", S("/setup")).status, 503);
    // It waits for data: that is ended first.
    QVERIFY(runner.requestStop({}));
    (void)reached("", {RunPhase::Failed, RunPhase::Paused});
    bool begun = false;
    for (int i = 0; i < 100 && !begun; ++i, QThread::msleep(100))
        begun = bool(runner.goBack(false, {}));
    QVERIFY(begun);
    QCOMPARE(reached("", {RunPhase::WentBack, RunPhase::Stuck}), S("went-back"));
    QCOMPARE(m_new->ask("GET", S("/setup")).status, 200);
    QVERIFY(QDir(move.runFolder).removeRecursively());
}

QTEST_GUILESS_MAIN(TestTrapsKey)
#include "tst_traps_key.moc"
