// Each break switch of the practice server breaks what it says, and nothing before that: seen by hand,
// without the wizard.
#include "support/practice_fixture.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>
#include <QThread>

using namespace df;
using namespace df::test;

class TestPracticeSwitches : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void composerFails();
    void migrationFails();
    void migrationFailsLive();
    void diskFull();
    void phpTooOld();
    void notARepository();
    void localChanges();
    void banner();
    void webServerDown();
    void wrongAppKey();
    void refusesAnUnknownSwitch();

private:
    /// Sets one up with the switch; the old release works.
    void begin(const QString& switchName);
    ShellAnswer checkOut(const QString& tag) {
        return m_server.sh(QStringLiteral("git stash -q; git fetch -q origin refs/tags/%1:refs/tags/%1; "
                                          "git checkout -q --detach refs/tags/%1")
                               .arg(tag));
    }
    ShellAnswer composer() { return m_server.sh(QStringLiteral("composer install --no-dev -n"), 120); }
    QString tables() {
        return m_server
            .sh(QStringLiteral("sqlite3 storage/databases/dreamfactory.sqlite "
                               "\"select name from sqlite_master where type = 'table'\""))
            .out;
    }
    QString version() {
        return m_server.get(QStringLiteral("/status")).json().value(QLatin1String("version")).toString();
    }

    PracticeFixture m_server;
};

void TestPracticeSwitches::begin(const QString& switchName) {
    QCOMPARE(m_server.start(switchName), QString());
    QCOMPARE(m_server.info().switchName, switchName);
    QCOMPARE(version(), QStringLiteral("6.3.0"));
}

void TestPracticeSwitches::composerFails() {
    begin(QStringLiteral("composer-fails"));
    QCOMPARE(composer().exitCode, 0); // the old release's packages can be had
    QCOMPARE(checkOut(QStringLiteral("7.5.0")).exitCode, 0);
    const ShellAnswer failed = composer();
    QCOMPARE(failed.exitCode, 1);
    QVERIFY2(failed.err.contains(QLatin1String("is not found for package dreamfactory/df-email")),
             qPrintable(failed.err));
}

void TestPracticeSwitches::migrationFails() {
    begin(QStringLiteral("migration-fails"));
    QCOMPARE(checkOut(QStringLiteral("7.5.0")).exitCode, 0);
    QCOMPARE(composer().exitCode, 0);
    const ShellAnswer failed = m_server.sh(QStringLiteral("php artisan migrate --force"));
    QCOMPARE(failed.exitCode, 1);
    QVERIFY2(failed.out.contains(QLatin1String("FAIL")) && failed.out.contains(QLatin1String("SQLSTATE")),
             qPrintable(failed.out));
    QVERIFY(tables().contains(QLatin1String("user_phone"))); // half of it is done
    QVERIFY(m_server.sh(QStringLiteral("php artisan migrate:status"))
                .out.contains(QLatin1String("split_user_phone")));
    QVERIFY(m_server.sh(QStringLiteral("php artisan migrate:status | grep split_user_phone"))
                .out.contains(QLatin1String("Pending")));
}

void TestPracticeSwitches::migrationFailsLive() {
    begin(QStringLiteral("migration-fails-live"));
    QCOMPARE(checkOut(QStringLiteral("7.5.0")).exitCode, 0);
    QCOMPARE(composer().exitCode, 0);
    const ShellAnswer copy =
        m_server.sh(QStringLiteral("cp storage/databases/dreamfactory.sqlite ../copy.sqlite && "
                                   "DB_DATABASE=$PWD/../copy.sqlite php artisan migrate --force"));
    QVERIFY2(copy.exitCode == 0, qPrintable(copy.out));
    QVERIFY(!tables().contains(QLatin1String("user_phone")));
    QCOMPARE(m_server.sh(QStringLiteral("php artisan migrate --force")).exitCode, 1);
    QVERIFY(tables().contains(QLatin1String("user_phone")));
}

void TestPracticeSwitches::diskFull() {
    begin(QStringLiteral("disk-full"));
    QCOMPARE(checkOut(QStringLiteral("7.5.0")).exitCode, 0);
    const ShellAnswer failed = composer();
    QCOMPARE(failed.exitCode, 1);
    QVERIFY2((failed.out + failed.err).contains(QLatin1String("No space left on device")),
             qPrintable(failed.out + failed.err));
}

void TestPracticeSwitches::phpTooOld() {
    begin(QStringLiteral("php-too-old"));
    QCOMPARE(checkOut(QStringLiteral("7.5.0")).exitCode, 0);
    const ShellAnswer failed = composer();
    QCOMPARE(failed.exitCode, 2);
    QVERIFY2(failed.err.contains(QLatin1String("requires php ^9.1")), qPrintable(failed.err));
}

void TestPracticeSwitches::notARepository() {
    begin(QStringLiteral("not-a-repository"));
    QCOMPARE(m_server.sh(QStringLiteral("GIT_CEILING_DIRECTORIES=$PWD/.. git status")).exitCode, 128);
}

