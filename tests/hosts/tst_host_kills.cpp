// What is ended without a word: the wizard in many places, the supervisor on the server, and a migration that
// fails half-way on the live database.
#include "support/host_wizard.h"
#include "support/status_prober.h"
#include "support/step_gate.h"
#include "support/test_host.h"

#include <QTest>

using namespace df::test;

namespace {
const QByteArray attached = "attaching to the run";
}

class TestHostKills : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void wizardKilledInEachStage();
    void wizardKilledThenBackFromTheMiddle();
    void wizardKilledOnTheWayBack();
    void supervisorKilled_data();
    void supervisorKilled();
    void lineCutInTheWindow();
    void migrationFailsInTheWindow();

private:
    QJsonObject answers(const TestHost& host, HostWizard& wizard, const QString& afterVerify) const;
};

QJsonObject TestHostKills::answers(const TestHost& host, HostWizard& wizard,
                                   const QString& afterVerify) const {
    const QJsonObject server = HostWizard::asRoot(host);
    const QString release = QStringLiteral("7.3.3");
    return HostWizard::upgrade(server, release, wizard.toAccept(server, release), afterVerify);
}

/// In each stage of one run, and once more between the last stage and the verdict.
void TestHostKills::wizardKilledInEachStage() {
    TestHost host(QStringLiteral("kill"));
    const QString down = host.start();
    QVERIFY2(down.isEmpty(), qPrintable(down));
    HostWizard wizard(QStringLiteral(DF_PROGRAM));
    const QJsonObject file = answers(host, wizard, QStringLiteral("keep"));
    const StepGate gate(host);
    const QString open = gate.close();
    QVERIFY2(open.isEmpty(), qPrintable(open));
    StatusProber prober(host.address());
    prober.start();
    wizard.start(file);
    QStringList killedIn;
    for (bool ended = false; !ended;) {
        const QString step = gate.held();
        VERIFY_SAID(!step.isEmpty(), wizard);
        const QString stage = gate.stageOf(step);
        if (!killedIn.contains(stage)) {
            VERIFY_SAID(killedIn.isEmpty() || wizard.awaitWord(attached, 30), wizard);
            QVERIFY(wizard.runs());
            wizard.kill();
            killedIn << stage;
            wizard.start(file);
        }
        ended = step == gate.steps().last();
        gate.let(step);
    }
    gate.open();
    VERIFY_SAID(wizard.awaitWord(attached, 30), wizard);
    wizard.kill();
    QCOMPARE(killedIn, gate.stages());
    const QString folder = host.runFolder();
    const auto ending = wizard.play(file);
    prober.stop();
    QVERIFY2(ending.exitCode == 0, ending.text());
    QCOMPARE(host.runFolder(), folder); // it was one run all the time
    QCOMPARE(host.output(QStringLiteral("ls -d /var/lib/df-upgrade/2* | wc -l")), QStringLiteral("1"));
    QCOMPARE(host.phase(), QStringLiteral("kept"));
    QCOMPARE(host.commit(), host.commitOf(QStringLiteral("7.3.3")));
    QCOMPARE(prober.firstOdd(), QByteArray());
    QCOMPARE(prober.versions(), QStringList({QStringLiteral("6.3.0"), QStringLiteral("7.3.3")}));
}

/// Killed while the new release is built; who starts it again wants to go back instead of going on.
void TestHostKills::wizardKilledThenBackFromTheMiddle() {
    TestHost host(QStringLiteral("midd"), {.database = QStringLiteral("sqlite")});
    const QString down = host.start();
    QVERIFY2(down.isEmpty(), qPrintable(down));
    HostWizard wizard(QStringLiteral(DF_PROGRAM));
    QJsonObject file = answers(host, wizard, QStringLiteral("keep"));
    const QStringList before = host.state();
    const StepGate gate(host);
    const QString open = gate.close();
    QVERIFY2(open.isEmpty(), qPrintable(open));
    StatusProber prober(host.address());
    prober.start();
    wizard.start(file);
    QString step;
    while ((step = gate.held()) != QLatin1String("build.composer")) {
        VERIFY_SAID(!step.isEmpty(), wizard);
        gate.let(step);
    }
    wizard.kill();
    file.insert(QStringLiteral("task"), QStringLiteral("go-back"));
    wizard.start(file);
    VERIFY_SAID(wizard.awaitWord(attached, 30), wizard);
    gate.open();
    const auto ending = wizard.wait();
    prober.stop();
    QVERIFY2(ending.exitCode == 0, ending.text());
    QCOMPARE(ending.outcome(), QStringLiteral("went-back"));
    QCOMPARE(prober.firstOdd(), QByteArray());
    QCOMPARE(prober.codes().value(503), 0); // the window was never opened
    const QByteArray changed = TestHost::difference(before, host.state());
    QVERIFY2(changed.isEmpty(), changed);
}

