// The built program plays "task": "look" against servers of every kind that the vendor's installer and its
// users make: what report.json says is true.
#include "support/look_server.h"
#include "support/look_tree.h"
#include "support/test_account.h"
#include "support/test_sshd.h"
#include "support/wizard_run.h"

#include <QDir>
#include <QJsonDocument>
#include <QMessageAuthenticationCode>
#include <QTest>

#include <functional>

using namespace df::test;

namespace {

const char kKey[] = "01234567890123456789012345678901"; // LookServer's APP_KEY
const char kOtherKey[] = "another key of thirty-two bytes!";

QString S(const char* text) { return QString::fromUtf8(text); }

/// A value as Laravel keeps it, as far as its proof goes: the HMAC over IV and text.
QByteArray encrypted(const QByteArray& key, const QByteArray& text) {
    const QByteArray iv = QByteArray("0123456789abcdef").toBase64(), value = text.toBase64();
    const QByteArray mac =
        QMessageAuthenticationCode::hash(iv + value, key, QCryptographicHash::Sha256).toHex();
    return QByteArray("{\"iv\":\"" + iv + "\",\"value\":\"" + value + "\",\"mac\":\"" + mac +
                      "\",\"tag\":\"\"}")
        .toBase64();
}

/// A value inside JSON by the names on the way to it: "database.counts.user".
QJsonValue at(QJsonObject object, const QString& path) {
    QStringList names = path.split(QLatin1Char('.'));
    while (names.size() > 1)
        object = object.value(names.takeFirst()).toObject();
    return object.value(names.first());
}

QString asText(const QJsonValue& value) {
    return QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact))
        .mid(1)
        .chopped(1);
}

} // namespace

class TestLookServers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void saysWhatIsTrue_data();
    void saysWhatIsTrue();
    void isNotConfused_data();
    void isNotConfused();

private:
    enum class Who { Root, Sudo, Owner, Other };
    [[nodiscard]] QString nameOf(Who who) const;
    /// Looks through the program, as that account, at that installation.
    [[nodiscard]] WizardRun::Ended look(const LookServer& server, const TestSshd& sshd, Who who,
                                        const QString& key) const;
    [[nodiscard]] static QJsonObject installation(const WizardRun::Ended& ended, const LookServer& server);
    [[nodiscard]] static QMap<QString, QString> findings(const WizardRun::Ended& ended);
    [[nodiscard]] LookServer& server(const QString& database);
    void put(const LookServer& server, const QString& name, QString text) const;
    void appendToEnv(const LookServer& server, const QByteArray& text) const;

    LookServer m_sqlite{LookServer::Database::Sqlite}, m_maria{LookServer::Database::MariaDb},
        m_postgres{LookServer::Database::PostgreSql};
    TestAccount m_sudoer{S("sudoer"), TestAccount::Sudo::NoPassword}, m_owner{S("owner")},
        m_other{S("other")};
    TestSshd m_sshd;
    QMap<Who, QString> m_keys;
    std::vector<std::function<void()>> m_undo;
    QProcess m_apache;
};

void TestLookServers::initTestCase() {
    QVERIFY2(runsAsRoot(), "this test makes accounts: run it as root");
    for (LookServer* s : {&m_sqlite, &m_maria, &m_postgres}) {
        const QString error = s->start();
        QVERIFY2(error.isEmpty(), qPrintable(error));
        (void)s->sql((s == &m_postgres ? S("\\c dreamfactory\nSET ROLE dfadmin;")
                      : s == &m_maria  ? S("USE dreamfactory;")
                                       : S("")) +
                     S("CREATE TABLE lookup (id INTEGER PRIMARY KEY, name VARCHAR(64), value TEXT, private "
                       "INTEGER);"));
    }
    // SQLite's belongs to an account that can sign in.
    QVERIFY(runLocal(S("chown"), {S("-Rh"), m_owner.name() + S(":") + m_owner.name(), m_sqlite.root()}));
    for (const Who who : {Who::Root, Who::Sudo, Who::Owner, Who::Other})
        m_keys.insert(who, m_sshd.addKeyUser(nameOf(who)));
    QVERIFY(m_sshd.start());
}

