// The built program plays answer files on a practice server that the test starts itself, so that the test can
// take its own hashes before and after.
#include "support/practice_case.h"
#include "support/run_folder.h"
#include "support/secret_watch.h"

#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QTest>

#include <signal.h>
#include <unistd.h>

using namespace df;
using namespace df::test;

class TestUnattended : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void helpAndVersionNeedNoDisplay();
    void looksAndChangesNothing();
    void upgradesAndKeeps();
    void upgradesAndGoesBackExactly();
    void goesBackFromWhatIsWorse();

private:
    static void checkReportOfAnUpgrade(const QJsonObject& report);
    static void checkStageLines(const WizardRun::Ended& ended);
    static void checkCopies(const WizardRun& wizard);
    static QString withPassphrase(const PracticeInfo& info, const WizardRun& wizard,
                                  const QString& passphrase);
};

void TestUnattended::helpAndVersionNeedNoDisplay() {
    const auto wizard = wizardRun(DF_PROGRAM);
    const auto help = wizard->run({QStringLiteral("--help")});
    QCOMPARE(help.exit, 0);
    for (const char* option : {"--answers", "--report", "--screenshots", "--practice", "--log-level"})
        QVERIFY2(help.out.contains(QLatin1String(option)), option);
    QCOMPARE(wizard->run({QStringLiteral("--version")}).out,
             QStringLiteral("df-upgrade-wizard %1\n").arg(QLatin1String(DF_VERSION)));
    QCOMPARE(wizard->run({QStringLiteral("--nonsense")}).exit, 64);
    QCOMPARE(wizard->run({}).exit, 64); // nobody could see the window
}

void TestUnattended::looksAndChangesNothing() {
    WatchedServer server;
    QCOMPARE(server.start(), QString());
    const auto wizard = wizardRun(DF_PROGRAM);
    const auto ended = wizard->play(lookAnswers(server.practice.info()));
    QVERIFY2(ended.exit == 0, qPrintable(said(ended)));
    QCOMPARE(outcome(ended), QStringLiteral("looked"));
    QCOMPARE(server.changed(), QString());
    QCOMPARE(reportTrouble(ended.report), QString());
    QCOMPARE(part(ended, "advice").value(QStringLiteral("from")).toString(), QStringLiteral("6.3.0"));
    for (const char* key : {"facts", "advice"})
        QVERIFY2(!part(ended, key).isEmpty(), key);
    for (const char* key : {"error", "downtime", "backups", "fingerprint"})
        QVERIFY2(!ended.report.contains(QLatin1String(key)), key);
    for (const char* name : {"report.html", "report.pdf"})
        QVERIFY(QFileInfo(wizard->reportFolder() + QLatin1Char('/') + QLatin1String(name)).size() > 1000);
    const QStringList pictures = QDir(wizard->pictureFolder()).entryList({QStringLiteral("*.png")});
    QCOMPARE(pictures, QStringList({QStringLiteral("01-connect.png"), QStringLiteral("02-look.png"),
                                    QStringLiteral("03-advice.png"), QStringLiteral("04-done.png")}));
    QVERIFY(RunFolder(server.root()).path().isEmpty());
}

