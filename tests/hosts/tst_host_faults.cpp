// What fails beside the upgrade while users are shut out: the database ends, somebody holds a table, PHP-FPM
// can't be started. The way back must not need the moment to be a good one, and must go on when the same
// answers are played again.
#include "support/host_wizard.h"
#include "support/step_gate.h"
#include "support/test_host.h"

#include <QTest>

using namespace df::test;

namespace {
/// Ends the database like a crash, with whatever would start it again.
const QString databaseCrash = QStringLiteral(
    "for p in /proc/[0-9]*; do case $(tr '\\0' ' ' <$p/cmdline 2>/dev/null) in "
    "'/bin/sh /usr/bin/mysqld_safe'*|/usr/sbin/mariadbd*) kill -9 ${p#/proc/};; esac; done; true");
} // namespace

class TestHostFaults : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void databaseEndsInTheWindow();
    void somebodyHoldsATable();
    void envChangedSinceThePlan();
    void stuckUntilPhpCanStart();

private:
    /// Plays an upgrade up to the moment before `step`, does `fault` there, and goes on to the end.
    void playWith(TestHost& host, HostWizard& wizard, const QString& step, const QString& fault,
                  HostWizard::Ending* ending);
    QJsonObject m_file;
    QStringList m_before;
};

void TestHostFaults::playWith(TestHost& host, HostWizard& wizard, const QString& step, const QString& fault,
                              HostWizard::Ending* ending) {
    const QString down = host.start();
    QVERIFY2(down.isEmpty(), qPrintable(down));
    const QJsonObject server = HostWizard::asRoot(host);
    const QString release = QStringLiteral("7.3.3");
    m_file = HostWizard::upgrade(server, release, wizard.toAccept(server, release), QStringLiteral("keep"));
    m_before = host.state();
    const StepGate gate(host);
    const QString open = gate.close();
    QVERIFY2(open.isEmpty(), qPrintable(open));
    wizard.start(m_file);
    QString held;
    while ((held = gate.held()) != step) {
        VERIFY_SAID(!held.isEmpty(), wizard);
        gate.let(held);
    }
    const auto done = host.sh(fault);
    QVERIFY2(done.exitCode == 0, done.err);
    gate.open();
    *ending = wizard.wait();
}

void TestHostFaults::databaseEndsInTheWindow() {
    TestHost host(QStringLiteral("dbend"));
    HostWizard wizard(QStringLiteral(DF_PROGRAM));
    HostWizard::Ending ending;
    playWith(host, wizard, QStringLiteral("migrate.run"), databaseCrash, &ending);
    QVERIFY2(ending.exitCode == 20, ending.text());
    const QByteArray changed = TestHost::difference(m_before, host.state());
    QVERIFY2(changed.isEmpty(), changed);
}

void TestHostFaults::somebodyHoldsATable() {
    TestHost host(QStringLiteral("holds"));
    HostWizard wizard(QStringLiteral(DF_PROGRAM));
    HostWizard::Ending ending;
    playWith(host, wizard, QStringLiteral("close.down"),
             QStringLiteral("d=$(sed -n 's/^DB_DATABASE=//p' /opt/dreamfactory/.env)\n"
                            "( ( echo 'LOCK TABLES service READ;'; sleep 900 ) | setsid mariadb \"$d\" ) "
                            "</dev/null >/dev/null 2>&1 &\nsleep 2"),
             &ending);
    QVERIFY2(ending.exitCode == 20, ending.text());
    QVERIFY2(ending.text().contains("another program holds tables"), ending.text());
    const QByteArray changed = TestHost::difference(m_before, host.state());
    QVERIFY2(changed.isEmpty(), changed);
}

void TestHostFaults::envChangedSinceThePlan() {
    TestHost host(QStringLiteral("envch"), {.database = QStringLiteral("sqlite")});
    HostWizard wizard(QStringLiteral(DF_PROGRAM));
    HostWizard::Ending ending;
    playWith(host, wizard, QStringLiteral("close.down"),
             QStringLiteral("echo '# by hand' >> /opt/dreamfactory/.env"), &ending);
    QVERIFY2(ending.exitCode == 20, ending.text());
    QCOMPARE(host.output(QStringLiteral("tail -n 1 /opt/dreamfactory/.env")), QStringLiteral("# by hand"));
}

void TestHostFaults::stuckUntilPhpCanStart() {
    TestHost host(QStringLiteral("stuck"), {.database = QStringLiteral("sqlite")});
    HostWizard wizard(QStringLiteral(DF_PROGRAM));
    HostWizard::Ending ending;
    playWith(host, wizard, QStringLiteral("reload.code"),
             QStringLiteral("cp -p /etc/php/8.2/fpm/php-fpm.conf /srv/fpm.conf\n"
                            "echo 'nonsense = [' >> /etc/php/8.2/fpm/php-fpm.conf\n"
                            "for p in /proc/[0-9]*; do case $(tr '\\0' ' ' <$p/cmdline 2>/dev/null) in "
                            "php-fpm*) kill -9 ${p#/proc/};; esac; done; true"),
             &ending);
    QVERIFY2(ending.exitCode == 30, ending.text());
    QCOMPARE(host.phase(), QStringLiteral("stuck"));
    QVERIFY(host.sh(QStringLiteral("cp -p /srv/fpm.conf /etc/php/8.2/fpm/php-fpm.conf")).exitCode == 0);
    const auto again = wizard.play(m_file);
    QVERIFY2(again.exitCode == 20, again.text());
    const QByteArray changed = TestHost::difference(m_before, host.state());
    QVERIFY2(changed.isEmpty(), changed);
}

QTEST_GUILESS_MAIN(TestHostFaults)
#include "tst_host_faults.moc"
