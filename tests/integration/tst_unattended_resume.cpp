// The wizard dies, or the line does, and the same answer file is played again: it attaches and comes to the
// same end.
#include "support/practice_case.h"
#include "support/run_folder.h"

#include <QTest>

#include <signal.h>

using namespace df;
using namespace df::test;

class TestUnattendedResume : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void killedInEveryStageItGoesOn();
    void killedInTheWindowAndOnTheWayBack();
    void killedAndThenAskedToGoBack_data();
    void killedAndThenAskedToGoBack();
    void stopOnFailureWaits();
    void stopNeverStopsInTheWindow();
    void aLineThatIsCutIsRegained_data();
    void aLineThatIsCutIsRegained();
    void aRunThatIsGoneIsNotWaitedFor();
};

/// One run; the wizard is killed in each of its stages and started again with the same file.
void TestUnattendedResume::killedInEveryStageItGoesOn() {
    WatchedServer server;
    QCOMPARE(server.start(), QString());
    const auto wizard = wizardRun(DF_PROGRAM);
    const QJsonObject answers = quickUpgrade(server.practice.info(), QStringLiteral("keep"));
    wizard->begin(answers);
    const RunFolder run(server.root());
    QVERIFY(run.waitForStage(QStringLiteral("check"), 120));
    const QStringList stages = run.stages();
    QVERIFY(stages.size() > 12);
    for (const QString& stage : stages) {
        QVERIFY2(run.waitForStage(stage), qPrintable(stage));
        QVERIFY(run.signal(SIGSTOP)); // what it has begun ends; nothing new begins
        wizard->killNow();
        QVERIFY2(!run.begunStages().contains(stages.value(stages.indexOf(stage) + 1)), qPrintable(stage));
        wizard->begin(answers);
        QVERIFY2(wizard->waitForLine(QStringLiteral("attaching to the run"), 60), qPrintable(stage));
        QVERIFY(run.signal(SIGCONT));
    }
    const auto ended = wizard->wait();
    QCOMPARE(keptTrouble(ended), QString());
    QCOMPARE(server.version(), QStringLiteral("7.3.3"));
}

void TestUnattendedResume::killedInTheWindowAndOnTheWayBack() {
    WatchedServer server;
    QCOMPARE(server.start(), QString());
    const auto wizard = wizardRun(DF_PROGRAM);
    const QJsonObject answers = quickUpgrade(server.practice.info(), QStringLiteral("go-back"));
    wizard->begin(answers);
    const RunFolder run(server.root());
    QVERIFY(run.waitForStage(QStringLiteral("exchange"), 120));
    wizard->killNow();
    wizard->begin(answers);
    QVERIFY(run.waitForPhase(QStringLiteral("going-back"), 120));
    wizard->killNow();
    const auto ended = wizard->play(answers);
    QVERIFY2(ended.exit == 0, qPrintable(said(ended)));
    QCOMPARE(outcome(ended), QStringLiteral("went-back"));
    QCOMPARE(server.changed(), QString());
    QVERIFY(part(ended, "fingerprint").value(QStringLiteral("same")).toBool());
    QCOMPARE(reportTrouble(ended.report), QString());
}

void TestUnattendedResume::killedAndThenAskedToGoBack_data() {
    QTest::addColumn<QString>("stage");
    QTest::newRow("before the window") << QStringLiteral("build");
    QTest::newRow("in the window") << QStringLiteral("migrate");
}

void TestUnattendedResume::killedAndThenAskedToGoBack() {
    QFETCH(QString, stage);
    WatchedServer server;
    QCOMPARE(server.start(), QString());
    const auto wizard = wizardRun(DF_PROGRAM);
    wizard->begin(quickUpgrade(server.practice.info(), QStringLiteral("keep")));
    QVERIFY(RunFolder(server.root()).waitForStage(stage, 120));
    wizard->killNow();
    const auto ended = wizard->play(goBackAnswers(server.practice.info()));
    QVERIFY2(ended.exit == 0, qPrintable(said(ended)));
    QCOMPARE(outcome(ended), QStringLiteral("went-back"));
    QCOMPARE(server.changed(), QString());
    QCOMPARE(reportTrouble(ended.report), QString());
}