void TestUnattended::upgradesAndKeeps() {
    WatchedServer server;
    QCOMPARE(server.start(), QString());
    const PracticeInfo& info = server.practice.info();
    const auto wizard = wizardRun(DF_PROGRAM);
    QJsonObject answers = upgradeAnswers(info, QStringLiteral("keep-unless-worse"));
    answers.insert(QStringLiteral("admin"),
                   QJsonObject{{QStringLiteral("email"), info.adminEmail},
                               {QStringLiteral("password"), QStringLiteral("env:DF_TEST_ADMIN")}});
    answers.insert(QStringLiteral("keepCopyHere"), wizard->home() + QStringLiteral("/copies"));
    QJsonObject host = answers.value(QStringLiteral("server")).toObject();
    const QString passphrase = QStringLiteral("canary of the key %1").arg(getpid());
    host.insert(QStringLiteral("identityFile"), withPassphrase(info, *wizard, passphrase));
    host.insert(QStringLiteral("passphrase"), QStringLiteral("env:DF_TEST_KEY"));
    answers.insert(QStringLiteral("server"), host);
    const QString password = QString::fromUtf8(info.adminPassword.reveal());
    wizard->setVariable(QStringLiteral("DF_TEST_ADMIN"), password);
    wizard->setVariable(QStringLiteral("DF_TEST_KEY"), passphrase);
    const QByteArray appKey =
        server.practice.sh(QStringLiteral("sed -n 's/^APP_KEY=base64://p' .env")).out.trimmed().toUtf8();
    QVERIFY(appKey.size() > 40);
    const QList<QByteArray> secrets{password.toUtf8(), passphrase.toUtf8(), appKey};

    wizard->begin(answers);
    SecretWatch watch(secrets, wizard->pid());
    const auto ended = wizard->wait();
    watch.stop();
    QVERIFY2(ended.exit == 0, qPrintable(said(ended)));
    QCOMPARE(outcome(ended), QStringLiteral("done"));
    QCOMPARE(ended.err, QString());
    const QString to = part(ended, "advice").value(QStringLiteral("to")).toString();
    QCOMPARE(to, QStringLiteral("7.7.0"));
    QCOMPARE(server.version(), to);
    const QStringList commits =
        server.practice.sh(QStringLiteral("git rev-parse HEAD; git ls-remote origin refs/tags/") + to)
            .out.split(QLatin1Char('\n'));
    QCOMPARE(commits.value(0), commits.value(1).section(QLatin1Char('\t'), 0, 0));
    QVERIFY(!server.practice.signIn().isEmpty()); // the password was not destroyed (facts §16)
    checkReportOfAnUpgrade(ended.report);
    checkStageLines(ended);
    checkCopies(*wizard);
    for (const QByteArray& secret : secrets)
        QCOMPARE(filesThatHold(wizard->home(), secret, {QStringLiteral("/copies/")}), QStringList());
    QVERIFY(watch.rounds() > 20);
    QVERIFY2(watch.seen().isEmpty(), qPrintable(watch.seen().join(QLatin1Char('\n'))));
}

void TestUnattended::upgradesAndGoesBackExactly() {
    WatchedServer server;
    QCOMPARE(server.start(), QString());
    const PracticeInfo& info = server.practice.info();
    const auto wizard = wizardRun(DF_PROGRAM);
    const auto ended = wizard->play(quickUpgrade(info, QStringLiteral("go-back")));
    QVERIFY2(ended.exit == 0, qPrintable(said(ended)));
    QCOMPARE(server.changed(), QString());
    QCOMPARE(server.version(), QStringLiteral("6.3.0"));
    QCOMPARE(outcome(ended), QStringLiteral("went-back"));
    QVERIFY(part(ended, "fingerprint").value(QStringLiteral("same")).toBool());
    QVERIFY(!ended.report.contains(QStringLiteral("error")));
    QCOMPARE(reportTrouble(ended.report), QString());
    // Users were cut off twice: by the switch, and by the way back.
    QCOMPARE(part(ended, "downtime").value(QStringLiteral("absences")).toArray().size(), 2);
    QStringList kinds;
    for (const QJsonValue& backup : ended.report.value(QStringLiteral("backups")).toArray()) {
        const QString what = backup[QLatin1String("what")].toString();
        kinds << what;
        QVERIFY2(QFileInfo::exists(backup[QLatin1String("where")].toString()), qPrintable(what));
    }
    // The old release is back in its place; what the new one was is set aside.
    QVERIFY2(!kinds.contains(QStringLiteral("files")) && kinds.contains(QStringLiteral("files-after")) &&
                 kinds.contains(QStringLiteral("database-after")),
             qPrintable(kinds.join(QLatin1Char(' '))));
    for (const QString& stage : stageStatuses(ended.report))
        QVERIFY2(stage.endsWith(QStringLiteral(":undone")) || stage == QStringLiteral("compare:done"),
                 qPrintable(stage));
    // There is nothing left to go back to.
    const auto again = wizard->play(goBackAnswers(info));
    QVERIFY2(again.exit == 10, qPrintable(said(again)));
    QCOMPARE(outcome(again), QStringLiteral("refused"));
    QCOMPARE(reportTrouble(again.report), QString());
    QCOMPARE(server.changed(), QString());
}

void TestUnattended::goesBackFromWhatIsWorse() {
    WatchedServer server;
    QCOMPARE(server.start(), QString());
    const auto wizard = wizardRun(DF_PROGRAM);
    wizard->begin(quickUpgrade(server.practice.info(), QStringLiteral("keep-unless-worse")));
    const RunFolder run(server.root());
    QVERIFY(run.waitForPhase(QStringLiteral("switched"), 120));
    wizard->signal(SIGSTOP);
    const ShellAnswer lost = server.practice.sh(
        QStringLiteral("sqlite3 storage/databases/dreamfactory.sqlite 'DELETE FROM role WHERE id = 2'"));
    wizard->signal(SIGCONT);
    QVERIFY2(lost.exitCode == 0, qPrintable(lost.err));
    const auto ended = wizard->wait();
    QVERIFY2(ended.exit == 20, qPrintable(said(ended)));
    QCOMPARE(server.changed(), QString());
    QCOMPARE(outcome(ended), QStringLiteral("failed"));
    QCOMPARE(part(ended, "comparison").value(QStringLiteral("verdict")).toString(), QStringLiteral("worse"));
    QVERIFY(part(ended, "fingerprint").value(QStringLiteral("same")).toBool());
    QCOMPARE(reportTrouble(ended.report), QString());
    QVERIFY(part(ended, "error").value(QStringLiteral("what")).toString().contains(QStringLiteral("worse")));
}

