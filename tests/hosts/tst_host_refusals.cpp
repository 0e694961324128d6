// Ways in which nothing may change: refused at the door, refused for a reason, no room.
#include "support/host_wizard.h"
#include "support/status_prober.h"
#include "support/step_gate.h"
#include "support/test_host.h"

#include <QTest>

using namespace df::test;

class TestHostRefusals : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void atTheDoor_data();
    void atTheDoor();
    void withoutRights();
    void withoutRoom_data();
    void withoutRoom();
    void roomThatRunsOut_data();
    void roomThatRunsOut();
    void cleanupTestCase() { m_host.reset(); }

private:
    static QJsonObject upgrade(const QJsonObject& server, const QJsonArray& accept = {});
    std::unique_ptr<TestHost> m_host;
};

QJsonObject TestHostRefusals::upgrade(const QJsonObject& server, const QJsonArray& accept) {
    return HostWizard::upgrade(server, QStringLiteral("7.3.3"), accept, QStringLiteral("keep"));
}

void TestHostRefusals::initTestCase() {
    m_host = std::make_unique<TestHost>(QStringLiteral("door"));
    const QString down = m_host->start();
    QVERIFY2(down.isEmpty(), qPrintable(down));
}

void TestHostRefusals::atTheDoor_data() {
    QTest::addColumn<QString>("key"); // of "server"
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("code");
    const QString wrong = QStringLiteral("env:WRONG");
    QTest::newRow("wrong password") << QStringLiteral("password") << wrong
                                    << QStringLiteral("sign-in-refused");
    QTest::newRow("wrong sudo password")
        << QStringLiteral("sudoPassword") << wrong << QStringLiteral("sudo-refused");
    QTest::newRow("changed host key")
        << QStringLiteral("hostKey") << QStringLiteral("SHA256:0000000000000000000000000000000000000000000")
        << QStringLiteral("host-key-changed");
    QTest::newRow("unknown host key")
        << QStringLiteral("hostKey") << QString() << QStringLiteral("host-key-unknown");
}

void TestHostRefusals::atTheDoor() {
    QFETCH(QString, key);
    QFETCH(QString, value);
    QFETCH(QString, code);
    HostWizard wizard(QStringLiteral(DF_PROGRAM));
    wizard.setSecret(QStringLiteral("WRONG"), QStringLiteral("not-the-password"));
    QJsonObject server = HostWizard::asAdmin(*m_host);
    if (value.isEmpty())
        server.remove(key);
    else
        server.insert(key, value);
    const QStringList before = m_host->state();
    const auto ending = wizard.play(upgrade(server));
    QVERIFY2(ending.exitCode == 40, ending.text());
    QVERIFY2(ending.errorCode() == code, ending.text());
    const QByteArray changed = TestHost::difference(before, m_host->state());
    QVERIFY2(changed.isEmpty(), changed);
    QCOMPARE(m_host->runFolder(), QString());
}

void TestHostRefusals::withoutRights() {
    HostWizard wizard(QStringLiteral(DF_PROGRAM));
    const QStringList before = m_host->state();
    const auto ending = wizard.play(upgrade(HostWizard::asGuest(*m_host)));
    QVERIFY2(ending.exitCode == 10, ending.text());
    QVERIFY2(ending.findings(QStringLiteral("must-fix")).contains(QLatin1String("no-root")), ending.text());
    const QByteArray changed = TestHost::difference(before, m_host->state());
    QVERIFY2(changed.isEmpty(), changed);
    QCOMPARE(m_host->runFolder(), QString());
}

void TestHostRefusals::withoutRoom_data() {
    QTest::addColumn<QString>("disk");
    QTest::newRow("beside the installation") << QStringLiteral("/opt=30m");
    QTest::newRow("for the run's folder") << QStringLiteral("/var/lib/df-upgrade=6m");
}

void TestHostRefusals::withoutRoom() {
    QFETCH(QString, disk);
    TestHost host(QStringLiteral("small"), {.disks = {disk}});
    const QString down = host.start();
    QVERIFY2(down.isEmpty(), qPrintable(down));
    HostWizard wizard(QStringLiteral(DF_PROGRAM));
    const QJsonArray accept = wizard.toAccept(HostWizard::asRoot(host), QStringLiteral("7.3.3"));
    const QStringList before = host.state();
    const auto ending = wizard.play(upgrade(HostWizard::asRoot(host), accept));
    QVERIFY2(ending.exitCode == 10 || ending.exitCode == 20, ending.text());
    const QByteArray changed = TestHost::difference(before, host.state());
    QVERIFY2(changed.isEmpty(), changed);
    QCOMPARE(host.commit(), host.commitOf(QStringLiteral("6.3.0")));
}

void TestHostRefusals::roomThatRunsOut_data() {
    QTest::addColumn<QString>("step");
    QTest::newRow("while the new release is built") << QStringLiteral("build.composer");
    QTest::newRow("in the window") << QStringLiteral("final.copy");
}

void TestHostRefusals::roomThatRunsOut() {
    QFETCH(QString, step);
    // One disk for everything that a run writes, as on most servers.
    TestHost host(QStringLiteral("full"),
                  {.disks = {QStringLiteral("/opt=400m"), QStringLiteral("/var/lib/df-upgrade=400m")}});
    const QString down = host.start();
    QVERIFY2(down.isEmpty(), qPrintable(down));
    HostWizard wizard(QStringLiteral(DF_PROGRAM));
    const QJsonArray accept = wizard.toAccept(HostWizard::asRoot(host), QStringLiteral("7.3.3"));
    const QStringList before = host.state();
    StatusProber prober(host.address());
    prober.start();
    const StepGate gate(host);
    const QString open = gate.close();
    QVERIFY2(open.isEmpty(), qPrintable(open));
    wizard.start(upgrade(HostWizard::asRoot(host), accept));
    QString held;
    while ((held = gate.held()) != step) {
        VERIFY_SAID(!held.isEmpty(), wizard);
        gate.let(held);
    }
    // Somebody else's files: they take all that is left, and go away only when all is over.
    (void)host.sh(
        QStringLiteral("cat /dev/zero >/opt/somebody; cat /dev/zero >/var/lib/df-upgrade/somebody"));
    gate.open();
    const auto ending = wizard.wait();
    prober.stop();
    (void)host.sh(QStringLiteral("rm -f /opt/somebody /var/lib/df-upgrade/somebody"));
    QVERIFY2(ending.exitCode == 20, ending.text());
    QCOMPARE(prober.firstOdd(), QByteArray());
    const QByteArray changed = TestHost::difference(before, host.state());
    QVERIFY2(changed.isEmpty(), changed);
}

QTEST_GUILESS_MAIN(TestHostRefusals)
#include "tst_host_refusals.moc"
