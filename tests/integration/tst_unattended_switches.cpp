// Every break switch ends as promised, and what the test itself hashes is equal wherever nothing may have
// changed.
#include "support/practice_case.h"

#include <QTest>

using namespace df;
using namespace df::test;

class TestUnattendedSwitches : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fails_data();
    void fails();
    void isRefused_data();
    void isRefused();
    void localChanges_data();
    void localChanges();
    void succeeds_data();
    void succeeds();
};

void TestUnattendedSwitches::fails_data() {
    QTest::addColumn<QString>("stage");
    QTest::addColumn<bool>("inWindow");
    QTest::newRow("composer-fails") << QStringLiteral("build") << false;
    QTest::newRow("disk-full") << QStringLiteral("build") << false;
    QTest::newRow("migration-fails") << QStringLiteral("rehearse") << false;
    QTest::newRow("migration-fails-live") << QStringLiteral("migrate") << true;
    QTest::newRow("web-server-down") << QStringLiteral("check-inside") << true;
}

void TestUnattendedSwitches::fails() {
    QFETCH(QString, stage);
    QFETCH(bool, inWindow);
    WatchedServer server;
    QCOMPARE(server.start(QString::fromLatin1(QTest::currentDataTag())), QString());
    const auto wizard = wizardRun(DF_PROGRAM);
    const auto ended = wizard->play(quickUpgrade(server.practice.info(), QStringLiteral("keep")));
    QVERIFY2(ended.exit == 20, qPrintable(said(ended)));
    QCOMPARE(server.changed(), QString());
    QCOMPARE(server.practice.ask("GET", QStringLiteral("/status")).status, 200);
    QCOMPARE(server.version(), QStringLiteral("6.3.0"));
    QCOMPARE(outcome(ended), QStringLiteral("failed"));
    QCOMPARE(reportTrouble(ended.report), QString());
    QVERIFY2(stageStatuses(ended.report).contains(stage + QStringLiteral(":failed")),
             qPrintable(stageStatuses(ended.report).join(QLatin1Char(' '))));
    QVERIFY2(ended.out.contains(QStringLiteral("… failed")) && ended.out.contains(QStringLiteral("… undone")),
             qPrintable(ended.out));
    const QJsonObject error = part(ended, "error");
    QCOMPARE(error.value(QStringLiteral("code")).toString(), QStringLiteral("run-failed"));
    QVERIFY(!error.value(QStringLiteral("detail")).toString().isEmpty());
    QVERIFY(ended.err.contains(QStringLiteral("6.3.0")));
    QVERIFY(!ended.err.contains(QStringLiteral("the last state above")));
    const QJsonObject away = part(ended, "downtime");
    QCOMPARE(away.value(QStringLiteral("seconds")).toDouble() > 0, inWindow);
    QCOMPARE(part(ended, "fingerprint").value(QStringLiteral("same")).toBool(), inWindow);
    // Users were cut off only where the words say so.
    QCOMPARE(error.value(QStringLiteral("means")).toString().contains(QStringLiteral("cut off")), inWindow);
}

void TestUnattendedSwitches::isRefused_data() {
    QTest::addColumn<QString>("finding");
    QTest::newRow("php-too-old") << QStringLiteral("php-version");
    QTest::newRow("not-a-repository") << QStringLiteral("not-a-repository");
    QTest::newRow("wrong-app-key") << QStringLiteral("app-key");
}

void TestUnattendedSwitches::isRefused() {
    QFETCH(QString, finding);
    WatchedServer server;
    QCOMPARE(server.start(QString::fromLatin1(QTest::currentDataTag())), QString());
    const auto wizard = wizardRun(DF_PROGRAM);
    const auto ended = wizard->play(quickUpgrade(server.practice.info(), QStringLiteral("keep")));
    QVERIFY2(ended.exit == 10, qPrintable(said(ended)));
    QCOMPARE(server.changed(), QString());
    QCOMPARE(outcome(ended), QStringLiteral("refused"));
    QCOMPARE(reportTrouble(ended.report), QString());
    const QJsonArray found = findings(ended.report, QStringLiteral("must-fix"));
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first()[QLatin1String("id")].toString(), finding);
    QVERIFY(ended.out.contains(QStringLiteral("must fix  ") + finding));
    QCOMPARE(part(ended, "error").value(QStringLiteral("what")).toString(),
             found.first()[QLatin1String("text")].toString());
    const auto looked = wizard->play(lookAnswers(server.practice.info()));
    QCOMPARE(looked.exit, 10);
    QCOMPARE(outcome(looked), QStringLiteral("looked"));
    QCOMPARE(server.changed(), QString());
}