void TestHostKills::wizardKilledOnTheWayBack() {
    TestHost host(QStringLiteral("kilb"), {.opt = QStringLiteral("overlay")});
    const QString down = host.start();
    QVERIFY2(down.isEmpty(), qPrintable(down));
    HostWizard wizard(QStringLiteral(DF_PROGRAM));
    const QJsonObject file = answers(host, wizard, QStringLiteral("go-back"));
    const QStringList before = host.state();
    wizard.start(file);
    QVERIFY(host.await(QStringLiteral("grep -qx going-back /var/lib/df-upgrade/2*/state/phase"), 180));
    wizard.kill();
    const auto ending = wizard.play(file);
    QVERIFY2(ending.exitCode == 0, ending.text());
    QCOMPARE(ending.outcome(), QStringLiteral("went-back"));
    const QByteArray changed = TestHost::difference(before, host.stateWithoutOtherRelease());
    QVERIFY2(changed.isEmpty(), changed);
}

void TestHostKills::supervisorKilled_data() {
    QTest::addColumn<QString>("step");
    QTest::newRow("before the window") << QStringLiteral("build.composer");
    QTest::newRow("in the window") << QStringLiteral("migrate.run");
}

void TestHostKills::supervisorKilled() {
    QFETCH(QString, step);
    TestHost host(QStringLiteral("super"));
    const QString down = host.start();
    QVERIFY2(down.isEmpty(), qPrintable(down));
    HostWizard wizard(QStringLiteral(DF_PROGRAM));
    const QJsonObject file = answers(host, wizard, QStringLiteral("keep"));
    const QStringList before = host.state();
    StatusProber prober(host.address());
    prober.start();
    wizard.start(file);
    VERIFY_SAID(wizard.awaitStep(host, step), wizard);
    const QString supervisor =
        host.output(QStringLiteral("cut -d' ' -f1 %1/state/supervisor").arg(host.runFolder()));
    QCOMPARE(host.sh(QStringLiteral("kill -9 ") + supervisor).exitCode, 0);
    const auto ending = wizard.wait();
    prober.stop();
    QVERIFY2(ending.exitCode == 20, ending.text());
    QCOMPARE(prober.firstOdd(), QByteArray());
    const QByteArray changed = TestHost::difference(before, host.state());
    QVERIFY2(changed.isEmpty(), changed);
}

void TestHostKills::lineCutInTheWindow() {
    TestHost host(QStringLiteral("cut"), {.database = QStringLiteral("sqlite")});
    const QString down = host.start();
    QVERIFY2(down.isEmpty(), qPrintable(down));
    HostWizard wizard(QStringLiteral(DF_PROGRAM));
    const QJsonObject file = answers(host, wizard, QStringLiteral("keep"));
    wizard.start(file);
    for (const char* step : {"copy.dump", "build.code", "close.down", "migrate.run"}) {
        VERIFY_SAID(wizard.awaitStep(host, QLatin1String(step)), wizard);
        host.cutLines();
    }
    const auto ending = wizard.wait();
    QVERIFY2(ending.exitCode == 0, ending.text());
    QCOMPARE(host.commit(), host.commitOf(QStringLiteral("7.3.3")));
}

void TestHostKills::migrationFailsInTheWindow() {
    TestHost host(QStringLiteral("migr"),
                  {.opt = QStringLiteral("overlay"), .switchName = QStringLiteral("migration-fails-live")});
    const QString down = host.start();
    QVERIFY2(down.isEmpty(), qPrintable(down));
    HostWizard wizard(QStringLiteral(DF_PROGRAM));
    const QJsonObject file = answers(host, wizard, QStringLiteral("keep"));
    const QStringList before = host.state();
    StatusProber prober(host.address());
    prober.start();
    const auto ending = wizard.play(file);
    prober.stop();
    QVERIFY2(ending.exitCode == 20, ending.text());
    QCOMPARE(prober.firstOdd(), QByteArray());
    QCOMPARE(prober.versions(), QStringList{QStringLiteral("6.3.0")}); // nobody ever saw the new one
    QVERIFY(prober.codes().value(503) > 0);                            // though the window was open
    const QByteArray changed = TestHost::difference(before, host.state());
    QVERIFY2(changed.isEmpty(), changed);
}

QTEST_GUILESS_MAIN(TestHostKills)
#include "tst_host_kills.moc"
