// The built program moves a practice server to a fresh one, by answer files: both are really there, with
// their SSH, their web server and their database, and the test takes its own hashes of both.
#include "run/journal.h"
#include "support/local_host.h"
#include "support/practice_case.h"
#include "support/run_folder.h"
#include "support/transfer_case.h"
#include "support/tree_hash.h"
#include "transfer/since.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace df;
using namespace df::test;

namespace {

/// Two servers that the test remembers.
struct Pair {
    WatchedServer old, fresh;

    [[nodiscard]] QString start() {
        if (const QString trouble = old.start(); !trouble.isEmpty())
            return trouble;
        const QString trouble = fresh.practice.startEmpty(QStringLiteral("7.3.3"));
        if (trouble.isEmpty())
            fresh.remember();
        return trouble;
    }
};

QJsonObject moveAnswers(const Pair& pair, const QString& afterVerify,
                        const QString& onFailure = QStringLiteral("go-back")) {
    const PracticeInfo &old = pair.old.practice.info(), &fresh = pair.fresh.practice.info();
    return {{QStringLiteral("version"), 1},
            {QStringLiteral("task"), QStringLiteral("migrate")},
            {QStringLiteral("server"), serverAnswers(old)},
            {QStringLiteral("installation"), QJsonObject{{QStringLiteral("path"), old.path}}},
            {QStringLiteral("newServer"), serverAnswers(fresh)},
            {QStringLiteral("newInstallation"), QJsonObject{{QStringLiteral("path"), fresh.path}}},
            {QStringLiteral("move"), QJsonArray{QStringLiteral("storage/app")}},
            {QStringLiteral("onFailure"), onFailure},
            {QStringLiteral("afterVerify"), afterVerify}};
}

/// What the answer file doesn't accept is accepted: the finding ids that the program names.
QJsonObject accepting(QJsonObject answers, const QStringList& ids) {
    answers.insert(QStringLiteral("accept"), QJsonArray::fromStringList(ids));
    return answers;
}

QStringList shouldKnow(const QJsonObject& report) {
    QStringList ids;
    for (const QJsonValue& f : findings(report, QStringLiteral("should-know")))
        ids << f[QLatin1String("id")].toString();
    return ids;
}

/// Users of a practice server, by name: "anna@example.com" …
QString users(const PracticeFixture& server) {
    return server
        .sh(QStringLiteral(
            "php -r '$d = new PDO(\"sqlite:storage/databases/dreamfactory.sqlite\"); foreach "
            "($d->query(\"select email, password from user order by email\") as $r) echo $r[0], \" "
            "\", $r[1], \"\\n\";'"))
        .out;
}

/// What the program kept of the old server when it brought its data.
OldMark keptMark(const WizardRun& wizard) {
    Journal journal(wizard.home() + QStringLiteral("/data/df-upgrade-wizard/journal.db"));
    if (!journal.open())
        return {};
    for (const JournalEntry& entry : journal.entries())
        if (entry.task == QLatin1String("migrate"))
            return oldMarkFromJson(entry.extra.value(QLatin1String("oldMark")).toObject());
    return {};
}

/// What the old server says was written on it since, as words: "user 5>6", "storage/app/x" …
QString writtenSince(const WatchedServer& old, const OldMark& mark) {
    LocalHost host;
    Parcel files;
    files.paths = {QStringLiteral("storage/app"), QStringLiteral(".env")};
    const TransferEnd end{TransferCase::php(), old.root(), Privilege::SignedInUser};
    const auto now = askOldServer(host, end, files, mark.at, CancelSource().token());
    if (!now)
        return now.error().what + now.error().detail;
    const OldSince since = compareSince(mark, *now);
    QStringList words = since.files + since.unsaid;
    for (const TableSince& t : since.tables)
        words << QStringLiteral("%1 %2>%3").arg(t.name).arg(t.before).arg(t.now);
    words.sort();
    return (since.nothing() ? QStringLiteral("nothing ") : QString()) + words.join(u' ');
}

} // namespace

class TestUnattendedMigrate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void movesAndKeeps();
    void movesAndGoesBackExactly();
    void goesOnAfterItWasKilled();
    void takesTheLastCopyAnew();
    void goingBackLaterOpensTheOldOne();
    void refusesWhatCannotBe();
    void practisesOnTwoServersOfItsOwn();