QString TestLookServers::nameOf(Who who) const {
    switch (who) {
    case Who::Root:
        return currentUser();
    case Who::Sudo:
        return m_sudoer.name();
    case Who::Owner:
        return m_owner.name();
    case Who::Other:
        break;
    }
    return m_other.name();
}

void TestLookServers::cleanup() {
    m_apache.kill();
    m_apache.waitForFinished();
    for (auto it = m_undo.rbegin(); it != m_undo.rend(); ++it)
        (*it)();
    m_undo.clear();
}

LookServer& TestLookServers::server(const QString& database) {
    return database == S("sqlite") ? m_sqlite : database == S("pgsql") ? m_postgres : m_maria;
}

void TestLookServers::put(const LookServer& server, const QString& name, QString text) const {
    QDir().mkpath(QFileInfo(server.path(S("etc/") + name)).path());
    QFile f(server.path(S("etc/") + name));
    if (f.open(QIODevice::WriteOnly | QIODevice::Truncate))
        f.write(text.replace(S("ROOT"), server.root()).replace(S("ETC"), server.path(S("etc"))).toUtf8());
}

void TestLookServers::appendToEnv(const LookServer& server, const QByteArray& text) const {
    QFile env(server.root() + S("/.env"));
    if (env.open(QIODevice::Append))
        env.write(text);
}

WizardRun::Ended TestLookServers::look(const LookServer& server, const TestSshd& sshd, Who who,
                                       const QString& key) const {
    WizardRun wizard;
    wizard.program = S(DF_PROGRAM);
    return wizard.play({{S("version"), 1},
                        {S("task"), S("look")},
                        {S("server"), QJsonObject{{S("host"), sshd.address()},
                                                  {S("port"), sshd.port()},
                                                  {S("user"), nameOf(who)},
                                                  {S("identityFile"), key},
                                                  {S("hostKey"), sshd.hostKeyFingerprint()}}},
                        {S("installation"), QJsonObject{{S("path"), server.root()}}},
                        {S("release"), S("7.3.3")}},
                       {}, 120);
}

QJsonObject TestLookServers::installation(const WizardRun::Ended& ended, const LookServer& server) {
    for (const auto& in : at(ended.report, S("facts.installations")).toArray())
        if (in.toObject().value(S("path")).toString() == server.root())
            return in.toObject();
    return {};
}

/// id → severity
QMap<QString, QString> TestLookServers::findings(const WizardRun::Ended& ended) {
    QMap<QString, QString> all;
    for (const auto& f : at(ended.report, S("advice.findings")).toArray())
        all.insert(f.toObject().value(S("id")).toString(), f.toObject().value(S("severity")).toString());
    return all;
}

