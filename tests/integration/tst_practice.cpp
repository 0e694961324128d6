// The practice server as the installer leaves it: what it keeps to itself, and the habits of the release that
// it begins with (facts §3–§10). It ends with its own removal.
#include "support/practice_fixture.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QProcess>
#include <QTest>

using namespace df;
using namespace df::test;

class TestPractice : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void keepsToItself();
    void looksAsTheInstallerLeavesIt();
    void apiKeysOpenWhatTheirRoleAllows();
    void storesSecretsInLaravelsFormat();
    void maintenanceShutsEverybodyOut();
    void productionAsksBeforeItMigrates();
    void cacheClearFailsWithExitCodeZero();
    void setupAndEnvironmentCommandsNeverFail();
    void aSecondObjectFindsIt();
    void stopsItsOwnProcessesAndStartsAgain();
    void removesEverything();

private:
    PracticeFixture m_server;
};

void TestPractice::initTestCase() {
    const QStringList missing = PracticeServer::missing();
    QVERIFY2(missing.isEmpty(), qPrintable(missing.join(QLatin1Char('\n'))));
    QCOMPARE(m_server.start(), QString());
}

void TestPractice::keepsToItself() {
    const QFileInfo folder(m_server.folder());
    const auto ours = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
    QCOMPARE(folder.permissions() & ~(QFile::ReadUser | QFile::WriteUser | QFile::ExeUser), ours);
    const QFileInfo description(m_server.folder() + QStringLiteral("/practice.json"));
    QVERIFY(!(description.permissions() & (QFile::ReadGroup | QFile::ReadOther)));
    // it says that it is for practice: marker, /status, a header, the page
    QVERIFY(QFile::exists(m_server.info().path + QStringLiteral("/.df-practice")));
    const HttpAnswer status = m_server.get(QStringLiteral("/status"));
    QCOMPARE(status.json().value(QLatin1String("dist")).toString(), QStringLiteral("Practice"));
    QCOMPARE(status.headers.value("x-practice-server"), QByteArray("yes"));
    QVERIFY(m_server.get(QStringLiteral("/")).body.contains("practice server"));
    // only loopback listens
    const ShellAnswer listening =
        m_server.sh(QStringLiteral("ss -Hltn 2>/dev/null | grep -E ':(%1|%2) ' | grep -v 127.0.0.1")
                        .arg(m_server.info().port)
                        .arg(QUrl(m_server.info().url).port()));
    QCOMPARE(listening.out, QString());
}

void TestPractice::looksAsTheInstallerLeavesIt() {
    QCOMPARE(m_server.sh(QStringLiteral("git symbolic-ref -q HEAD")).exitCode, 1); // detached
    QCOMPARE(m_server.sh(QStringLiteral("git tag --points-at HEAD | tr '\\n' ' '")).out,
             QStringLiteral("6.3.0 7.0.0 "));
    const ShellAnswer master = m_server.sh(QStringLiteral("git checkout master"));
    QCOMPARE(master.exitCode, 1);
    QVERIFY2(master.err.contains(QLatin1String("pathspec 'master' did not match")), qPrintable(master.err));
    const QString tags =
        m_server.sh(QStringLiteral("git ls-remote --tags origin | sed 's,.*tags/,,' | tr '\\n' ' '")).out;
    for (const char* tag : {"6.3.0", "7.3.3", "7.5.0", "7.7.0"})
        QVERIFY2(tags.contains(QLatin1String(tag)), qPrintable(tags));
    // the interface of 6.x laid over public/, and the guide's chmod on tracked files
    const QString status = m_server.sh(QStringLiteral("git status --porcelain")).out;
    QCOMPARE(status.count(QLatin1String(" D public/")), 7);
    QVERIFY(status.contains(QLatin1String(" M storage/wsdl/salesforce.enterprise.wsdl")));
    QVERIFY(status.contains(QLatin1String("?? resources/views/index.blade.php")));
    QCOMPARE(m_server.sh(QStringLiteral("git -c core.fileMode=false diff --name-only --diff-filter=M"))
                 .out.trimmed(),
             QStringLiteral("public/favicon.ico"));
    // bcrypt of cost 10, rows in batch 1
    const QString costs = m_server
                              .sh(QStringLiteral("sqlite3 storage/databases/dreamfactory.sqlite "
                                                 "'select distinct substr(password,1,7) from user'"))
                              .out;
    QCOMPARE(costs.trimmed(), QStringLiteral("$2y$10$"));
}

