// The release needs a PHP that the web site doesn't run: it is installed beside the old one from the host's
// package sources, and the site is switched to it; going back, and failing on the way, leave nothing of it.
#include "support/host_wizard.h"
#include "support/status_prober.h"
#include "support/step_gate.h"
#include "support/test_host.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

using namespace df::test;

namespace {

const QString release = QStringLiteral("7.3.9"); ///< 7.3.3, but for PHP ^8.3

/// Which PHP the web server's own answers come from, said by a file that is there for a moment.
QString sitePhp(const TestHost& host) {
    return host.output(QStringLiteral(
        "f=/opt/dreamfactory/public/df-test.php; echo '<?php echo PHP_VERSION;' > $f; chmod 644 $f\n"
        "curl -s http://127.0.0.1/df-test.php || php -r 'echo "
        "file_get_contents(\"http://127.0.0.1/df-test.php\");'\nrm -f $f"));
}

/// Everything of PHP that must be as before: packages, what plain "php" is, services.
QStringList phpState(const TestHost& host) {
    return host
        .output(QStringLiteral(
            "dpkg-query -W -f '${Package} ${Version} ${db:Status-Status}\\n' | grep -v not-installed\n"
            "for n in php phar phar.phar; do update-alternatives --query $n; done\n"
            "ls -d /etc/php/* /run/php/*.sock /var/lib/php/modules/*; php -v | head -n 1\n"
            "! [ -d /run/systemd/system ] || systemctl list-unit-files --no-legend 'php*'\n"
            "stat -c '%n %a %U:%G %y' /etc/nginx/sites-available/default /etc/php/8.2/fpm/pool.d/*\n"
            "find /etc /opt/dreamfactory -name '*df-upgrade*'; true"))
        .split(QLatin1Char('\n'));
}

} // namespace

class TestHostPhpBeside : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void goesBackThenIsKept();
    void failsInTheWindow();
    void failsWhileInstalling_data();
    void failsWhileInstalling();
    void refusedWithoutTheUsersWord();

private:
    /// A host whose package sources have PHP 8.1 and 8.3, and whose remote has a release that needs ^8.3.
    void prepare(TestHost& host, HostWizard& wizard, const QString& afterVerify);
    QJsonObject m_file;
    QStringList m_before, m_phpBefore;
};

void TestHostPhpBeside::prepare(TestHost& host, HostWizard& wizard, const QString& afterVerify) {
    const QString down = host.start();
    QVERIFY2(down.isEmpty(), qPrintable(down));
    for (const auto& [script, arguments] :
         {std::pair{"php-repo.sh", "8.1 8.3"}, std::pair{"newer-php.sh", "7.3.9 7.3.3 '^8.3'"}}) {
        QFile file(QStringLiteral(DF_SOURCE_DIR "/tests/hosts/") + QLatin1String(script));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto done = host.sh(
            QStringLiteral("cat >/srv/%1 <<'SCRIPT'\n%2\nSCRIPT\nbash /srv/%1 %3")
                .arg(QLatin1String(script), QString::fromUtf8(file.readAll()), QLatin1String(arguments)),
            180);
        QVERIFY2(done.exitCode == 0, done.err);
    }
    const QJsonObject server = HostWizard::asRoot(host);
    const auto looked = wizard.play({{QStringLiteral("task"), QStringLiteral("look")},
                                     {QStringLiteral("server"), server},
                                     {QStringLiteral("phpBesideOld"), true},
                                     {QStringLiteral("release"), release}});
    QVERIFY2(looked.exitCode == 0, looked.text());
    const QStringList toKnow = looked.findings(QStringLiteral("should-know"));
    QVERIFY2(toKnow.contains(QStringLiteral("php-beside-schedules")), looked.text()); // cron runs plain php
    m_file = HostWizard::upgrade(server, release, QJsonArray::fromStringList(toKnow), afterVerify);
    m_file.insert(QStringLiteral("phpBesideOld"), true);
    m_before = host.state();
    m_phpBefore = phpState(host);
}

void TestHostPhpBeside::goesBackThenIsKept() {
    TestHost host(QStringLiteral("php"), {.init = QStringLiteral("systemd")});
    HostWizard wizard(QStringLiteral(DF_PROGRAM));
    prepare(host, wizard, QStringLiteral("go-back"));
    StatusProber prober(host.address());
    prober.start();
    const auto back = wizard.play(m_file);
    VERIFY_SAID(back.exitCode == 0, wizard);
    QCOMPARE(back.outcome(), QStringLiteral("went-back"));
    const auto print = back.report.value(QLatin1String("fingerprint")).toObject();
    QVERIFY2(print.value(QLatin1String("same")).toBool(), QJsonDocument(print).toJson());
    const QByteArray changed = TestHost::difference(m_before, host.stateWithoutOtherRelease());
    QVERIFY2(changed.isEmpty(), changed);
    const QByteArray php = TestHost::difference(m_phpBefore, phpState(host));
    QVERIFY2(php.isEmpty(), php);
    QCOMPARE(sitePhp(host).left(4), QStringLiteral("8.2."));

    m_file.insert(QStringLiteral("afterVerify"), QStringLiteral("keep"));
    const auto kept = wizard.play(m_file);
    prober.stop();
    VERIFY_SAID(kept.exitCode == 0, wizard);
    QCOMPARE(prober.firstOdd(), QByteArray()); // 200 and 503, nothing else
    QCOMPARE(host.commit(), host.commitOf(release));
    QCOMPARE(sitePhp(host).left(4), QStringLiteral("8.3."));
    // The old one is as it was: what plain "php" is, its service, its pool.
    QVERIFY(host.output(QStringLiteral("php -v")).startsWith(QLatin1String("PHP 8.2")));
    QCOMPARE(host.output(QStringLiteral("systemctl is-active php8.2-fpm php8.3-fpm | xargs")),
             QStringLiteral("active active"));
    QCOMPARE(host.output(QStringLiteral("systemctl is-enabled php8.2-fpm php8.3-fpm | xargs")),
             QStringLiteral("enabled enabled"));
    // The pool has its user, and what the old one's ini files said.
    QCOMPARE(
        host.output(QStringLiteral("sed -n 's/^user = //p' /etc/php/8.3/fpm/pool.d/opt-dreamfactory.conf")),
        QStringLiteral("dreamfactory"));
    QCOMPARE(host.output(QStringLiteral("systemctl list-units --plain --no-legend --state=failed")),
             QString());
}

