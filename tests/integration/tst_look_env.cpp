#include "inspect/probe_script.h"
#include "support/test_sshd.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace df;
using namespace df::test;

namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

/// Runs PHP with the probe's own classes; the snippet's output as JSON.
QJsonDocument php(const QByteArray& snippet, const QByteArray& text) {
    const QByteArray code = probePhp() + "\n$text = base64_decode('" + text.toBase64() + "');\n" + snippet;
    QByteArray out;
    if (!runLocal(S("php"), {S("-d"), S("display_errors=stderr")}, code, &out))
        qWarning("php: %s", out.constData());
    return QJsonDocument::fromJson(out);
}

QJsonObject parsed(const QByteArray& text, int major) {
    return php("$e = new DotEnv($text, " + QByteArray::number(major) +
                   "); $o = []; foreach ($e->entries as $x) { if ($x['active']) { $o[$x['key']] = "
                   "$e->get($x['key']); } }\n"
                   "echo json_encode(['values' => (object)$o, 'problems' => $e->problems]);",
               text)
        .object();
}

} // namespace

/// .env as the three generations of vlucas/phpdotenv read it (the expected values come from the library),
/// what may leave the server, and which database the settings mean.
class TestLookEnv : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void values_data();
    void values();
    void refused_data();
    void refused();
    void severalTimes();
    void byteOrderMark();
    void clientsFromElsewhere();
    void severalLines();
    void secrets_data();
    void secrets();
    void appKeys_data();
    void appKeys();
    void databases_data();
    void databases();
    void addressesLoseTheirCredentials();
    void whatBeatsTheFile();
    void readByTheNextGeneration_data();
    void readByTheNextGeneration();
};

void TestLookEnv::values_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("two");
    QTest::addColumn<QString>("three");
    QTest::addColumn<QString>("five");
    const auto same = [](const char* name, const QByteArray& text, const char* value) {
        QTest::newRow(name) << text << S(value) << S(value) << S(value);
    };
    same("plain", "A=b", "b");
    same("spaces around", "  A =  b  ", "b");
    same("double quotes", "A=\"b c\"", "b c");
    same("single quotes", "A='b c'", "b c");
    same("hash in quotes", "A=\"b#c\"", "b#c");
    same("comment", "A=b # c", "b");
    same("comment after quotes", "A=\"b\" # c", "b");
    same("equals in the value", "A=base64:ab+/==", "base64:ab+/==");
    same("dollar alone", "A=a$b", "a$b");
    same("empty quotes", "A=\"\"", "");
    same("escaped quote", "A=\"b\\\"c\"", "b\"c");
    same("variable", "B=x\nA=${B}y", "xy");
    same("unknown variable", "A=${NOPE}", "${NOPE}");
    same("export", "export AB=1\nA=b", "b");
    same("windows line ends", "B=1\r\nA=b\r\n", "b");
    QTest::newRow("hash without a space") << QByteArray("A=b#c") << S("b#c") << S("b") << S("b");
    QTest::newRow("line break escape") << QByteArray("A=\"b\\nc\"") << S("b\\nc") << S("b\nc") << S("b\nc");
    QTest::newRow("escape in single quotes")
        << QByteArray("A='b\\nc'") << S("b\\nc") << S("b\nc") << S("b\\nc");
    QTest::newRow("variable in single quotes")
        << QByteArray("B=x\nA='${B}'") << S("x") << S("x") << S("${B}");
    QTest::newRow("quoted name") << QByteArray("\"A\"=b") << S("b") << S("b") << S("b");
}

void TestLookEnv::values() {
    QFETCH(QByteArray, text);
    const QPair<int, const char*> generations[] = {{2, "two"}, {3, "three"}, {5, "five"}};
    for (const auto& [major, column] : generations) {
        const QString expected = *static_cast<QString*>(QTest::qData(column, qMetaTypeId<QString>()));
        QCOMPARE(parsed(text, major).value(S("values")).toObject().value(S("A")).toString(S("(none)")),
                 expected);
    }
}