void TestPractice::apiKeysOpenWhatTheirRoleAllows() {
    const auto key = [this](const char* app) {
        return m_server
            .sh(QStringLiteral("sqlite3 storage/databases/dreamfactory.sqlite \"select api_key from app "
                               "where name='%1'\"")
                    .arg(QLatin1String(app)))
            .out.trimmed()
            .toUtf8();
    };
    const auto ask = [this](const QByteArray& verb, const QString& path, const QByteArray& k,
                            const QByteArray& body = {}) {
        return m_server.ask(verb, path, body, {{"X-DreamFactory-API-Key", k}}).status;
    };
    const QString contacts = QStringLiteral("/api/v2/shop/_table/contact?limit=2");
    QCOMPARE(ask("GET", contacts, key("mobile")), 200);
    QCOMPARE(ask("POST", contacts, key("mobile"), R"({"resource":[{"first_name":"X"}]})"), 401);
    QCOMPARE(ask("POST", contacts, key("web"), R"({"resource":[{"first_name":"X"}]})"), 200);
    QCOMPARE(ask("GET", QStringLiteral("/api/v2/system/service"), key("web")), 401);
    QCOMPARE(ask("GET", contacts, "0000"), 400);
}

void TestPractice::storesSecretsInLaravelsFormat() {
    // recomputed without the application: HMAC over iv and value under the raw key (facts §5)
    const QString script = QStringLiteral(R"(php -r '
        preg_match("/^APP_KEY=base64:(.*)$/m", file_get_contents(".env"), $m);
        $key = base64_decode($m[1]);
        $db = new PDO("sqlite:storage/databases/dreamfactory.sqlite");
        $all = $db->query("select value from lookup union all select password from smtp_config")->fetchAll(PDO::FETCH_COLUMN);
        $connection = json_decode($db->query("select connection from sql_db_config where connection like \"%%password%%\"")->fetchColumn());
        $all[] = $connection->password;
        $good = 0;
        foreach ($all as $text) {
            $p = json_decode(base64_decode($text));
            $good += hash_hmac("sha256", $p->iv . $p->value, $key) === $p->mac && strlen(base64_decode($p->iv)) === 16 && $p->tag === "";
        }
        echo $good, " of ", count($all), " ", $connection->host;')");
    QCOMPARE(m_server.sh(script).out, QStringLiteral("6 of 6 127.0.0.1"));
}

void TestPractice::maintenanceShutsEverybodyOut() {
    QCOMPARE(m_server.sh(QStringLiteral("php artisan down --secret=let-me-in --retry=60")).exitCode, 0);
    for (const char* path : {"/", "/status", "/api/v2/system/environment"}) {
        const HttpAnswer closed = m_server.ask("GET", QString::fromLatin1(path));
        QCOMPARE(closed.status, 503);
        QCOMPARE(closed.headers.value("retry-after"), QByteArray("60"));
        QVERIFY(closed.headers.value("content-type").startsWith("text/html"));
    }
    const HttpAnswer door = m_server.ask("GET", QStringLiteral("/let-me-in"));
    QCOMPARE(door.status, 302);
    const QByteArray cookie = door.headers.value("set-cookie").split(';').first();
    QVERIFY(cookie.startsWith("laravel_maintenance="));
    QCOMPARE(m_server.ask("GET", QStringLiteral("/status"), {}, {{"Cookie", cookie}}).status, 200);
    QCOMPARE(
        m_server.ask("GET", QStringLiteral("/status"), {}, {{"Cookie", "laravel_maintenance=e30="}}).status,
        503);
    const QJsonObject about =
        QJsonDocument::fromJson(m_server.sh(QStringLiteral("php artisan about --json")).out.toUtf8())
            .object();
    QCOMPARE(about[QLatin1String("environment")][QLatin1String("maintenance_mode")].toBool(), true);
    QVERIFY(QFile::exists(m_server.info().path + QStringLiteral("/storage/framework/maintenance.php")));
    QCOMPARE(m_server.sh(QStringLiteral("php artisan up")).exitCode, 0);
    QCOMPARE(m_server.get(QStringLiteral("/status")).status, 200);
}

void TestPractice::productionAsksBeforeItMigrates() {
    const ShellAnswer asked = m_server.sh(QStringLiteral("php artisan migrate --seed"));
    QCOMPARE(asked.exitCode, 1);
    QVERIFY2(asked.out.contains(QLatin1String("APPLICATION IN PRODUCTION.")), qPrintable(asked.out));
    QVERIFY(asked.out.contains(QLatin1String("  WARN  Command cancelled.")));
    const ShellAnswer forced = m_server.sh(QStringLiteral("php artisan migrate --force"));
    QCOMPARE(forced.exitCode, 0);
    QVERIFY(forced.out.contains(QLatin1String("  INFO  Nothing to migrate.")));
    const QString line =
        QStringLiteral("  2015_01_27_190908_create_system_tables ............................. [1] Ran  ");
    QVERIFY(m_server.sh(QStringLiteral("php artisan migrate:status")).out.contains(line));
    QVERIFY(m_server.sh(QStringLiteral("php artisan df:version")).exitCode != 0); // no such command
}

void TestPractice::cacheClearFailsWithExitCodeZero() {
    QVERIFY(!m_server.signIn().isEmpty());
    QCOMPARE(m_server.get(QStringLiteral("/api/v2/system/service")).status, 200); // fills the cache
    const ShellAnswer cleared = m_server.sh(QStringLiteral("php artisan cache:clear"));
    QCOMPARE(cleared.exitCode, 0);
    QVERIFY(cleared.out.contains(QLatin1String("INFO  Application cache cleared successfully.")));
    const ShellAnswer failed =
        m_server.sh(QStringLiteral("rmdir storage/framework/cache/data && php artisan cache:clear"));
    QCOMPARE(failed.exitCode, 0);
    QVERIFY2(failed.out.contains(QLatin1String("ERROR  Failed to clear cache")), qPrintable(failed.out));
}

void TestPractice::setupAndEnvironmentCommandsNeverFail() {
    const ShellAnswer again =
        m_server.sh(QStringLiteral("php artisan df:setup -n --admin_email=x@example.com"));
    QCOMPARE(again.exitCode, 0);
    QVERIFY(again.out.contains(QLatin1String("already setup")));
    // values go into .env unquoted, and the next start of artisan trips over it
    const ShellAnswer env =
        m_server.sh(QStringLiteral("cp .env ../env && php artisan df:env --db_password='two words' -n"));
    QCOMPARE(env.exitCode, 0);
    const ShellAnswer broken = m_server.sh(QStringLiteral("php artisan about"));
    QVERIFY(broken.exitCode != 0);
    QVERIFY2(broken.err.contains(QLatin1String("environment file is invalid")), qPrintable(broken.err));
    QVERIFY(m_server.sh(QStringLiteral("composer dump-autoload -q")).exitCode !=
            0); // package:discover boots it
    QCOMPARE(m_server.sh(QStringLiteral("mv ../env .env")).exitCode, 0);
    const ShellAnswer request =
        m_server.sh(QStringLiteral("php artisan df:request --service=system --resource=role --verb=get"));
    QCOMPARE(request.exitCode, 0);
    QVERIFY(request.out.contains(QLatin1String("[name] => ReadOnly")));
    QVERIFY(m_server.sh(QStringLiteral("php artisan df:request --service=nosuch")).exitCode != 0);
}

void TestPractice::aSecondObjectFindsIt() {
    const PracticeServer other(m_server.folder());
    const auto found = other.findRunning();
    QVERIFY(found.has_value());
    QCOMPARE(found->port, m_server.info().port);
    QCOMPARE(found->hostKeyFingerprint, m_server.info().hostKeyFingerprint);
}

void TestPractice::stopsItsOwnProcessesAndStartsAgain() {
    QVERIFY(m_server.processes().size() >= 3);
    // a run that somebody started over SSH and left behind belongs to it too
    const QString ssh = QStringLiteral("ssh -q -i '%1' -p %2 -o BatchMode=yes -o StrictHostKeyChecking=no "
                                       "-o UserKnownHostsFile=/dev/null %3@127.0.0.1 ")
                            .arg(m_server.info().identityFile)
                            .arg(m_server.info().port)
                            .arg(m_server.info().user);
    const ShellAnswer left =
        m_server.sh(ssh + QStringLiteral("'setsid sleep 300 </dev/null >/dev/null 2>&1 & echo $!'"));
    QVERIFY2(left.exitCode == 0, qPrintable(left.err));
    // a cut line ends the session and nothing else
    QProcess session;
    session.start(
        QStringLiteral("/bin/sh"),
        {QStringLiteral("-c"), QStringLiteral("exec ") + ssh + QStringLiteral("'echo up; sleep 300'")});
    QVERIFY(session.waitForReadyRead(10'000));
    QCOMPARE(m_server.cutLine(), QString());
    QVERIFY(session.state() == QProcess::NotRunning ||
            session.waitForFinished(10'000)); // noticed already while it was cut
    QVERIFY(session.exitCode() != 0);
    QVERIFY(m_server.server().findRunning().has_value());

    const QString url = m_server.info().url;
    QCOMPARE(m_server.stop(), QString());
    QCOMPARE(m_server.processes(), QStringList());
    QVERIFY(!m_server.server().findRunning().has_value());
    QVERIFY(m_server.server().isSetUp());
    QCOMPARE(m_server.startAgain(), QString());
    QCOMPARE(m_server.info().url, url);
    QCOMPARE(m_server.get(QStringLiteral("/status")).json().value(QLatin1String("version")).toString(),
             QStringLiteral("6.3.0"));
}

void TestPractice::removesEverything() {
    QCOMPARE(m_server.remove(), QString());
    QVERIFY(!QFile::exists(m_server.folder()));
    QCOMPARE(m_server.processes(), QStringList());
}

QTEST_GUILESS_MAIN(TestPractice)
#include "tst_practice.moc"