private:
    /// Plays until nothing is left to be accepted, as a person would tick.
    static WizardRun::Ended play(WizardRun& wizard, QJsonObject answers, const QStringList& extra = {});
};

WizardRun::Ended TestUnattendedMigrate::play(WizardRun& wizard, QJsonObject answers,
                                             const QStringList& extra) {
    auto ended = wizard.play(answers, extra, 600);
    if (ended.exit != 64 || !ended.err.contains(QStringLiteral("accept:")))
        return ended;
    return wizard.play(accepting(answers, shouldKnow(ended.report)), extra, 600);
}

void TestUnattendedMigrate::movesAndKeeps() {
    Pair pair;
    QCOMPARE(pair.start(), QString());
    const QString before = users(pair.old.practice);
    QVERIFY(before.contains(QStringLiteral("anna@example.com")));
    const auto wizard = wizardRun(DF_PROGRAM);
    const auto ended = play(*wizard, moveAnswers(pair, QStringLiteral("keep")));
    QVERIFY2(ended.exit == 0, qPrintable(said(ended)));
    QCOMPARE(outcome(ended), QStringLiteral("done"));
    QCOMPARE(ended.report.value(QStringLiteral("task")).toString(), QStringLiteral("migrate"));
    QCOMPARE(users(pair.fresh.practice), before);
    QCOMPARE(pair.fresh.version(), QStringLiteral("7.3.3"));
    for (const char* key : {"facts", "newFacts"})
        QVERIFY2(!part(ended, key).isEmpty(), key);
    QVERIFY(ended.report.value(QStringLiteral("deliveries")).toArray().size() >= 4);
    // The old key opens what it closed.
    QVERIFY(pair.fresh.practice.sh(QStringLiteral("grep -q ^BCRYPT_ROUNDS=10 .env")).exitCode == 0);
    const auto files = [](const WatchedServer& server) {
        auto tree = treeOf(server.root() + QStringLiteral("/storage/app"));
        for (QString& what : tree)
            what.replace(server.root(), QStringLiteral("ROOT")); // where links lead to
        return tree;
    };
    QCOMPARE(differences(files(pair.old), files(pair.fresh)), QString());
    // Later: what was written on the old one since?
    const OldMark mark = keptMark(*wizard);
    QCOMPARE(mark.round, 2); // it was closed for the last copy
    QCOMPARE(writtenSince(pair.old, mark), QStringLiteral("nothing "));
    QTest::qSleep(1100); // ctime in whole seconds
    const auto wrote = pair.old.practice.sh(QStringLiteral(
        "php -r '$d = new PDO(\"sqlite:storage/databases/dreamfactory.sqlite\"); $d->exec(\"update role set "
        "description = 1\"); $d->exec(\"insert into token_map (user_id, token, iat, exp) values (1, 1, 1, "
        "1)\");' && echo x "
        "> "
        "storage/app/later.txt"));
    QVERIFY2(wrote.exitCode == 0, qPrintable(wrote.err + wrote.out));
    const QString since = writtenSince(pair.old, mark);
    QVERIFY2(since.contains(QStringLiteral("storage/app/later.txt")) &&
                 since.contains(QRegularExpression(QStringLiteral("\\brole (\\d+)>\\1\\b"))) &&
                 since.contains(QStringLiteral("token_map ")) && !since.contains(QStringLiteral("user ")) &&
                 !since.contains(QStringLiteral("nothing")),
             qPrintable(since));
}

void TestUnattendedMigrate::movesAndGoesBackExactly() {
    Pair pair;
    QCOMPARE(pair.start(), QString());
    const auto wizard = wizardRun(DF_PROGRAM);
    const auto ended = play(*wizard, moveAnswers(pair, QStringLiteral("go-back")));
    QVERIFY2(ended.exit == 0, qPrintable(said(ended)));
    QCOMPARE(outcome(ended), QStringLiteral("went-back"));
    QCOMPARE(pair.fresh.changed(), QString());
    QCOMPARE(pair.old.changed(), QString());
    QCOMPARE(pair.old.version(), QStringLiteral("6.3.0")); // open to its users again
}