void TestLookEnv::refused_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("problem");
    QTest::newRow("unquoted space") << QByteArray("A=1\nB=two words") << S("line 2: an unquoted space");
    QTest::newRow("after the quote") << QByteArray("A=\"b\"c") << S("line 1: text after the closing quote");
    QTest::newRow("open single quote") << QByteArray("A='b") << S("line 1: the closing quote is missing");
    QTest::newRow("open double quote")
        << QByteArray("A=1\nB=\"b\nC=1") << S("line 2: a quote is never closed, what follows is ignored");
    QTest::newRow("escape") << QByteArray("A=\"\\q\"") << S("line 1: an unknown escape sequence");
    QTest::newRow("name") << QByteArray("A B=1") << S("line 1: not a usable name");
    QTest::newRow("cut by a hash") << QByteArray("DB_PASSWORD=ab#cd")
                                   << S("line 1: an unquoted # cuts the value of DB_PASSWORD");
}

void TestLookEnv::refused() {
    QFETCH(QByteArray, text);
    QFETCH(QString, problem);
    QCOMPARE(parsed(text, 5).value(S("problems")).toArray().toVariantList().value(0).toString(), problem);
}

void TestLookEnv::severalTimes() {
    const QByteArray text = "A=1\nA=2\n";
    QCOMPARE(parsed(text, 2).value(S("values")).toObject().value(S("A")).toString(), S("1"));
    QCOMPARE(parsed(text, 5).value(S("values")).toObject().value(S("A")).toString(), S("2"));
    QCOMPARE(parsed(text, 5).value(S("problems")).toArray().at(0).toString(),
             S("line 2: A is also set in line 1"));
}

/// Editors of Windows put it there; the library of today skips it.
void TestLookEnv::byteOrderMark() {
    const QByteArray text = "\xEF\xBB\xBF## == A ==\nA=1\n";
    QCOMPARE(parsed(text, 5).value(S("problems")).toArray(), QJsonArray());
    QCOMPARE(parsed(text, 5).value(S("values")).toObject().value(S("A")).toString(), S("1"));
    QCOMPARE(parsed(text, 3).value(S("problems")).toArray().at(0).toString(), S("line 1: not a usable name"));
}

/// As the process list of a database server says them; our own address there may be a router's.
void TestLookEnv::clientsFromElsewhere() {
    const auto count =
        php("echo json_encode([DatabaseLook::fromElsewhere(['localhost', '127.0.0.1:40016', '10.0.0.5:1', "
            "'10.0.0.6:2', '2001:db8::5:40016', '172.17.0.1:7', 'web2.example:9', ''], '172.17.0.1:50123', "
            "['10.0.0.5', '2001:db8::5'])]);",
            {});
    QCOMPARE(count.array().at(0).toArray(), (QJsonArray{S("10.0.0.6"), S("web2.example")}));
}

void TestLookEnv::severalLines() {
    const QJsonObject o =
        parsed("A=\"one\ntwo # no comment\nthree\"\nB=4\n", 5).value(S("values")).toObject();
    QCOMPARE(o.value(S("A")).toString(), S("one\ntwo # no comment\nthree"));
    QCOMPARE(o.value(S("B")).toString(), S("4"));
}

