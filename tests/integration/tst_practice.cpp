// The practice server behaves on the outside as the servers that were recorded, habits included: each habit
// of facts §16 and §3–§10 that the stand-in has is checked here, against trimmed recorded answers
// (tests/data/practice).
#include "support/json_shape.h"
#include "support/practice_fixture.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <QThread>

using namespace df;
using namespace df::test;

namespace {
QJsonObject recorded(const QString& release, const QString& name) {
    QFile file(QStringLiteral(DF_TEST_DATA "/practice/%1/%2.json").arg(release, name));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

/// Each recorded service's configuration against the practice server's service of the same type.
QString serviceDifference(const QJsonValue& recordedBody, const QJsonObject& actualBody) {
    QMap<QString, QJsonValue> byType;
    for (const auto& service : actualBody.value(QLatin1String("resource")).toArray())
        byType.insert(service[QLatin1String("type")].toString(), service);
    for (const auto& service : recordedBody[QLatin1String("resource")].toArray()) {
        const QString type = service[QLatin1String("type")].toString();
        if (!byType.contains(type))
            return QStringLiteral("no service of type ") + type;
        const QString difference = shapeDifference(service, byType.value(type), type);
        if (!difference.isEmpty())
            return difference;
    }
    return {};
}
} // namespace

class TestPractice : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void keepsToItself();
    void looksAsTheInstallerLeavesIt();
    void answersInRecordedShapes_data() { shapes(); }
    void answersInRecordedShapes() { checkShape(QStringLiteral("6.3.0")); }
    void refusesInRecordedWords_data() { refusals(); }
    void refusesInRecordedWords() { checkRefusal(QStringLiteral("6.3.0")); }
    void apiKeysOpenWhatTheirRoleAllows();
    void storesSecretsInLaravelsFormat();
    void maintenanceShutsEverybodyOut();
    void productionAsksBeforeItMigrates();
    void cacheClearFailsWithExitCodeZero();
    void setupAndEnvironmentCommandsNeverFail();
    void upgradesByHand();
    void answersInRecordedShapesAfterwards_data() { shapes(); }
    void answersInRecordedShapesAfterwards() { checkShape(QStringLiteral("7.3.3")); }
    void refusesInRecordedWordsAfterwards_data() { refusals(); }
    void refusesInRecordedWordsAfterwards() { checkRefusal(QStringLiteral("7.3.3")); }
    void ignoresOldSettings();
    void aWrongKeyShowsAtTheLogIn();
    void logInsDestroyPasswords();
    void quickLogInsAreTurnedAway();
    void theNewestKeepsItsCacheInAMissingTable();
    void aSecondObjectFindsIt();
    void stopsItsOwnProcessesAndStartsAgain();
    void removesEverything();

private:
    static void shapes();
    static void refusals();
    void checkShape(const QString& release);
    void checkRefusal(const QString& release);
    QString upgradeTo(const QString& tag);
    void setEnv(const QString& key, const QString& value); ///< empty: takes the key out

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

void TestPractice::shapes() {
    QTest::addColumn<QString>("name");
    for (const char* name : {"status-anon",
                             "env-anon",
                             "login-admin",
                             "admin-session",
                             "api-root",
                             "system",
                             "system-environment",
                             "system-service",
                             "system-service-counted",
                             "system-service_type",
                             "system-role-related",
                             "system-user",
                             "system-user-related",
                             "system-admin",
                             "system-app",
                             "system-lookup",
                             "system-cors",
                             "system-email_template",
                             "event",
                             "system-cache",
                             "svc-user",
                             "svc-shop__table",
                             "svc-shop__table_contact_include_count-true"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestPractice::checkShape(const QString& release) {
    QFETCH(QString, name);
    const QJsonObject want = recorded(release, name);
    QVERIFY(!want.isEmpty());
    HttpAnswer answer;
    const bool anonymous = name.endsWith(QLatin1String("-anon"));
    if (name == QLatin1String("login-admin"))
        m_server.signIn(&answer);
    else if (anonymous)
        answer = m_server.ask("GET", want.value(QLatin1String("call")).toString().mid(4));
    else
        answer = m_server.get(want.value(QLatin1String("call")).toString().mid(4));
    if (!anonymous && answer.status == 400) { // run alone: nobody has signed in yet
        QVERIFY(!m_server.signIn().isEmpty());
        answer = m_server.get(want.value(QLatin1String("call")).toString().mid(4));
    }
    QCOMPARE(answer.status, want.value(QLatin1String("status")).toInt());
    QCOMPARE(answer.headers.value("content-type"), QByteArray("application/json"));
    QJsonObject got = answer.json();
    got.remove(QStringLiteral("php"));
    QJsonObject platform = got.value(QLatin1String("platform")).toObject();
    if (platform.contains(
            QLatin1String("sqlite_storage"))) { // recorded on MariaDB; SQLite has one key more (facts §1)
        platform.remove(QStringLiteral("sqlite_storage"));
        got[QLatin1String("platform")] = platform;
    }
    const QString difference = name == QLatin1String("system-service")
                                   ? serviceDifference(want.value(QLatin1String("body")), got)
                                   : shapeDifference(want.value(QLatin1String("body")), got);
    QCOMPARE(difference, QString());
}

void TestPractice::refusals() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("verb");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("token"); // "mine": the administrator's
    const QString mine = QStringLiteral("mine"), none;
    QTest::newRow("without a token") << "service-anon-401" << QByteArray("GET") << QByteArray() << none;
    QTest::newRow("with a bad token") << "bad-token" << QByteArray("GET") << QByteArray() << "abc.def.ghi";
    QTest::newRow("wrong password") << "login-wrong-password" << QByteArray("POST")
                                    << QByteArray(R"({"email":"admin@example.com","password":"wrong"})")
                                    << none;
    QTest::newRow("unknown user") << "login-unknown-user" << QByteArray("POST")
                                  << QByteArray(R"({"email":"nobody@example.com","password":"wrong"})")
                                  << none;
    for (const char* name :
         {"no-such-service-404", "system-service-404", "system-limit", "svc-kv", "svc-warehouse__table"})
        QTest::newRow(name) << QString::fromLatin1(name) << QByteArray("GET") << QByteArray() << mine;
}

void TestPractice::checkRefusal(const QString& release) {
    QFETCH(QString, name);
    QFETCH(QByteArray, verb);
    QFETCH(QByteArray, body);
    QFETCH(QString, token);
    if (token == QLatin1String("mine"))
        token = m_server.signIn();
    const QJsonObject want = recorded(release, name);
    const QString path = want.value(QLatin1String("call")).toString().section(QLatin1Char(' '), 1, 1);
    QMap<QByteArray, QByteArray> headers;
    if (!token.isEmpty())
        headers.insert("X-DreamFactory-Session-Token", token.toUtf8());
    HttpAnswer answer;
    for (int i = 0; i < 15; ++i) {
        answer = m_server.ask(verb, path, body, headers);
        if (answer.status != 429)
            break;
        QThread::sleep(1);
    }
    QCOMPARE(answer.status, want.value(QLatin1String("status")).toInt());
    QCOMPARE(QJsonDocument(answer.json()).toJson(),
             QJsonDocument(want.value(QLatin1String("body")).toObject()).toJson());
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

QString TestPractice::upgradeTo(const QString& tag) {
    const ShellAnswer code =
        m_server.sh(QStringLiteral("git stash -q; git fetch -q origin refs/tags/%1:refs/tags/%1 && "
                                   "git checkout -q --detach refs/tags/%1")
                        .arg(tag));
    if (code.exitCode != 0)
        return code.err;
    const ShellAnswer composer = m_server.sh(QStringLiteral("composer install --no-dev -n"), 120);
    if (composer.exitCode != 0)
        return composer.err;
    if (!composer.err.contains(QLatin1String("Package operations: ")) ||
        !composer.out.contains(QLatin1String("Discovering packages.")))
        return composer.err + composer.out;
    const ShellAnswer migrate = m_server.sh(QStringLiteral("php artisan migrate --seed --force"), 120);
    return migrate.exitCode == 0 ? QString() : migrate.out;
}

void TestPractice::upgradesByHand() {
    const HttpAnswer before = m_server.get(QStringLiteral("/status"));
    // between checkout and composer: 500 with an empty body
    QCOMPARE(m_server
                 .sh(QStringLiteral("git stash -q && git fetch -q origin refs/tags/7.3.3:refs/tags/7.3.3 && "
                                    "git checkout -q --detach refs/tags/7.3.3"))
                 .exitCode,
             0);
    const HttpAnswer between = m_server.ask("GET", QStringLiteral("/status"));
    QCOMPARE(between.status, 500);
    QCOMPARE(between.body, QByteArray());
    setEnv(QStringLiteral("BCRYPT_ROUNDS"), QStringLiteral("10"));
    QCOMPARE(upgradeTo(QStringLiteral("7.3.3")), QString());

    QJsonObject expected = before.json(), now = m_server.get(QStringLiteral("/status")).json();
    QCOMPARE(now.value(QLatin1String("version")).toString(), QStringLiteral("7.3.3"));
    QJsonObject counts = expected.value(QLatin1String("resources")).toObject();
    counts[QLatin1String("service")] =
        counts.value(QLatin1String("service")).toInt() + 1; // the seeder brings "logs" back
    QCOMPARE(now.value(QLatin1String("resources")).toObject(), counts);
    // and gives changed API keys of its own apps back their well-known value
    QCOMPARE(m_server
                 .sh(QStringLiteral("sqlite3 storage/databases/dreamfactory.sqlite \"select api_key from app "
                                    "where name='admin'\""))
                 .out.trimmed(),
             QStringLiteral("6498a8ad1beb9d84d63035c5d1120c007fad6de706734db9689f8996707e0f7d"));
    const QString ran = m_server.sh(QStringLiteral("php artisan migrate:status")).out;
    QVERIFY(ran.contains(
        QLatin1String("2024_11_15_000000_create_local_email_config_table .................. [2] Ran")));
    // the start page leads to the interface that composer put in its place
    const HttpAnswer page = m_server.ask("GET", QStringLiteral("/"));
    QCOMPARE(page.status, 302);
    QVERIFY(page.headers.value("location").endsWith("/dreamfactory/dist/index.html"));
    QVERIFY(m_server.ask("GET", QStringLiteral("/dreamfactory/dist/index.html")).body.contains("<df-root>"));
    QVERIFY(!m_server.signIn().isEmpty()); // BCRYPT_ROUNDS kept the passwords
}

void TestPractice::setEnv(const QString& key, const QString& value) {
    QString script = QStringLiteral("sed -i '/^%1=/d' .env").arg(key);
    if (!value.isEmpty())
        script += QStringLiteral(" && echo '%1=%2' >>.env").arg(key, value);
    QCOMPARE(m_server.sh(script).exitCode, 0);
}

void TestPractice::ignoresOldSettings() {
    const auto drivers = [this] {
        return QJsonDocument::fromJson(m_server.sh(QStringLiteral("php artisan about --json"))
                                           .out.toUtf8())[QLatin1String("drivers")]
            .toObject();
    };
    QCOMPARE(m_server.sh(QStringLiteral("cp .env ../env")).exitCode, 0);
    setEnv(QStringLiteral("DB_CONNECTION"), {});
    setEnv(QStringLiteral("DB_DATABASE"), {});
    setEnv(QStringLiteral("DB_DRIVER"), QStringLiteral("mysql"));
    setEnv(QStringLiteral("CACHE_DRIVER"), QStringLiteral("array"));
    const QJsonObject now = drivers();
    QCOMPARE(now.value(QLatin1String("database")).toString(), QStringLiteral("sqlite")); // not mysql
    QCOMPARE(now.value(QLatin1String("cache")).toString(), QStringLiteral("file"));      // not array
    QCOMPARE(now.value(QLatin1String("queue")).toString(), QStringLiteral("database"));  // nobody set it
    const HttpAnswer page = m_server.ask("GET", QStringLiteral("/"));
    QVERIFY2(page.headers.value("location").endsWith("/setup_db"), page.body); // an empty database
    QCOMPARE(m_server.sh(QStringLiteral("rm -f database/database.sqlite; mv ../env .env")).exitCode, 0);
}

void TestPractice::aWrongKeyShowsAtTheLogIn() {
    QCOMPARE(m_server.sh(QStringLiteral("cp .env ../env && php artisan key:generate --force")).exitCode, 0);
    HttpAnswer answer;
    m_server.signIn(&answer);
    QCOMPARE(answer.status, 500);
    QVERIFY2(answer.body.contains("The MAC is invalid."), answer.body);
    // the old key as a previous one: decrypts again
    const ShellAnswer old = m_server.sh(QStringLiteral("sed -n 's/^APP_KEY=//p' ../env"));
    setEnv(QStringLiteral("APP_PREVIOUS_KEYS"), old.out.trimmed());
    m_server.signIn(&answer);
    QCOMPARE(answer.status, 200);
    QCOMPARE(m_server.sh(QStringLiteral("mv ../env .env")).exitCode, 0);
}

void TestPractice::logInsDestroyPasswords() {
    const QByteArray anna = QByteArray("{\"email\":\"") + m_server.info().userEmail.toUtf8() +
                            "\",\"password\":\"" + m_server.info().userPassword.reveal() + "\"}";
    const auto signIn = [&] {
        HttpAnswer answer;
        do {
            answer = m_server.ask("POST", QStringLiteral("/api/v2/user/session"), anna);
            QThread::msleep(200);
        } while (answer.status == 429);
        return answer;
    };
    QCOMPARE(signIn().status, 200); // BCRYPT_ROUNDS=10 is there
    setEnv(QStringLiteral("BCRYPT_ROUNDS"), {});
    const HttpAnswer first = signIn();
    QCOMPARE(first.status, 500);
    const QJsonObject error = first.json().value(QLatin1String("error")).toObject();
    QCOMPARE(error.value(QLatin1String("code")).toString(), QStringLiteral("42S22")); // a string
    QCOMPARE(error.keys(), (QStringList{QStringLiteral("code"), QStringLiteral("message")}));
    QCOMPARE(signIn().status, 401);
    setEnv(QStringLiteral("BCRYPT_ROUNDS"), QStringLiteral("10"));
    QCOMPARE(signIn().status, 401); // for good
}

void TestPractice::quickLogInsAreTurnedAway() {
    QThread::sleep(8); // the bucket runs empty
    QList<int> answers;
    for (int i = 0; i < 10; ++i)
        answers << m_server.ask("POST", QStringLiteral("/api/v2/system/admin/session"), "{}").status;
    QCOMPARE(answers.mid(0, 6), QList<int>(6, 400));
    QCOMPARE(answers.last(), 429);
    const HttpAnswer html = m_server.ask("POST", QStringLiteral("/api/v2/system/admin/session"), "{}");
    QVERIFY(html.headers.value("content-type").startsWith("text/html"));
    QCOMPARE(m_server.get(QStringLiteral("/status")).status, 200); // only log-ins
}

void TestPractice::theNewestKeepsItsCacheInAMissingTable() {
    QCOMPARE(upgradeTo(QStringLiteral("7.7.0")), QString());
    const ShellAnswer failed = m_server.sh(QStringLiteral("php artisan cache:clear"));
    QVERIFY(failed.exitCode != 0);
    QVERIFY2(failed.out.contains(QLatin1String("no such table: cache")), qPrintable(failed.out));
    setEnv(QStringLiteral("CACHE_STORE"), QStringLiteral("file"));
    QCOMPARE(m_server.sh(QStringLiteral("php artisan cache:clear")).exitCode, 0);
    QVERIFY(!m_server.signIn().isEmpty());
    QCOMPARE(m_server.get(QStringLiteral("/api/v2/system/service")).status, 200);
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
             QStringLiteral("7.7.0"));
}

void TestPractice::removesEverything() {
    QCOMPARE(m_server.remove(), QString());
    QVERIFY(!QFile::exists(m_server.folder()));
    QCOMPARE(m_server.processes(), QStringList());
}

QTEST_GUILESS_MAIN(TestPractice)
#include "tst_practice.moc"
