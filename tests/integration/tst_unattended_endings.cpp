// The endings that need help from outside: contact lost for good (50), and a way back that a third hand has
// spoilt (30). Each once the whole way: what is said, and what becomes of it when it is put right.
#include "support/practice_case.h"
#include "support/run_folder.h"

#include <QFileInfo>
#include <QTest>

#include <signal.h>

using namespace df;
using namespace df::test;

class TestUnattendedEndings : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void contactThatIsLostForGood();
    void aCopyThatIsGone();
    void aFileThatSomebodyChanged();

private:
    /// Begins an upgrade that goes back in the end, and holds the wizard when the new release serves.
    static bool holdWhenSwitched(WizardRun& wizard, const WatchedServer& server);
    static QString manifest(const RunFolder& run, const char* what);
    static QString doThis(const WizardRun::Ended& ended);
};

bool TestUnattendedEndings::holdWhenSwitched(WizardRun& wizard, const WatchedServer& server) {
    wizard.begin(quickUpgrade(server.practice.info(), QStringLiteral("go-back")));
    if (!RunFolder(server.root()).waitForPhase(QStringLiteral("switched"), 180))
        return false;
    wizard.signal(SIGSTOP);
    return RunFolder(server.root()).phase() == QLatin1String("switched");
}

/// The place of the newest copy of this kind.
QString TestUnattendedEndings::manifest(const RunFolder& run, const char* what) {
    QFile file(run.path() + QStringLiteral("/manifest"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString place;
    const auto lines = QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'));
    for (const QString& line : lines)
        if (line.section(QLatin1Char('\t'), 0, 0) == QLatin1String(what))
            place = line.section(QLatin1Char('\t'), 1, 1);
    return place;
}

QString TestUnattendedEndings::doThis(const WizardRun::Ended& ended) {
    QStringList sentences;
    const QJsonArray list = part(ended, "error").value(QStringLiteral("do")).toArray();
    for (const QJsonValue& sentence : list)
        sentences << sentence.toString();
    return sentences.join(QLatin1Char('\n'));
}

/// The server's sshd is ended for longer than the wizard's patience; the work goes on over there.
void TestUnattendedEndings::contactThatIsLostForGood() {
    WatchedServer server;
    QCOMPARE(server.start(), QString());
    const auto wizard = wizardRun(DF_PROGRAM);
    const QJsonObject answers = quickUpgrade(server.practice.info(), QStringLiteral("keep"));
    wizard->begin(answers);
    const RunFolder run(server.root());
    QVERIFY(run.waitForStage(QStringLiteral("build"), 120));
    const auto toSshd = [&server](const char* signal) {
        return server.practice
            .sh(QStringLiteral("kill -%1 \"$(cut -d' ' -f1 '%2/run/sshd.pid')\"")
                    .arg(QLatin1String(signal), server.practice.folder()))
            .exitCode;
    };
    QCOMPARE(toSshd("STOP"), 0); // nobody gets in between the cut and its end
    QCOMPARE(server.practice.cutLine(), QString());
    QCOMPARE(toSshd("KILL"), 0);
    const auto lost = wizard->wait(400);
    QVERIFY2(lost.exit == 50, qPrintable(said(lost)));
    QVERIFY2(lost.err.contains(QStringLiteral("contact")), qPrintable(said(lost)));
    QCOMPARE(outcome(lost), QStringLiteral("unknown"));
    QCOMPARE(reportTrouble(lost.report), QString());
    QVERIFY(part(lost, "error")
                .value(QStringLiteral("means"))
                .toString()
                .contains(QStringLiteral("goes on there")));
    QVERIFY2(doThis(lost).contains(run.path() + QLatin1String("/undo.sh")), qPrintable(doThis(lost)));
    QVERIFY(run.waitForPhase(QStringLiteral("switched"), 180));
    QCOMPARE(server.version(), QStringLiteral("7.3.3"));
    // Still nobody there: that is not "nothing was changed".
    const auto still = wizard->play(answers);
    QVERIFY2(still.exit == 50, qPrintable(said(still)));
    QCOMPARE(outcome(still), QStringLiteral("unknown"));
    QVERIFY2(doThis(still).contains(QLatin1String("attaches")), qPrintable(doThis(still)));
    QCOMPARE(reportTrouble(still.report), QString());

    QCOMPARE(server.practice.startAgain(), QString());
    const auto ended = wizard->play(answers);
    QCOMPARE(keptTrouble(ended), QString());
    QVERIFY(ended.out.contains(QStringLiteral("attaching to the run")));
    QCOMPARE(ended.report.value(QStringLiteral("run")).toString(), QFileInfo(run.path()).fileName());
    QVERIFY(!ended.report.contains(QStringLiteral("error")));
    QVERIFY(part(ended, "downtime").value(QStringLiteral("seconds")).toDouble() > 0);
}

/// The proven copy of the database is gone when it is needed: the way back stops, and says so.
void TestUnattendedEndings::aCopyThatIsGone() {
    WatchedServer server;
    QCOMPARE(server.start(), QString());
    const auto wizard = wizardRun(DF_PROGRAM);
    QVERIFY(holdWhenSwitched(*wizard, server));
    const RunFolder run(server.root());
    const QString copy = manifest(run, "database"), aside = wizard->home() + QStringLiteral("/aside");
    QVERIFY2(QFile::rename(copy, aside), qPrintable(copy));
    wizard->signal(SIGCONT);
    const auto stuck = wizard->wait();
    QVERIFY2(stuck.exit == 30, qPrintable(said(stuck)));
    QCOMPARE(run.phase(), QStringLiteral("stuck"));
    QCOMPARE(outcome(stuck), QStringLiteral("failed"));
    QCOMPARE(part(stuck, "error").value(QStringLiteral("code")).toString(), QStringLiteral("not-as-before"));
    QCOMPARE(reportTrouble(stuck.report), QString());
    QVERIFY2(doThis(stuck).contains(run.path() + QStringLiteral("/undo.sh")), qPrintable(doThis(stuck)));
    QVERIFY2(part(stuck, "error").value(QStringLiteral("detail")).toString().contains(copy),
             qPrintable(said(stuck)));
    QVERIFY(!part(stuck, "fingerprint").value(QStringLiteral("same")).toBool());
    QVERIFY(!server.changed().isEmpty());
    // Started again as long as it is not put right: the same ending.
    const auto again = wizard->play(goBackAnswers(server.practice.info()));
    QVERIFY2(again.exit == 30, qPrintable(said(again)));
    QCOMPARE(run.phase(), QStringLiteral("stuck"));

    QVERIFY(QFile::rename(aside, copy));
    const auto back = wizard->play(goBackAnswers(server.practice.info()));
    QVERIFY2(back.exit == 0, qPrintable(said(back)));
    QCOMPARE(server.changed(), QString());
    QCOMPARE(server.version(), QStringLiteral("6.3.0"));
    QVERIFY(part(back, "fingerprint").value(QStringLiteral("same")).toBool());
    QCOMPARE(outcome(back), QStringLiteral("went-back"));
    QVERIFY(!back.report.contains(QStringLiteral("error")));
    QCOMPARE(reportTrouble(back.report), QString());
}

/// The old release was altered where it waited beside the new one: the server goes back, and what differs is
/// named.
void TestUnattendedEndings::aFileThatSomebodyChanged() {
    WatchedServer server;
    QCOMPARE(server.start(), QString());
    const auto wizard = wizardRun(DF_PROGRAM);
    QVERIFY(holdWhenSwitched(*wizard, server));
    const RunFolder run(server.root());
    const QString old = manifest(run, "files");
    QFile file(old + QStringLiteral("/config/app.php"));
    QVERIFY2(file.open(QIODevice::Append) && file.write("// a third hand\n") > 0, qPrintable(old));
    file.close();
    wizard->signal(SIGCONT);
    const auto ended = wizard->wait();
    QVERIFY2(ended.exit == 30, qPrintable(said(ended)));
    QCOMPARE(run.phase(), QStringLiteral("went-back"));
    QCOMPARE(outcome(ended), QStringLiteral("failed"));
    QCOMPARE(reportTrouble(ended.report), QString());
    const QJsonObject error = part(ended, "error"), print = part(ended, "fingerprint");
    QCOMPARE(error.value(QStringLiteral("code")).toString(), QStringLiteral("not-as-before"));
    QVERIFY2(error.value(QStringLiteral("detail")).toString().contains(QStringLiteral("config/app.php")),
             qPrintable(said(ended)));
    QVERIFY2(doThis(ended).contains(run.path()), qPrintable(doThis(ended)));
    QVERIFY(!print.value(QStringLiteral("same")).toBool());
    const QJsonArray differences = print.value(QStringLiteral("differences")).toArray();
    QVERIFY(!differences.isEmpty());
    for (const QJsonValue& difference : differences)
        QVERIFY2(difference.toString().contains(QStringLiteral("config/app.php")),
                 qPrintable(difference.toString()));
    QVERIFY2(ended.err.contains(QStringLiteral("config/app.php")), qPrintable(said(ended)));
    // The test's own eyes see the same, and only that.
    QVERIFY(server.changed().contains(QStringLiteral("config/app.php")));
    QCOMPARE(server.practice.sh(QStringLiteral("sed -i '$d' config/app.php")).exitCode, 0);
    QVERIFY2(!server.changed().contains(QStringLiteral("row")), qPrintable(server.changed()));
    QCOMPARE(server.version(), QStringLiteral("6.3.0"));
}

QTEST_GUILESS_MAIN(TestUnattendedEndings)
#include "tst_unattended_endings.moc"