void TestPracticeSwitches::localChanges() {
    begin(QStringLiteral("local-changes"));
    const ShellAnswer changed = m_server.sh(QStringLiteral(
        "git -c core.fileMode=false diff --name-only --diff-filter=M -- ':!public/favicon.ico'"));
    QCOMPARE(changed.out.split(QLatin1Char('\n'), Qt::SkipEmptyParts),
             (QStringList{QStringLiteral("config/database.php"), QStringLiteral("public/.htaccess"),
                          QStringLiteral("resources/views/errors/503.blade.php")}));
    // held against the new release: of four hunks one doesn't fit
    const ShellAnswer applied = m_server.sh(QStringLiteral(
        "git -c core.fileMode=false diff --diff-filter=M -- config public/.htaccess resources >../patch; "
        "git fetch -q origin refs/tags/7.5.0:refs/tags/7.5.0; git worktree add -q ../new refs/tags/7.5.0; cd "
        "../new; "
        "git apply --reject ../patch; echo; grep -c '^@@' ../patch; cat config/database.php.rej | grep -c "
        "'^@@'; find . -name '*.rej'"));
    QVERIFY2(applied.out.contains(QLatin1String("4\n1\n./config/database.php.rej")),
             qPrintable(applied.out + applied.err));
}

void TestPracticeSwitches::banner() {
    begin(QStringLiteral("banner"));
    const QString ssh = QStringLiteral("ssh -i '%1' -p %2 -o BatchMode=yes -o StrictHostKeyChecking=no "
                                       "-o UserKnownHostsFile=/dev/null -o LogLevel=INFO %3@127.0.0.1 ")
                            .arg(m_server.info().identityFile)
                            .arg(m_server.info().port)
                            .arg(m_server.info().user);
    const ShellAnswer answer =
        m_server.sh(ssh + QStringLiteral("'printf %s answer; cat; exit 7' </dev/null"));
    QCOMPARE(answer.exitCode, 7);
    QVERIFY2(answer.out.startsWith(QLatin1String("Welcome to practice-server")), qPrintable(answer.out));
    QVERIFY(answer.out.endsWith(QLatin1String("answer")));
    QVERIFY2(answer.err.contains(QLatin1String("Authorized access only")), qPrintable(answer.err));
    // what comes in by standard input arrives
    QVERIFY(m_server.sh(QStringLiteral("printf in | ") + ssh + QStringLiteral("cat"))
                .out.endsWith(QLatin1String("in")));
}

void TestPracticeSwitches::webServerDown() {
    begin(QStringLiteral("web-server-down"));
    QCOMPARE(m_server.sh(QStringLiteral("php artisan down --secret=way-in")).exitCode, 0);
    QCOMPARE(checkOut(QStringLiteral("7.5.0")).exitCode, 0);
    QCOMPARE(composer().exitCode, 0);
    QCOMPARE(m_server.sh(QStringLiteral("php artisan migrate --force")).exitCode, 0);
    QCOMPARE(m_server.ask("GET", QStringLiteral("/status")).status, 503); // users see a closed door
    const QByteArray cookie =
        m_server.ask("GET", QStringLiteral("/way-in")).headers.value("set-cookie").split(';').first();
    QCOMPARE(m_server.ask("GET", QStringLiteral("/status"), {}, {{"Cookie", cookie}}).status,
             0); // the check from inside: dead
    // a copy that is served elsewhere works
    const ShellAnswer elsewhere = m_server.sh(QStringLiteral(
        "php artisan up >/dev/null; php -S 127.0.0.1:0 -t public server.php >/dev/null 2>../elsewhere & "
        "pid=$!; "
        "for i in 1 2 3 4 5 6 7 8 9 10; do port=$(sed -n 's/.*http:..127.0.0.1:\\([1-9][0-9]*\\).*/\\1/p' "
        "../elsewhere | head -1); "
        "[ -n \"$port\" ] && break; sleep 0.3; done; "
        "php -r 'echo @file_get_contents(\"http://127.0.0.1:$argv[1]/status\");' -- \"$port\"; kill $pid"));
    QVERIFY2(elsewhere.out.contains(QLatin1String("\"version\":\"7.5.0\"")),
             qPrintable(elsewhere.out + elsewhere.err));
    // the old release works again after going back
    QCOMPARE(checkOut(QStringLiteral("6.3.0")).exitCode, 0);
    QCOMPARE(m_server.sh(QStringLiteral("rm -rf vendor")).exitCode,
             0); // the new plugin may not run under the old settings
    QCOMPARE(composer().exitCode, 0);
    QTRY_COMPARE_WITH_TIMEOUT(version(), QStringLiteral("6.3.0"), 5000);
}

void TestPracticeSwitches::wrongAppKey() {
    begin(QStringLiteral("wrong-app-key"));
    HttpAnswer answer;
    m_server.signIn(&answer);
    QCOMPARE(answer.status, 500);
    QVERIFY(answer.body.contains("The MAC is invalid."));
}

void TestPracticeSwitches::refusesAnUnknownSwitch() {
    const QString error = m_server.start(QStringLiteral("earthquake"));
    QVERIFY2(error.contains(QLatin1String("unknown switch: earthquake")), qPrintable(error));
    QVERIFY(m_server.server().findRunning().has_value()); // the one from before is untouched
}

QTEST_GUILESS_MAIN(TestPracticeSwitches)
#include "tst_practice_switches.moc"