void TestUnattendedSwitches::localChanges_data() {
    QTest::addColumn<bool>("reapplied");
    QTest::newRow("reapply") << true;
    QTest::newRow("keep-aside") << false;
}

void TestUnattendedSwitches::localChanges() {
    QFETCH(bool, reapplied);
    WatchedServer server;
    QCOMPARE(server.start(QStringLiteral("local-changes")), QString());
    const auto wizard = wizardRun(DF_PROGRAM);
    QJsonObject answers = quickUpgrade(server.practice.info(), QStringLiteral("keep"));
    answers.insert(QStringLiteral("localChanges"), QString::fromLatin1(QTest::currentDataTag()));
    // The finding must be accepted, and as it is now.
    const auto refused = wizard->play(answers);
    QVERIFY2(refused.exit == 64, qPrintable(said(refused)));
    const QJsonArray known = findings(refused.report, QStringLiteral("should-know"));
    QCOMPARE(known.size(), 1);
    const QString id = known.first()[QLatin1String("id")].toString();
    const QString content = known.first()[QLatin1String("content")].toString();
    QVERIFY(refused.err.contains(id + QLatin1Char('#') + content));
    QVERIFY(refused.err.contains(QStringLiteral("accept:")) &&
            refused.err.contains(QStringLiteral("Advice")));
    QCOMPARE(reportTrouble(refused.report), QString());
    if (reapplied) {
        answers.insert(QStringLiteral("accept"), QJsonArray{id + QStringLiteral("#00000000")});
        QCOMPARE(wizard->play(answers).exit, 64);
    }
    QCOMPARE(server.changed(), QString());
    answers.insert(QStringLiteral("accept"), QJsonArray{id + QLatin1Char('#') + content});
    const auto ended = wizard->play(answers);
    QVERIFY2(ended.exit == 0, qPrintable(said(ended)));
    QCOMPARE(outcome(ended), QStringLiteral("done"));
    QCOMPARE(reportTrouble(ended.report), QString());
    QCOMPARE(server.version(), QStringLiteral("7.3.3"));
    const QString page = server.practice.sh(QStringLiteral("cat resources/views/errors/503.blade.php")).out;
    QCOMPARE(page.contains(QStringLiteral("555 0100")), reapplied);
    QCOMPARE(server.practice.sh(QStringLiteral("cat public/health.php")).exitCode, 0); // a file of their own
    bool kept = false;
    for (const QJsonValue& backup : ended.report.value(QStringLiteral("backups")).toArray())
        kept = kept || backup[QLatin1String("what")].toString() == QLatin1String("changes");
    QVERIFY(kept);
}

void TestUnattendedSwitches::succeeds_data() {
    QTest::addColumn<QString>("remark"); ///< on standard error
    QTest::newRow("banner") << QString();
}

void TestUnattendedSwitches::succeeds() {
    QFETCH(QString, remark);
    WatchedServer server;
    QCOMPARE(server.start(QString::fromLatin1(QTest::currentDataTag())), QString());
    const auto wizard = wizardRun(DF_PROGRAM);
    const auto ended = wizard->play(quickUpgrade(server.practice.info(), QStringLiteral("keep")));
    QVERIFY2(ended.exit == 0, qPrintable(said(ended)));
    QCOMPARE(outcome(ended), QStringLiteral("done"));
    QCOMPARE(reportTrouble(ended.report), QString());
    QCOMPARE(server.version(), QStringLiteral("7.3.3"));
    QCOMPARE(ended.err.contains(QStringLiteral("APP_KEY")), !remark.isEmpty());
}

QTEST_GUILESS_MAIN(TestUnattendedSwitches)
#include "tst_unattended_switches.moc"
