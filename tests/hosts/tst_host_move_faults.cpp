// A move from one machine to another that fails in each of its stages in turn: whatever it was, the new
// server is as it was before, the old one is untouched and open, and the report says what stood in the way.
#include "support/host_wizard.h"
#include "support/step_gate.h"
#include "support/test_host.h"

#include <QJsonDocument>
#include <QScopeGuard>
#include <QTest>

using namespace df::test;

namespace {

/// What a state doesn't hold: when files were written last. The way back brings that back, too.
QStringList times(const TestHost& host) {
    return host
        .output(QStringLiteral(
            "find /opt/dreamfactory /etc -xdev -type f ! -path '*/storage/logs/*' ! -path "
            "'*/storage/framework/*' ! -path '*/bootstrap/cache/*' -printf '%T@ %p\\n' | sort"))
        .split(QLatin1Char('\n'));
}

struct Known {
    QStringList state, times;
    explicit Known(const TestHost& host) : state(host.state()), times(::times(host)) {}
    [[nodiscard]] QByteArray differsFrom(const TestHost& host) const {
        const Known now(host);
        return TestHost::difference(state, now.state) + TestHost::difference(times, now.times);
    }
};

} // namespace

class TestHostMoveFaults : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void failsAndIsAsBefore_data();
    void failsAndIsAsBefore();
    void wrongKeyIsRefused();

private:
    [[nodiscard]] QJsonObject answers(const QString& afterVerify);
    TestHost m_old{QStringLiteral("mvold")};
    TestHost m_new{QStringLiteral("mvnew"),
                   {.switchName = QStringLiteral("fresh-7.3.3"), .disks = {QStringLiteral("/opt=300m")}}};
    QStringList m_accept;
};

void TestHostMoveFaults::initTestCase() {
    for (TestHost* host : {&m_old, &m_new}) {
        const QString down = host->start();
        QVERIFY2(down.isEmpty(), qPrintable(down));
    }
    HostWizard wizard(QStringLiteral(DF_PROGRAM));
    // Asks for what has to be accepted, and changes nothing.
    const auto asked = wizard.play(answers(QStringLiteral("keep")));
    QVERIFY2(asked.exitCode == 64 && asked.err.contains("accept:"), asked.text());
    m_accept = asked.findings(QStringLiteral("should-know"));
}

QJsonObject TestHostMoveFaults::answers(const QString& afterVerify) {
    return {{QStringLiteral("task"), QStringLiteral("migrate")},
            {QStringLiteral("server"), HostWizard::asRoot(m_old)},
            {QStringLiteral("newServer"), HostWizard::asRoot(m_new)},
            {QStringLiteral("move"), QJsonArray{QStringLiteral("storage/app")}},
            {QStringLiteral("accept"), QJsonArray::fromStringList(m_accept)},
            {QStringLiteral("onFailure"), QStringLiteral("go-back")},
            {QStringLiteral("afterVerify"), afterVerify}};
}

void TestHostMoveFaults::failsAndIsAsBefore_data() {
    QTest::addColumn<QString>("step");  // while this one is about to begin …
    QTest::addColumn<QString>("onOld"); // … this happens on the old server, this on the new one
    QTest::addColumn<QString>("onNew");
    QTest::addColumn<QString>("mendOld"); // and is put right when all is over
    QTest::addColumn<QString>("mendNew");
    QTest::addColumn<QByteArray>("said"); // among what the report's error says
    const QString none;
    const auto env = QStringLiteral("/opt/dreamfactory/.env");
    QTest::newRow("the old server lets nobody in any more")
        << QStringLiteral("receive.data")
        << QStringLiteral("mv /root/.ssh/authorized_keys /root/keys; for p in $(pgrep -f '[s]shd: root'); do "
                          "kill -9 $p; "
                          "done; true")
        << none << QStringLiteral("mv /root/keys /root/.ssh/authorized_keys") << none
        << QByteArray("refused to sign in");
    QTest::newRow("disk full") << QStringLiteral("receive.data") << none
                               << QStringLiteral("cat /dev/zero >/opt/fill 2>/dev/null; true") << none
                               << QStringLiteral("rm -f /opt/fill") << QByteArray("No space left");
    QTest::newRow("the database's password was changed")
        << QStringLiteral("receive.data")
        << QStringLiteral("mariadb -e \"ALTER USER dfadmin@localhost IDENTIFIED BY 'other'\"") << none
        << QStringLiteral(
               "mariadb -e \"ALTER USER dfadmin@localhost IDENTIFIED BY 'canary-database-password-5Qf1'\"")
        << none << QByteArray("Access denied");
    QTest::newRow("the key was changed")
        << QStringLiteral("receive.data")
        << QStringLiteral(
               "cp -p %1 /root/env; sed -i 's|^APP_KEY=.*|APP_KEY=base64:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzND"
               "U2Nzg5MDE=|' %1")
               .arg(env)
        << none << QStringLiteral("mv /root/env %1").arg(env) << none << QByteArray("APP_KEY");
    QTest::newRow("the dump came damaged")
        << QStringLiteral("import.prove") << none
        << QStringLiteral("cd /opt/*.in && head -c 9000 database >part && cat part >database && rm part")
        << none << none << QByteArray("old database");
    QTest::newRow("the database ends in the window")
        << QStringLiteral("move.database") << none << QStringLiteral("kill -9 $(pgrep -x mariadbd); true")
        << none << none << QByteArray("connect");
}

