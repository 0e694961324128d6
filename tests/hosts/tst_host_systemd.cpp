// A host with real systemd: services are units, the run is a unit of its own, and a host that loses its power
// in the window finds its way back when it boots.
#include "support/host_wizard.h"
#include "support/status_prober.h"
#include "support/test_host.h"

#include <QTest>

using namespace df::test;

class TestHostSystemd : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void goesBackThenIsKept();
    void powerFailsInTheWindow();
    void powerFailsBeforeTheWindow();

private:
    QJsonObject answers(const TestHost& host, HostWizard& wizard, const QString& afterVerify) const;
};

QJsonObject TestHostSystemd::answers(const TestHost& host, HostWizard& wizard,
                                     const QString& afterVerify) const {
    const QJsonObject server = HostWizard::asAdmin(host);
    const QString release = QStringLiteral("7.3.3");
    return HostWizard::upgrade(server, release, wizard.toAccept(server, release), afterVerify);
}

void TestHostSystemd::goesBackThenIsKept() {
    TestHost host(QStringLiteral("sysd"), {.init = QStringLiteral("systemd")});
    const QString down = host.start();
    QVERIFY2(down.isEmpty(), qPrintable(down));
    HostWizard wizard(QStringLiteral(DF_PROGRAM));
    const QStringList before = host.state();
    StatusProber prober(host.address());
    prober.start();
    QJsonObject file = answers(host, wizard, QStringLiteral("go-back"));
    const auto back = wizard.play(file);
    QVERIFY2(back.exitCode == 0, back.text());
    const QByteArray changed = TestHost::difference(before, host.stateWithoutOtherRelease());
    QVERIFY2(changed.isEmpty(), changed);

    file.insert(QStringLiteral("afterVerify"), QStringLiteral("keep"));
    const auto kept = wizard.play(file);
    prober.stop();
    QVERIFY2(kept.exitCode == 0, kept.text());
    QCOMPARE(host.commit(), host.commitOf(QStringLiteral("7.3.3")));
    QCOMPARE(prober.firstOdd(), QByteArray());
    QCOMPARE(host.output(QStringLiteral("ls /etc/systemd/system | grep df-upgrade || echo none")),
             QStringLiteral("none"));
    QCOMPARE(host.output(QStringLiteral("systemctl list-units --plain --no-legend --state=failed")),
             QString());
}

void TestHostSystemd::powerFailsInTheWindow() {
    TestHost host(QStringLiteral("power"), {.init = QStringLiteral("systemd")});
    const QString down = host.start();
    QVERIFY2(down.isEmpty(), qPrintable(down));
    HostWizard wizard(QStringLiteral(DF_PROGRAM));
    const QJsonObject file = answers(host, wizard, QStringLiteral("keep"));
    const QStringList before = host.state();
    wizard.start(file);
    VERIFY_SAID(wizard.awaitStep(host, QStringLiteral("migrate.run")), wizard);
    QCOMPARE(host.power(QStringLiteral("kill")), QString());
    wizard.kill(); // nobody but the server itself is there to help
    QCOMPARE(host.power(QStringLiteral("on")), QString());
    QVERIFY2(host.await(QStringLiteral("grep -qx switch-undone /var/lib/df-upgrade/2*/state/phase"), 60),
             qPrintable(host.phase()));
    QCOMPARE(host.commit(), host.commitOf(QStringLiteral("6.3.0")));
    QVERIFY(host.output(QStringLiteral("php -r 'echo file_get_contents(\"http://127.0.0.1/status\");'"))
                .contains(QLatin1String("\"version\":\"6.3.0\"")));
    const auto ending = wizard.play(file); // started again: takes back what was prepared, too
    QVERIFY2(ending.exitCode == 20, ending.text());
    const QByteArray changed = TestHost::difference(before, host.state());
    QVERIFY2(changed.isEmpty(), changed);
}

void TestHostSystemd::powerFailsBeforeTheWindow() {
    TestHost host(QStringLiteral("powb"),
                  {.database = QStringLiteral("sqlite"), .init = QStringLiteral("systemd")});
    const QString down = host.start();
    QVERIFY2(down.isEmpty(), qPrintable(down));
    HostWizard wizard(QStringLiteral(DF_PROGRAM));
    const QJsonObject file = answers(host, wizard, QStringLiteral("keep"));
    const QStringList before = host.state();
    wizard.start(file);
    VERIFY_SAID(wizard.awaitStep(host, QStringLiteral("build.composer")), wizard);
    QCOMPARE(host.power(QStringLiteral("kill")), QString());
    QCOMPARE(host.power(QStringLiteral("on")), QString());
    const auto ending = wizard.wait(); // it has waited for the host, and finds the run ended
    QVERIFY2(ending.exitCode == 20, ending.text());
    const QByteArray changed = TestHost::difference(before, host.state());
    QVERIFY2(changed.isEmpty(), changed);
}

QTEST_GUILESS_MAIN(TestHostSystemd)
#include "tst_host_systemd.moc"