void TestUnattendedMigrate::goesOnAfterItWasKilled() {
    Pair pair;
    QCOMPARE(pair.start(), QString());
    const QString before = users(pair.old.practice);
    const auto wizard = wizardRun(DF_PROGRAM);
    QJsonObject answers = moveAnswers(pair, QStringLiteral("keep"));
    const auto first = wizard->play(answers);
    if (first.exit == 64)
        answers = accepting(answers, shouldKnow(first.report));
    wizard->begin(answers);
    const RunFolder run(pair.fresh.root());
    QVERIFY(run.waitForStage(QStringLiteral("receive"), 120));
    wizard->killNow();
    const auto ended = wizard->play(answers, {}, 600);
    QVERIFY2(ended.exit == 0, qPrintable(said(ended)));
    QVERIFY2(ended.out.contains(QStringLiteral("attaching to the run")), qPrintable(said(ended)));
    QCOMPARE(users(pair.fresh.practice), before);
}

/// The switch failed and users were let in again on the old server: what they wrote comes along, too, when it
/// is tried again.
void TestUnattendedMigrate::takesTheLastCopyAnew() {
    Pair pair;
    QCOMPARE(pair.start(), QString());
    const auto wizard = wizardRun(DF_PROGRAM);
    QJsonObject answers = moveAnswers(pair, QStringLiteral("keep"), QStringLiteral("stop"));
    if (const auto first = wizard->play(answers); first.exit == 64)
        answers = accepting(answers, shouldKnow(first.report));
    wizard->begin(answers);
    const RunFolder run(pair.fresh.root());
    QVERIFY(run.waitForStage(QStringLiteral("receive"), 120));
    const QString harm = wizard->home() + QStringLiteral("/harm");
    QFile step(run.path() + QStringLiteral("/steps/reload.code.sh")), mark(harm);
    QVERIFY(mark.open(QIODevice::WriteOnly) && step.open(QIODevice::Append));
    step.write("[ ! -e " + harm.toUtf8() + " ] || die harmed\n");
    step.close();
    const auto failed = wizard->wait(600);
    QVERIFY2(failed.exit == 20, qPrintable(said(failed)));
    QCOMPARE(run.phase(), QStringLiteral("switch-undone"));
    QCOMPARE(pair.old.version(), QStringLiteral("6.3.0")); // open to its users again
    QVERIFY(pair.old.practice
                .sh(QStringLiteral("echo late > storage/app/late.txt && php -r '$d = new "
                                   "PDO(\"sqlite:storage/databases/dreamfactory.sqlite\"); $d->exec(\"update "
                                   "user set password=1 where email like \\\"anna%\\\"\");'"))
                .exitCode == 0);
    const QString late = users(pair.old.practice);
    QVERIFY(late.contains(QStringLiteral("anna@example.com 1")));
    QVERIFY(mark.remove());
    const auto ended = wizard->play(answers, {}, 600);
    QVERIFY2(ended.exit == 0, qPrintable(said(ended)));
    QCOMPARE(users(pair.fresh.practice), late);
    QCOMPARE(pair.fresh.practice.sh(QStringLiteral("cat storage/app/late.txt")).out,
             QStringLiteral("late\n"));
}

/// By a task of its own, on another day: the journal knows the old server.
void TestUnattendedMigrate::goingBackLaterOpensTheOldOne() {
    Pair pair;
    QCOMPARE(pair.start(), QString());
    const auto wizard = wizardRun(DF_PROGRAM);
    QJsonObject answers = moveAnswers(pair, QStringLiteral("keep"));
    if (const auto first = wizard->play(answers); first.exit == 64)
        answers = accepting(answers, shouldKnow(first.report));
    wizard->begin(answers);
    const RunFolder run(pair.fresh.root());
    QVERIFY(run.waitForStage(QStringLiteral("move-in"), 300));
    wizard->killNow();
    QVERIFY(run.waitForPhase(QStringLiteral("switched"), 300));
    QVERIFY(pair.old.version() != QStringLiteral("6.3.0")); // 503
    const PracticeInfo& fresh = pair.fresh.practice.info();
    const auto ended =
        wizard->play({{QStringLiteral("version"), 1},
                      {QStringLiteral("task"), QStringLiteral("go-back")},
                      {QStringLiteral("server"), serverAnswers(fresh)},
                      {QStringLiteral("installation"), QJsonObject{{QStringLiteral("path"), fresh.path}}}},
                     {}, 600);
    QVERIFY2(ended.exit == 0, qPrintable(said(ended)));
    QCOMPARE(pair.fresh.changed(), QString());
    QCOMPARE(pair.old.changed(), QString());
    QCOMPARE(pair.old.version(), QStringLiteral("6.3.0"));
}