void TestLookEnv::secrets_data() {
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("secret");
    const auto row = [](const char* key, const char* value, bool secret) {
        QTest::newRow(key) << S(key) << S(value) << secret;
    };
    for (const char* key : {"APP_KEY", "APP_PREVIOUS_KEYS", "JWT_SECRET", "DB_PASSWORD", "MAIL_PASSWORD",
                            "REDIS_PASSWORD", "DF_LICENSE_KEY", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY",
                            "SOME_TOKEN", "SENTRY_DSN", "LOGSDB_PASSWORD", "MY_PASSPHRASE", "X_CREDENTIALS"})
        row(key, "a value", true);
    row("DB_URL", "mysql://u:pw@h/db", true);
    row("CACHE_URL", "redis://:pw@h", true);
    row("SHORT_PASSWORD", "1234", true);
    row("ODD_NAME", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b", true);
    row("OTHER", "base64:AAAA", true);
    row("CONNECTION", "Server=x;Password=y", true);
    for (const char* key : {"DB_HOST", "DB_USERNAME", "DB_DATABASE", "APP_URL", "CACHE_DRIVER",
                            "BCRYPT_ROUNDS", "DF_JWT_TTL", "APP_CIPHER", "DF_LANDING_PAGE", "LOG_CHANNEL"})
        row(key, "value", false);
    row("APP_DEBUG", "true", false);
    row("DF_ALLOW_FOREVER_SESSIONS", "false", false);
    row("DF_CONFIRM_RESET_URL", "https://example.test/dreamfactory/dist/#/auth/reset-password", false);
}

void TestLookEnv::secrets() {
    QFETCH(QString, key);
    QFETCH(QString, value);
    QFETCH(bool, secret);
    const QByteArray said = key.toUtf8() + '\n' + value.toUtf8();
    QCOMPARE(
        php("list($k, $v) = explode(\"\\n\", $text); echo json_encode([Secrecy::isSecret($k, $v)]);", said)
            .array()
            .at(0)
            .toBool(),
        secret);
}

void TestLookEnv::appKeys_data() {
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("cipher");
    QTest::addColumn<QString>("form");
    const QByteArray raw(32, 'k');
    QTest::newRow("usual") << S("base64:") + QString::fromUtf8(raw.toBase64()) << S("AES-256-CBC")
                           << S("base64-32");
    QTest::newRow("raw, Helm") << QString::fromUtf8(raw) << S("AES-256-CBC") << S("raw-32");
    QTest::newRow("AES-128") << QString::fromUtf8(raw.left(16)) << S("AES-128-CBC") << S("raw-16");
    QTest::newRow("AES-128 base64") << S("base64:") + QString::fromUtf8(raw.left(16).toBase64())
                                    << S("aes-128-cbc") << S("base64-16");
    QTest::newRow("cut") << S("base64:") + QString::fromUtf8(raw.left(20).toBase64()) << S("AES-256-CBC")
                         << S("wrong-length");
    QTest::newRow("prefix lost") << QString::fromUtf8(raw.toBase64()) << S("AES-256-CBC") << S("no-prefix");
    QTest::newRow("44 letters of something else")
        << QString(44, QLatin1Char('k')) << S("AES-256-CBC") << S("wrong-length");
    QTest::newRow("not for this cipher")
        << QString::fromUtf8(raw.left(16)) << S("AES-256-CBC") << S("raw-16");
    QTest::newRow("placeholder") << S("SomeRandomString") << S("AES-256-CBC") << S("placeholder");
    QTest::newRow("none") << QString() << S("AES-256-CBC") << S("missing");
}

void TestLookEnv::appKeys() {
    QFETCH(QString, key);
    QFETCH(QString, cipher);
    QFETCH(QString, form);
    const QByteArray said = key.toUtf8() + '\n' + cipher.toUtf8();
    QCOMPARE(
        php("list($k, $c) = explode(\"\\n\", $text); echo json_encode([Secrecy::keyForm($k, $c)]);", said)
            .array()
            .at(0)
            .toString(),
        form);
}

void TestLookEnv::databases_data() {
    QTest::addColumn<QByteArray>("env");
    QTest::addColumn<QByteArray>("config"); // of config/database.php
    QTest::addColumn<QString>("driver");
    QTest::addColumn<QString>("where"); // host:port/database or file
    const QByteArray old = "'default' => env('DB_CONNECTION', env('DB_DRIVER', 'sqlite')), 'prefix' => "
                           "env('DB_PREFIX'), env('DB_WRITE_HOST') env('DB_READ_HOST')\n";
    const QByteArray recent =
        "'default' => env('DB_CONNECTION', 'sqlite'),\n        'mysql' => [\n            'url' => "
        "env('DB_URL'),\n 'unix_socket' => env('DB_SOCKET', ''),\n        ],\n"
        "        'pgsql' => [\n            'url' => env('DB_URL', null),\n        ],\n        'sqlite' => "
        "[\n 'url' => env('DB_URL'),\n        ],\n";
    const QByteArray url =
        "        'pgsql' => [\n            'url'      => env('DATABASE_URL', null),\n        ],\n";
    QTest::newRow("nothing set") << QByteArray() << old << S("sqlite") << S("ROOT/database/database.sqlite");
    QTest::newRow("bare name") << QByteArray("DB_DATABASE=df.sqlite") << old << S("sqlite")
                               << S("ROOT/storage/databases/df.sqlite");
    QTest::newRow("storage elsewhere") << QByteArray("DB_DATABASE=df.sqlite\nDF_SQLITE_STORAGE=/data/") << old
                                       << S("sqlite") << S("/data/df.sqlite");
    QTest::newRow("relative path") << QByteArray("DB_DATABASE=storage/x.sqlite") << old << S("sqlite")
                                   << S("ROOT/storage/x.sqlite");
    QTest::newRow("absolute path") << QByteArray("DB_CONNECTION=sqlite\nDB_DATABASE=/data/x.sqlite") << old
                                   << S("sqlite") << S("/data/x.sqlite");
    QTest::newRow("mysql defaults") << QByteArray("DB_CONNECTION=mysql") << old << S("mysql")
                                    << S("127.0.0.1:3306/dreamfactory");
    QTest::newRow("pgsql") << QByteArray("DB_CONNECTION=pgsql\nDB_HOST=db\nDB_DATABASE=x") << old
                           << S("pgsql") << S("db:5432/x");
    QTest::newRow("sqlsrv") << QByteArray("DB_CONNECTION=sqlsrv\nDB_HOST=db") << old << S("sqlsrv")
                            << S("db:1433/dreamfactory");
    QTest::newRow("DB_DRIVER while it counts")
        << QByteArray("DB_DRIVER=mysql\nDB_HOST=h") << old << S("mysql") << S("h:3306/dreamfactory");
    QTest::newRow("DB_DRIVER from 7.0.1 on") << QByteArray("DB_DRIVER=mysql\nDB_HOST=h") << recent
                                             << S("sqlite") << S("ROOT/database/database.sqlite");
    QTest::newRow("write host") << QByteArray(
                                       "DB_CONNECTION=mysql\nDB_HOST=a\nDB_WRITE_HOST=w\nDB_READ_HOST=r")
                                << old << S("mysql") << S("w:3306/dreamfactory");
    QTest::newRow("url") << QByteArray(
                                "DB_CONNECTION=mysql\nDB_HOST=a\nDB_URL=mysql://u:p%40w@h2:3307/other?x=1")
                         << recent << S("mysql") << S("h2:3307/other");
    QTest::newRow("url changes the kind") << QByteArray("DB_CONNECTION=mysql\nDB_URL=postgres://u:p@h3/x")
                                          << recent << S("pgsql") << S("h3:3306/x");
    QTest::newRow("url before it was known")
        << QByteArray("DB_CONNECTION=mysql\nDB_HOST=a\nDB_URL=mysql://u:p@h2/other") << url << S("mysql")
        << S("a:3306/dreamfactory");
    QTest::newRow("DATABASE_URL for pgsql")
        << QByteArray("DB_CONNECTION=pgsql\nDATABASE_URL=postgres://u:p@h4:5433/x") << url << S("pgsql")
        << S("h4:5433/x");
}

void TestLookEnv::databases() {
    QFETCH(QByteArray, env);
    QFETCH(QByteArray, config);
    QFETCH(QString, driver);
    QFETCH(QString, where);
    QTemporaryDir root;
    QVERIFY(QDir(root.path()).mkdir(S("config")));
    QFile f(root.filePath(S("config/database.php")));
    QVERIFY(f.open(QIODevice::WriteOnly));
    f.write(config);
    f.close();
    const QJsonObject s = php("echo json_encode((new DatabaseSettings('" + root.path().toUtf8() +
                                  "', new DotEnv($text, 5)))->resolve());",
                              env)
                              .object();
    QCOMPARE(s.value(S("driver")).toString(), driver);
    const QString database = s.value(S("database")).toString();
    const QString said =
        driver == S("sqlite")
            ? database
            : S("%1:%2/%3").arg(s.value(S("host")).toString(), s.value(S("port")).toString(), database);
    QCOMPARE(said, where.replace(S("ROOT"), root.path()));
}

void TestLookEnv::addressesLoseTheirCredentials() {
    const QPair<const char*, const char*> cases[] = {
        {"https://user:word@host/x.git", "https://***@host/x.git"},
        {"https://token@host/x", "https://***@host/x"},
        {"ssh://git@host/x", "ssh://git@host/x"},
        {"ssh://git:word@host:22/x", "ssh://***@host:22/x"},
        {"git@host:x.git", "git@host:x.git"},
        {"https:\\/\\/u:p@host\\/x", "https:\\/\\/***@host\\/x"},
        {"https://host/a@b", "https://host/a@b"}};
    for (const auto& [text, expected] : cases)
        QCOMPARE(php("echo json_encode([Text::withoutCredentials($text)]);", text).array().at(0).toString(),
                 S(expected));
}

void TestLookEnv::whatBeatsTheFile() {
    const QJsonObject found =
        php("$pool = ['pid' => getmypid(), 'keys' => [' file' => '/pool.conf', 'env[DB_HOST]' => "
            "'localhost', "
            "'env[DB_DATABASE]' => '\"other\"', 'env[APP_ENV]' => '$DF_NONE', 'env[PATH]' => '/bin']];\n"
            "$site = ['siteFile' => '/site', 'sets' => ['SCRIPT_NAME' => 'x', 'CACHE_DRIVER' => 'redis', "
            "'DB_PREFIX' => 'df_']];\n"
            "echo json_encode(Overrides::differing(Overrides::of($site, $pool), new DotEnv($text, 5)));",
            "DB_HOST=127.0.0.1\nDB_DATABASE=dreamfactory\nDB_PREFIX=df_\n")
            .object();
    QCOMPARE(found, (QJsonObject{{S("APP_ENV"), S("/pool.conf")},
                                 {S("CACHE_DRIVER"), S("/site")},
                                 {S("DB_DATABASE"), S("/pool.conf")}}));
}

void TestLookEnv::readByTheNextGeneration_data() {
    QTest::addColumn<int>("major");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("problem"); // the first
    QTest::newRow("the same") << 3 << QByteArray("A=b") << QString();
    QTest::newRow("its own generation") << 5 << QByteArray("A='b\\nc'") << QString();
    QTest::newRow("single quotes") << 3 << QByteArray("A='b\\nc'")
                                   << S("phpdotenv 5 reads another value for A");
    QTest::newRow("the last counts") << 2 << QByteArray("A=b\nA=c")
                                     << S("phpdotenv 5 reads another value for A");
    QTest::newRow("refused") << 2 << QByteArray("A=# b c\nB=\"\\q\"")
                             << S("phpdotenv 5 refuses line 2: an unknown escape sequence");
    QTest::newRow("short word") << 5 << QByteArray("JWT_SECRET=abc")
                                << S("JWT_SECRET is shorter than 32 bytes");
}

void TestLookEnv::readByTheNextGeneration() {
    QFETCH(int, major);
    QFETCH(QByteArray, text);
    QFETCH(QString, problem);
    QTemporaryDir root;
    QFile file(root.filePath(S(".env")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    file.close();
    const QJsonArray found =
        php("$f = new EnvFile('" + root.path().toUtf8() + "', " + QByteArray::number(major) +
                "); echo json_encode($f->facts([])['problems']);",
            {})
            .array();
    QCOMPARE(found.at(0).toString(), problem);
}

QTEST_GUILESS_MAIN(TestLookEnv)
#include "tst_look_env.moc"