void TestHostPhpBeside::failsInTheWindow() {
    TestHost host(QStringLiteral("phpw"), {.init = QStringLiteral("systemd")});
    HostWizard wizard(QStringLiteral(DF_PROGRAM));
    prepare(host, wizard, QStringLiteral("keep"));
    const StepGate gate(host);
    const QString open = gate.close();
    QVERIFY2(open.isEmpty(), qPrintable(open));
    wizard.start(m_file);
    QString held;
    while ((held = gate.held(120)) != QLatin1String("inside.check")) { // the site has been switched by then
        VERIFY_SAID(!held.isEmpty(), wizard);
        gate.let(held);
    }
    QVERIFY(host.output(QStringLiteral("cat /etc/nginx/sites-available/default"))
                .contains(QLatin1String("fastcgi_pass unix:/run/php/opt-dreamfactory-php8.3.sock;")));
    QVERIFY(host.sh(QStringLiteral("chmod 0 /run/php/opt-dreamfactory-php8.3.sock")).exitCode == 0);
    gate.open();
    const auto ending = wizard.wait();
    QVERIFY2(ending.exitCode == 20, ending.text());
    const QByteArray changed = TestHost::difference(m_before, host.state());
    QVERIFY2(changed.isEmpty(), changed);
    const QByteArray php = TestHost::difference(m_phpBefore, phpState(host));
    QVERIFY2(php.isEmpty(), php);
}

void TestHostPhpBeside::failsWhileInstalling_data() {
    QTest::addColumn<QString>("init");
    QTest::addColumn<QString>("fault");
    // A package whose own script fails leaves all others half configured.
    QTest::newRow("a package's script fails")
        << QStringLiteral("systemd")
        << QStringLiteral("cd /srv/php-repo && d=$(ls php8.3-mysql_*.deb) && dpkg-deb -R $d /tmp/x && "
                          "printf '#!/bin/sh\\nexit 1\\n' >/tmp/x/DEBIAN/postinst && "
                          "dpkg-deb -b /tmp/x $d >/dev/null && rm -rf /tmp/x && "
                          "s=$(sha256sum <$d | cut -d' ' -f1) && z=$(stat -c %s $d) && "
                          "awk -v f=./$d -v s=$s -v z=$z '$1 == \"Filename:\" { m = $2 == f } "
                          "m && $1 == \"Size:\" { $2 = z } m && $1 == \"SHA256:\" { $2 = s } { print }' "
                          "Packages >P && mv P Packages && apt-get -q update >/dev/null");
    // What a pool's file may hold that the running FPM has not read yet.
    QTest::newRow("the new FPM refuses the pool")
        << QStringLiteral("plain")
        << QStringLiteral("echo 'request_nonsense = 1' >> /etc/php/8.2/fpm/pool.d/www.conf");
}

void TestHostPhpBeside::failsWhileInstalling() {
    QFETCH(QString, init);
    QFETCH(QString, fault);
    TestHost host(QStringLiteral("phpi"), {.database = QStringLiteral("sqlite"), .init = init});
    HostWizard wizard(QStringLiteral(DF_PROGRAM));
    prepare(host, wizard, QStringLiteral("keep"));
    const auto done = host.sh(fault);
    QVERIFY2(done.exitCode == 0, done.err);
    m_before = host.state();
    m_phpBefore = phpState(host);
    const auto ending = wizard.play(m_file);
    QVERIFY2(ending.exitCode == 20, ending.text());
    const QByteArray changed = TestHost::difference(m_before, host.state());
    QVERIFY2(changed.isEmpty(), changed);
    const QByteArray php = TestHost::difference(m_phpBefore, phpState(host));
    QVERIFY2(php.isEmpty(), php);
    QVERIFY(host.sh(QStringLiteral("dpkg --audit | grep .")).exitCode != 0); // nothing half done
}

void TestHostPhpBeside::refusedWithoutTheUsersWord() {
    TestHost host(QStringLiteral("phpr"), {.database = QStringLiteral("sqlite")});
    HostWizard wizard(QStringLiteral(DF_PROGRAM));
    prepare(host, wizard, QStringLiteral("keep"));
    m_file.remove(QStringLiteral("phpBesideOld"));
    const auto ending = wizard.play(m_file);
    QVERIFY2(ending.exitCode == 10, ending.text());
    QVERIFY2(ending.text().contains("8.3"), ending.text());
    QVERIFY(ending.findings(QStringLiteral("must-fix")).contains(QStringLiteral("php-version")));
    const QByteArray changed = TestHost::difference(m_before, host.state());
    QVERIFY2(changed.isEmpty(), changed);
}

QTEST_GUILESS_MAIN(TestHostPhpBeside)
#include "tst_host_php_beside.moc"