void TestUnattendedMigrate::refusesWhatCannotBe() {
    Pair pair;
    QCOMPARE(pair.start(), QString());
    const auto wizard = wizardRun(DF_PROGRAM);
    const QJsonObject good = moveAnswers(pair, QStringLiteral("keep"));
    QJsonObject away = good, server = good.value(QStringLiteral("newServer")).toObject();
    server.insert(QStringLiteral("port"), 1);
    away.insert(QStringLiteral("newServer"), server);
    const auto unreachable = wizard->play(away);
    QVERIFY2(unreachable.exit == 40, qPrintable(said(unreachable)));
    QJsonObject env = good;
    env.insert(QStringLiteral("env"),
               QJsonObject{{QStringLiteral("NO_SUCH_KEY_ANYWHERE"), QStringLiteral("old")}});
    const auto noKey = play(*wizard, env);
    QVERIFY2(noKey.exit == 64 && noKey.err.contains(QStringLiteral("NO_SUCH_KEY_ANYWHERE")),
             qPrintable(said(noKey)));
    QJsonObject same = good; // one and the same server
    same.insert(QStringLiteral("newServer"), good.value(QStringLiteral("server")));
    same.insert(QStringLiteral("newInstallation"), good.value(QStringLiteral("installation")));
    const auto itself = play(*wizard, same);
    QVERIFY2(itself.exit == 10, qPrintable(said(itself)));
    QCOMPARE(pair.old.changed(), QString());
    QCOMPARE(pair.fresh.changed(), QString());
    // newAdmin signs in on the new server before anything is changed; admin on the old one.
    const PracticeInfo &was = pair.old.practice.info(), &is = pair.fresh.practice.info();
    wizard->setVariable(QStringLiteral("DF_TEST_OLD"), QString::fromUtf8(was.adminPassword.reveal()));
    wizard->setVariable(QStringLiteral("DF_TEST_WRONG"), QStringLiteral("canary-of-an-admin"));
    const auto logIn = [](const QString& email, const char* variable) {
        return QJsonObject{{QStringLiteral("email"), email},
                           {QStringLiteral("password"), QStringLiteral("env:") + QLatin1String(variable)}};
    };
    QJsonObject strangers = good;
    strangers.insert(QStringLiteral("admin"), logIn(was.adminEmail, "DF_TEST_OLD"));
    strangers.insert(QStringLiteral("newAdmin"), logIn(is.adminEmail, "DF_TEST_WRONG"));
    const auto stranger = play(*wizard, strangers);
    QVERIFY2(stranger.exit == 64 && stranger.err.contains(QStringLiteral("newAdmin.password")),
             qPrintable(said(stranger)));
    QCOMPARE(filesThatHold(wizard->home(), "canary-of-an-admin"), QStringList());
}

/// --practice brings both servers.
void TestUnattendedMigrate::practisesOnTwoServersOfItsOwn() {
    const auto wizard = wizardRun(DF_PROGRAM);
    const QJsonObject answers{{QStringLiteral("version"), 1},
                              {QStringLiteral("task"), QStringLiteral("migrate")},
                              {QStringLiteral("onFailure"), QStringLiteral("go-back")},
                              {QStringLiteral("afterVerify"), QStringLiteral("go-back")}};
    const auto ended = play(*wizard, answers, {QStringLiteral("--practice")});
    const QString folder = wizard->home() + QStringLiteral("/data/df-upgrade-wizard/practice");
    QStringList left;
    for (const QString& name : {folder, folder + QStringLiteral("-new")}) {
        PracticeServer server(name);
        QSignalSpy removed(&server, &PracticeServer::removed);
        server.remove();
        if (!removed.wait(60'000))
            left << name;
    }
    QCOMPARE(left, QStringList());
    QVERIFY2(ended.exit == 0, qPrintable(said(ended)));
    QCOMPARE(outcome(ended), QStringLiteral("went-back"));
}

QTEST_GUILESS_MAIN(TestUnattendedMigrate)
#include "tst_unattended_migrate.moc"