void TestUnattended::checkReportOfAnUpgrade(const QJsonObject& report) {
    QCOMPARE(reportTrouble(report), QString());
    QCOMPARE(report.value(QStringLiteral("task")).toString(), QStringLiteral("upgrade"));
    QVERIFY(!report.value(QStringLiteral("run")).toString().isEmpty());
    QVERIFY(!report.contains(QStringLiteral("error")));
    const QStringList stages = stageStatuses(report);
    QVERIFY(stages.size() > 12);
    for (const QString& stage : stages)
        QVERIFY2(stage.endsWith(QLatin1String(":done")) || stage.endsWith(QLatin1String(":skipped")),
                 qPrintable(stage));
    const QJsonObject away = report.value(QStringLiteral("downtime")).toObject();
    QVERIFY(away.value(QStringLiteral("probes")).toInt() > 10);
    QVERIFY(away.value(QStringLiteral("seconds")).toDouble() > 0);
    QCOMPARE(away.value(QStringLiteral("absences")).toArray().size(), 1);
    const QJsonObject codes = away.value(QStringLiteral("codes")).toObject();
    for (const QString& code : codes.keys()) // users see an answer or 503, nothing else
        QVERIFY2(code == QLatin1String("200") || code == QLatin1String("503"), qPrintable(code));
    const QJsonObject snapshots = report.value(QStringLiteral("snapshots")).toObject();
    QVERIFY(snapshots.contains(QStringLiteral("before")) && snapshots.contains(QStringLiteral("after")));
    const QJsonObject comparison = report.value(QStringLiteral("comparison")).toObject();
    QVERIFY(QStringList({QStringLiteral("as-expected"), QStringLiteral("look")})
                .contains(comparison.value(QStringLiteral("verdict")).toString()));
    QVERIFY(comparison.value(QStringLiteral("areas")).toArray().size() > 10);
    QStringList kinds;
    for (const QJsonValue& backup : report.value(QStringLiteral("backups")).toArray())
        kinds << backup[QLatin1String("what")].toString();
    for (const char* kind : {"env", "database", "files"})
        QVERIFY2(kinds.contains(QLatin1String(kind)), kind);
}

void TestUnattended::checkStageLines(const WizardRun::Ended& ended) {
    const int count = ended.report.value(QStringLiteral("stages")).toArray().size();
    for (int i = 1; i <= count; ++i)
        QVERIFY2(ended.out.contains(QStringLiteral("stage %1 of %2  ").arg(i).arg(count)),
                 qPrintable(said(ended)));
}

void TestUnattended::checkCopies(const WizardRun& wizard) {
    const QDir copies(wizard.home() + QStringLiteral("/copies"));
    const QStringList names = copies.entryList(QDir::Files | QDir::Hidden);
    QVERIFY2(names.filter(QStringLiteral("-env")).size() == 1, qPrintable(names.join(QLatin1Char(' '))));
    QVERIFY(!names.filter(QStringLiteral("-database")).isEmpty());
    for (const QString& name : names)
        QCOMPARE(QFile::permissions(copies.filePath(name)) & ~(QFile::ReadUser | QFile::WriteUser),
                 QFile::ReadOwner | QFile::WriteOwner);
}

/// The practice server's key once more, encrypted.
QString TestUnattended::withPassphrase(const PracticeInfo& info, const WizardRun& wizard,
                                       const QString& passphrase) {
    const QString file = wizard.home() + QStringLiteral("/key");
    QFile::copy(info.identityFile, file);
    QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner);
    QProcess::execute(QStringLiteral("ssh-keygen"),
                      {QStringLiteral("-q"), QStringLiteral("-p"), QStringLiteral("-P"), QString(),
                       QStringLiteral("-N"), passphrase, QStringLiteral("-f"), file});
    return file;
}

QTEST_GUILESS_MAIN(TestUnattended)
#include "tst_unattended.moc"