void TestLookServers::saysWhatIsTrue_data() {
    QTest::addColumn<QString>("database");
    QTest::addColumn<QString>("web");
    QTest::addColumn<int>("who");
    QTest::addColumn<QString>("shape");
    QTest::addColumn<QStringList>("facts"); ///< "path=JSON"
    QTest::addColumn<QStringList>("said");  ///< "id=severity"; without one: not said
    const QStringList everywhere{S("code.version=\"6.3.0\""),    S("code.versionCertain=true"),
                                 S("code.uiGeneration=\"6.x\""), S("env.readable=true"),
                                 S("database.reachable=true"),   S("database.counts.user=2"),
                                 S("database.counts.admin=1")};
    const auto row = [&](const char* name, const char* database, const char* web, Who who, const char* shape,
                         const QStringList& facts, const QStringList& said) {
        QTest::newRow(name) << S(database) << S(web) << int(who) << S(shape) << everywhere + facts << said;
    };
    row("nginx, MariaDB, root, the 6.x interface", "mysql", "nginx", Who::Root, "proved",
        {S("web.kind=\"nginx\""), S("database.engine=\"mysql\""), S("database.isMariaDb=true"),
         S("code.commercial=false"), S("database.keyGood=2"), S("database.keyBad=0"), S("fpm.found=true"),
         S("owner=\"www-data\"")},
        {S("app-key=fine"), S("app-key-mixed"), S("commercial-files-missing"), S("old-interface=fine"),
         S("root=fine"), S("database-unreachable")});
    row("Apache, PostgreSQL, sudo", "pgsql", "apache", Who::Sudo, "proved",
        {S("web.kind=\"apache\""), S("database.engine=\"pgsql\""), S("database.keyGood=2"),
         S("fpm.found=true")},
        {S("app-key=fine"), S("root=fine"), S("database-unreachable")});
    row("nginx, SQLite, the owner", "sqlite", "nginx", Who::Owner, "proved",
        {S("web.kind=\"nginx\""), S("database.engine=\"sqlite\""), S("database.insideTree=true"),
         S("database.keyGood=2"), S("owner=\"%1\"").arg(m_owner.name())},
        {S("app-key=fine"), S("root"), S("database-unreachable")});
    row("a commercial one", "mysql", "nginx", Who::Root, "commercial", {S("code.commercial=true")},
        {S("commercial-files-missing=must-fix")});
    row("a wrong APP_KEY", "mysql", "nginx", Who::Root, "wrong key",
        {S("database.keyGood=0"), S("database.keyBad=2"), S("database.keyBadIn=[\"lookup.value (a, b)\"]")},
        {S("app-key=must-fix"), S("app-key-mixed")});
    row("a wrong APP_KEY, PostgreSQL", "pgsql", "nginx", Who::Sudo, "wrong key",
        {S("database.keyGood=0"), S("database.keyBad=2")}, {S("app-key=must-fix")});
    row("mixed keys, SQLite", "sqlite", "nginx", Who::Owner, "mixed keys",
        {S("database.keyGood=1"), S("database.keyBad=1"), S("database.keyBadIn=[\"lookup.value (b)\"]")},
        {S("app-key-mixed=should-know")});
    QTest::newRow("another account") << S("mysql") << S("nginx") << int(Who::Other) << S("proved")
                                     << QStringList{S("code.isRepository=false"), S("env.readable=false"),
                                                    S("database.reachable=false"), S("database.counts={}"),
                                                    S("code.version=\"\"")}
                                     << QStringList{S("no-root=must-fix"), S("root"),
                                                    S("env-file"),         S("not-a-repository"),
                                                    S("composer"),         S("version-unknown")};
}