void TestHostMoveFaults::failsAndIsAsBefore() {
    QFETCH(QString, step);
    QFETCH(QString, onOld);
    QFETCH(QString, onNew);
    QFETCH(QString, mendOld);
    QFETCH(QString, mendNew);
    QFETCH(QByteArray, said);
    HostWizard wizard(QStringLiteral(DF_PROGRAM));
    (void)m_new.sh(QStringLiteral("rm -rf /srv/gate")); // what was let go before would not be held again
    const StepGate gate(m_new);
    const QString open = gate.close();
    QVERIFY2(open.isEmpty(), qPrintable(open));
    const Known old(m_old), fresh(m_new);
    // Also where this row fails: the next one wants both servers whole.
    auto mend = qScopeGuard([&] {
        gate.open();
        (void)m_old.sh(mendOld);
        (void)m_new.sh(mendNew);
    });
    wizard.start(answers(QStringLiteral("keep")));
    QString held;
    while ((held = gate.held()) != step) {
        VERIFY_SAID(!held.isEmpty(), wizard);
        gate.let(held);
    }
    QVERIFY(m_old.sh(onOld).exitCode == 0);
    QVERIFY(m_new.sh(onNew).exitCode == 0);
    gate.open();
    const auto ending = wizard.wait();
    mend.dismiss();
    QVERIFY(m_old.sh(mendOld).exitCode == 0);
    QVERIFY(m_new.sh(mendNew).exitCode == 0);
    QVERIFY2(ending.exitCode == 20, ending.text());
    QCOMPARE(ending.outcome(), QStringLiteral("failed"));
    QVERIFY2(QJsonDocument(ending.report.value(QLatin1String("error")).toObject()).toJson().contains(said),
             ending.text());
    QVERIFY2(!ending.text().contains("the upgrade"), ending.text()); // it is a move
    const QByteArray oldChanged = old.differsFrom(m_old), newChanged = fresh.differsFrom(m_new);
    QVERIFY2(oldChanged.isEmpty(), oldChanged);
    QVERIFY2(newChanged.isEmpty(), newChanged);
}

/// Seen before anything is begun.
void TestHostMoveFaults::wrongKeyIsRefused() {
    const Known old(m_old), fresh(m_new);
    QVERIFY(
        m_old
            .sh(QStringLiteral("cp -p /opt/dreamfactory/.env /root/env; sed -i "
                               "'s|^APP_KEY=.*|APP_KEY=base64:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=|' "
                               "/opt/dreamfactory/.env"))
            .exitCode == 0);
    HostWizard wizard(QStringLiteral(DF_PROGRAM));
    const auto ending = wizard.play(answers(QStringLiteral("keep")));
    QVERIFY(m_old.sh(QStringLiteral("mv /root/env /opt/dreamfactory/.env")).exitCode == 0);
    QVERIFY2(ending.exitCode == 10, ending.text());
    QVERIFY2(ending.text().contains("APP_KEY"), ending.text());
    const QByteArray oldChanged = old.differsFrom(m_old), newChanged = fresh.differsFrom(m_new);
    QVERIFY2(oldChanged.isEmpty(), oldChanged);
    QVERIFY2(newChanged.isEmpty(), newChanged);
}

QTEST_GUILESS_MAIN(TestHostMoveFaults)
#include "tst_host_move_faults.moc"