void TestUnattendedResume::stopOnFailureWaits() {
    WatchedServer server;
    QCOMPARE(server.start(QStringLiteral("composer-fails")), QString());
    const auto wizard = wizardRun(DF_PROGRAM);
    const PracticeInfo& info = server.practice.info();
    const auto stopped = wizard->play(quickUpgrade(info, QStringLiteral("keep"), QStringLiteral("stop")));
    QVERIFY2(stopped.exit == 20, qPrintable(said(stopped)));
    QCOMPARE(outcome(stopped), QStringLiteral("failed"));
    QCOMPARE(reportTrouble(stopped.report), QString());
    QCOMPARE(server.changed(), QString());
    const RunFolder run(server.root());
    QCOMPARE(run.phase(), QStringLiteral("failed"));
    // The same file once more: whoever starts it has put right what was wrong, or not.
    const auto again = wizard->play(quickUpgrade(info, QStringLiteral("keep"), QStringLiteral("stop")));
    QVERIFY2(again.exit == 20, qPrintable(said(again)));
    QVERIFY(again.out.contains(QStringLiteral("attaching to the run")));
    QCOMPARE(again.report.value(QStringLiteral("run")), stopped.report.value(QStringLiteral("run")));
    QCOMPARE(server.changed(), QString());
    const auto back = wizard->play(quickUpgrade(info, QStringLiteral("keep")));
    QVERIFY2(back.exit == 20, qPrintable(said(back)));
    QCOMPARE(run.phase(), QStringLiteral("went-back"));
    QCOMPARE(server.changed(), QString());
}

void TestUnattendedResume::stopNeverStopsInTheWindow() {
    WatchedServer server;
    QCOMPARE(server.start(QStringLiteral("migration-fails-live")), QString());
    const auto wizard = wizardRun(DF_PROGRAM);
    const PracticeInfo& info = server.practice.info();
    const auto stopped = wizard->play(quickUpgrade(info, QStringLiteral("keep"), QStringLiteral("stop")));
    QVERIFY2(stopped.exit == 20, qPrintable(said(stopped)));
    QCOMPARE(RunFolder(server.root()).phase(), QStringLiteral("switch-undone"));
    QCOMPARE(server.practice.ask("GET", QStringLiteral("/status")).status, 200);
    QCOMPARE(server.changed(), QString());
    QCOMPARE(reportTrouble(stopped.report), QString());
    const auto back = wizard->play(goBackAnswers(info));
    QVERIFY2(back.exit == 0, qPrintable(said(back))); // this is what these answers ask for
    QCOMPARE(server.changed(), QString());
}

void TestUnattendedResume::aLineThatIsCutIsRegained_data() {
    QTest::addColumn<QString>("stage");
    for (const char* stage : {"copy-database", "migrate"})
        QTest::newRow(stage) << QString::fromLatin1(stage);
}

void TestUnattendedResume::aLineThatIsCutIsRegained() {
    QFETCH(QString, stage);
    WatchedServer server;
    QCOMPARE(server.start(), QString());
    const auto wizard = wizardRun(DF_PROGRAM);
    wizard->begin(quickUpgrade(server.practice.info(), QStringLiteral("keep")));
    const RunFolder run(server.root());
    QVERIFY(run.waitForStage(stage, 120));
    QVERIFY(run.signal(SIGSTOP)); // the stage lasts until the wizard has noticed
    QCOMPARE(server.practice.cutLine(), QString());
    const bool noticed = wizard->waitForComplaint(QStringLiteral("contact"), 60);
    QVERIFY(run.signal(SIGCONT));
    const auto ended = wizard->wait();
    QVERIFY2(noticed && ended.exit == 0, qPrintable(said(ended)));
    QCOMPARE(outcome(ended), QStringLiteral("done"));
    QCOMPARE(reportTrouble(ended.report), QString());
}

/// The journal knows an open run, but it was undone by hand and deleted: it begins from the start.
void TestUnattendedResume::aRunThatIsGoneIsNotWaitedFor() {
    WatchedServer server;
    QCOMPARE(server.start(), QString());
    const auto wizard = wizardRun(DF_PROGRAM);
    const QJsonObject answers = quickUpgrade(server.practice.info(), QStringLiteral("go-back"));
    wizard->begin(answers);
    const RunFolder run(server.root());
    QVERIFY(run.waitForStage(QStringLiteral("exchange"), 120));
    wizard->killNow();
    const ShellAnswer undone = server.practice.sh(QStringLiteral("sh '%1/undo.sh'").arg(run.path()));
    QVERIFY2(undone.exitCode == 0, qPrintable(undone.out + undone.err));
    QCOMPARE(server.changed(), QString());
    QCOMPARE(server.practice.sh(QStringLiteral("rm -rf '%1'").arg(run.path())).exitCode, 0);
    const auto ended = wizard->play(answers);
    QVERIFY2(ended.exit == 0, qPrintable(said(ended)));
    QVERIFY(ended.out.contains(QStringLiteral("that run is no longer on the server")));
    QCOMPARE(server.changed(), QString());
}

QTEST_GUILESS_MAIN(TestUnattendedResume)
#include "tst_unattended_resume.moc"