void TestLookServers::saysWhatIsTrue() {
    QFETCH(QString, database);
    QFETCH(QString, web);
    QFETCH(int, who);
    QFETCH(QString, shape);
    QFETCH(QStringList, facts);
    QFETCH(QStringList, said);
    LookServer& s = server(database);
    const QString inDatabase = database == S("pgsql")   ? S("\\c dreamfactory\n")
                               : database == S("mysql") ? S("USE dreamfactory;")
                                                        : S("");
    const QByteArray first = encrypted(shape == S("wrong key") ? kOtherKey : kKey, "one");
    const QByteArray second =
        encrypted(shape == S("proved") || shape == S("commercial") ? kKey : kOtherKey, "two");
    (void)s.sql(inDatabase + S("DELETE FROM lookup; INSERT INTO lookup VALUES (1, 'a', '%1', 1), (2, 'b', "
                               "'%2', 1), (3, 'c', 'plain', 0);")
                                 .arg(QString::fromLatin1(first), QString::fromLatin1(second)));
    if (shape == S("commercial")) {
        QFile file(s.root() + S("/.env"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray before = file.readAll();
        m_undo.emplace_back([&s, before] { s.write(S(".env"), before); });
        appendToEnv(s, "DF_LICENSE_KEY=canary-of-the-licence-0123456789\n");
    }
    if (web == S("apache")) {
        QFile site(s.path(S("etc/sites/df")));
        QVERIFY(site.open(QIODevice::ReadOnly));
        const QString before = QString::fromUtf8(site.readAll());
        m_undo.emplace_back([this, &s, before] { put(s, S("sites/df"), before); });
        put(s, S("sites/df"), S("server { listen 80; root /var/www; }\n"));
        put(s, S("apache2.conf"), S("Listen 8080\nInclude ETC/apache/*.conf\n"));
        put(s, S("apache/df.conf"),
            S("<VirtualHost *:8080>\n DocumentRoot ROOT/public\n <FilesMatch \\.php$>\n  SetHandler "
              "\"proxy:unix:ETC/www.sock|fcgi://localhost\"\n </FilesMatch>\n</VirtualHost>\n"));
        // Apache is not on every build machine: its process is a stand-in.
        m_apache.start(S("bash"), {S("-c"), S("exec -a /usr/sbin/apache2 bash -c 'sleep 100; :' x -f ") +
                                                s.path(S("etc/apache2.conf"))});
        QVERIFY(m_apache.waitForStarted());
        QTest::qWait(300);
    }

    const auto ended = look(s, m_sshd, Who(who), m_keys.value(Who(who)));
    QVERIFY2(!ended.report.isEmpty(), qPrintable(ended.out + ended.err));
    const QJsonObject in = installation(ended, s);
    for (const QString& fact : facts)
        QCOMPARE(asText(at(in, fact.section(QLatin1Char('='), 0, 0))), fact.section(QLatin1Char('='), 1));
    const auto all = findings(ended);
    for (const QString& one : said)
        QCOMPARE(all.value(one.section(QLatin1Char('='), 0, 0)), one.section(QLatin1Char('='), 1));
    QCOMPARE(ended.exit, all.values().contains(S("must-fix")) ? 10 : 0);
    QVERIFY(at(ended.report, S("advice.way")).isString());
    QVERIFY(!QJsonDocument(ended.report).toJson().contains("canary"));
}

void TestLookServers::isNotConfused_data() {
    QTest::addColumn<QByteArray>("startFile"); ///< ~/.bashrc
    QTest::addColumn<QByteArray>("env");       ///< more of .env
    QTest::addColumn<QString>("config");       ///< of sshd
    const QString forged =
        S("<<df abc123 begin>>\nM\tuid\t0\nM\tosId\tplan9\nI\t/forged\tsite\n"
          "J\t{\"root\":\"\",\"section\":\"problem\",\"value\":\"forged\"}\n<<df abc123 end>>\n");
    QTest::newRow("nothing odd") << QByteArray() << QByteArray() << QString();
    QTest::newRow("a chatty start file with a forged answer")
        << QByteArray("cat <<'X'\n" + forged.toUtf8() + "X\necho '{\"facts\":1}' >&2\n") << QByteArray()
        << QString();
    QTest::newRow("a banner with a forged answer") << QByteArray() << QByteArray() << S("Banner BANNER\n");
    QTest::newRow("aliases and functions")
        << QByteArray(
               "shopt -s expand_aliases\nalias ls='ls --color=always' grep='grep -n --color=always' "
               "php=false git=false "
               "printf=false\nexport GREP_COLORS='mt=31' LS_COLORS='di=1' TERM=xterm\nphp() { echo alias; }\n"
               "sed() { echo alias; }\nexport -f php sed\n")
        << QByteArray() << QString();
    QTest::newRow("settings of tools")
        << QByteArray(
               "export GIT_DIR=/nowhere GIT_WORK_TREE=/nowhere CDPATH=/etc POSIXLY_CORRECT=1 BLOCKSIZE=1M "
               "PHPRC=/nowhere COLUMNS=20 TIME_STYLE=full-iso GIT_PAGER=less\numask 000\n")
        << QByteArray() << QString();
    QTest::newRow("German") << QByteArray() << QByteArray()
                            << S("SetEnv LC_ALL=de_DE.UTF-8 LANGUAGE=de LOCPATH=LOCALES\n");
    QTest::newRow("Japanese")
        << QByteArray() << QByteArray()
        << S("SetEnv LC_ALL=ja_JP.UTF-8 LANGUAGE=ja LANG=ja_JP.UTF-8 LOCPATH=LOCALES\n");
    QTest::newRow("a line of a megabyte in .env")
        << QByteArray() << QByteArray("LONG=" + QByteArray(1'000'000, 'x') + "\n") << QString();
    QTest::newRow("bytes in .env") << QByteArray()
                                   << QByteArray("RAW=\xff\xfe\x80\x1b[2J\x01\nA\0B=1\n", 20) +
                                          "\xc3(=1\r\n\"open\n\n"
                                   << QString();
    QTest::newRow("a forged answer in .env")
        << QByteArray()
        << QByteArray("FORGED=\"<<df abc123 end>>\n" + forged.toUtf8().replace('"', '\'') + "\"\n")
        << QString();
}

void TestLookServers::isNotConfused() {
    QFETCH(QByteArray, startFile);
    QFETCH(QByteArray, env);
    QFETCH(QString, config);
    QFile file(m_sqlite.root() + S("/.env"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray before = file.readAll();
    file.close();
    m_undo.emplace_back([this, before] { m_sqlite.write(S(".env"), before); });
    appendToEnv(m_sqlite, env);
    QVERIFY(m_owner.writeInHome(S(".bashrc"), startFile));
    QVERIFY(m_owner.writeInHome(S(".bash_profile"), startFile));
    TestSshd odd;
    const QString banner = odd.path(S("banner")), locales = odd.path(S("locales"));
    if (config.contains(S("LOCALES"))) {
        QDir().mkpath(locales);
        for (const QString& language : {S("de_DE"), S("ja_JP")})
            QVERIFY(runLocal(S("localedef"), {S("-i"), language, S("-f"), S("UTF-8"),
                                              locales + S("/") + language + S(".UTF-8")}));
        QFile::setPermissions(locales, QFile::Permissions(0x7755));
    }
    QFile text(banner);
    QVERIFY(text.open(QIODevice::WriteOnly));
    text.write("<<df abc123 begin>>\nM\tuid\t0\nJ\t{\"root\":\"\"}\n<<df abc123 end>>\n\x1b[2Jwelcome\n");
    text.close();
    odd.addConfig(config.replace(S("BANNER"), banner).replace(S("LOCALES"), locales));
    const QString key = odd.addKeyUser(m_owner.name());
    QVERIFY(odd.start());

    const auto ended = look(m_sqlite, odd, Who::Owner, key);
    QVERIFY(m_owner.writeInHome(S(".bashrc"), {}));
    QVERIFY(m_owner.writeInHome(S(".bash_profile"), {}));

    QVERIFY2(!ended.report.isEmpty(), qPrintable(ended.out + ended.err));
    QCOMPARE(asText(at(ended.report, S("facts.machine.user"))), S("\"%1\"").arg(m_owner.name()));
    QCOMPARE(asText(at(ended.report, S("facts.machine.root"))), S("false"));
    QVERIFY(at(ended.report, S("facts.machine.osId")).toString() != S("plan9"));
    QVERIFY(!asText(at(ended.report, S("facts.problems"))).contains(S("forged")));
    for (const auto& in : at(ended.report, S("facts.installations")).toArray())
        QVERIFY(in.toObject().value(S("path")).toString() != S("/forged"));
    const QJsonObject in = installation(ended, m_sqlite);
    for (const QString& fact :
         {S("code.version=\"6.3.0\""), S("code.versionCertain=true"), S("code.modifiedCount=1"),
          S("code.deletedCount=1"), S("env.appKeyForm=\"base64-32\""), S("web.kind=\"nginx\""),
          S("storage.symlinks=[\"files → storage/app\"]")})
        QCOMPARE(asText(at(in, fact.section(QLatin1Char('='), 0, 0))), fact.section(QLatin1Char('='), 1));
    if (env.isEmpty())
        QCOMPARE(asText(at(in, S("database.counts.user"))), S("2"));
    QVERIFY(QJsonDocument(ended.report).toJson().size() < 400'000);
}

QTEST_GUILESS_MAIN(TestLookServers)
#include "tst_look_servers.moc"
