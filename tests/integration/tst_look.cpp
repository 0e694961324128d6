#include "inspect/inspector.h"
#include "support/local_host.h"
#include "support/look_server.h"
#include "support/result_text.h"
#include "support/test_sshd.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTest>

using namespace df;
using namespace df::test;

namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

/// The installation at that root, or an empty one.
Installation at(const ServerFacts& facts, const QString& root) {
    for (const auto& in : facts.installations)
        if (in.path == root)
            return in;
    return {};
}

QStringList differences(const QMap<QString, QString>& a, const QMap<QString, QString>& b) {
    QStringList out;
    for (auto it = a.begin(); it != a.end(); ++it)
        if (b.value(it.key()) != it.value())
            out << it.key() + S(": ") + it.value() + S(" → ") + b.value(it.key(), S("gone"));
    for (auto it = b.begin(); it != b.end(); ++it)
        if (!a.contains(it.key()))
            out << it.key() + S(": new");
    return out;
}

/// Statements that do more than ask, or than set something for their own connection.
QStringList othersThanQuestions(QStringList statements) {
    static const QRegularExpression question(
        S("^\\s*(SELECT|SHOW|DEALLOCATE pdo_stmt|SET NAMES|SET SESSION (sql_mode|TRANSACTION READ "
          "ONLY|max_statement_time|max_execution_time)\\b|"
          "SET (default_transaction_read_only = on|statement_timeout)\\b)"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression change(
        S("\\b(INTO (OUTFILE|DUMPFILE|@)|FOR (UPDATE|SHARE)|LOCK|nextval|GET_LOCK)\\b"),
        QRegularExpression::CaseInsensitiveOption);
    statements.removeIf(
        [](const QString& one) { return question.match(one).hasMatch() && !change.match(one).hasMatch(); });
    return statements;
}

} // namespace

/// The probe on this machine: what it says is true, and it changes nothing.
class TestLook : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void changesNothing_data();
    void changesNothing();
    void theCode();
    void theEnvironmentFile();
    void noSecretLeaves();
    void theMachineAndPhp();
    void theWebServerAndFpm();
    void sqlite();
    void sqliteWithUnfinishedWrites();
    void mariaDb();
    void postgreSql();
    void whoCanMakeScratchDatabases();
    void rightsThatMigrationsNeed();
    void aReplica();
    void aCacheThatIsAway();
    void packagesOfTheirOwn();
    void partsThatOthersDefined();
    void aWrongDatabasePassword();
    void withoutRights();
    void phpOwnServer();
    void schedulesAndEarlierRuns();
    void whatPeopleLeft();
    void whatTheDatabaseTells();
    void cancelled();

private:
    [[nodiscard]] Installation look(const LookServer& server);

    LookServer m_sqlite{LookServer::Database::Sqlite}, m_maria{LookServer::Database::MariaDb},
        m_postgres{LookServer::Database::PostgreSql};
    LocalHost m_host;
    QByteArray m_json;
    ServerFacts m_facts;
};

void TestLook::initTestCase() {
    const QString one = m_sqlite.start();
    QVERIFY2(one.isEmpty(), qPrintable(one));
    const QString two = m_maria.start();
    QVERIFY2(two.isEmpty(), qPrintable(two));
    const QString three = m_postgres.start();
    QVERIFY2(three.isEmpty(), qPrintable(three));
}

Installation TestLook::look(const LookServer& server) {
    const auto facts = inspectServer(m_host, {server.root()}, {});
    if (!facts) {
        qWarning("%s: %s", qPrintable(facts.error().what), qPrintable(facts.error().detail));
        return {};
    }
    if (!facts->problems.isEmpty())
        qWarning("problems: %s", qPrintable(facts->problems.join(S(" | "))));
    m_facts = *facts;
    m_json = QJsonDocument(toJson(*facts)).toJson();
    return at(*facts, server.root());
}

void TestLook::changesNothing_data() {
    QTest::addColumn<LookServer*>("which");
    QTest::newRow("SQLite") << &m_sqlite;
    QTest::newRow("MariaDB") << &m_maria;
    QTest::newRow("PostgreSQL") << &m_postgres;
}

void TestLook::changesNothing() {
    QFETCH(LookServer*, which);
    LookServer& server = *which;
    const auto files = LookServer::fingerprint(server.path(S("srv")));
    const auto configuration = LookServer::fingerprint(server.path(S("etc")));
    const QByteArray database = server.databaseFingerprint();
    QVERIFY(files.size() > 40);
    QVERIFY2(database.size() > 40 && !database.contains("ERROR"), database.constData());

    server.keepStatements();
    const Installation in = look(server);
    const QStringList statements = server.statements();
    QCOMPARE(in.path, server.root());
    QVERIFY(in.database.reachable);

    const QStringList changed = differences(files, LookServer::fingerprint(server.path(S("srv"))));
    QVERIFY2(changed.isEmpty(), qPrintable(changed.join(QLatin1Char('\n'))));
    QCOMPARE(differences(configuration, LookServer::fingerprint(server.path(S("etc")))), QStringList());
    QCOMPARE(server.databaseFingerprint(), database);
    const QString others = othersThanQuestions(statements).join(QLatin1Char('\n'));
    QCOMPARE(others, QString());
    const bool isKept = toString(in.database.engine) != toString(DatabaseEngine::Sqlite);
    QVERIFY2(!isKept || statements.filter(S("SELECT")).size() >= 10,
             qPrintable(statements.join(QLatin1Char('\n'))));
}

void TestLook::theCode() {
    const Installation in = look(m_sqlite);
    const CodeFacts& c = in.code;
    QVERIFY2(c.isRepository, qPrintable(c.whyNot));
    QCOMPARE(c.commit, m_sqlite.commitOf(S("6.3.0")));
    QCOMPARE(c.branch, QString());
    QCOMPARE(c.tagsAtHead, QStringList{S("6.3.0")});
    QCOMPARE(c.describe, S("6.3.0"));
    QCOMPARE(c.remoteName, S("origin"));
    QVERIFY(c.singleBranch);
    QVERIFY(!c.shallow);
    QCOMPARE(c.modified, QStringList{S("public/favicon.ico")});
    QCOMPARE(c.deleted, QStringList{S(".env-dist")});
    QCOMPARE(c.modeOnlyCount, 1);
    QCOMPARE(c.untracked,
             (QStringList{S("files"), S("public/main.1234.js"), S("resources/views/index.blade.php")}));
    QCOMPARE(c.version, S("6.3.0"));
    QVERIFY(c.versionCertain);
    QCOMPARE(c.lockHash, S("0123456789abcdef0123456789abcdef"));
    QCOMPARE(c.lockedPackages.value(S("dreamfactory/df-core")), S("1.0.3"));
    QCOMPARE(c.installedPackages.value(S("dreamfactory/df-core")), S("1.0.3"));
    QVERIFY(c.composerJson.contains(S("8.1.*")));
    QCOMPARE(c.uiGeneration, S("6.x"));
    QVERIFY(!c.commercial);
    QCOMPARE(in.owner, m_sqlite.owner());
    QCOMPARE(in.mode, S("0750"));
    QVERIFY(in.bytesWithoutStorage > 4096);
    QVERIFY(in.storage.bytes >= 10000);
    QVERIFY(in.storage.files >= 4);
    QCOMPARE(in.storage.symlinks, QStringList{S("files → storage/app")});
    QCOMPARE(in.storage.mountsBelow, QStringList());
}

void TestLook::theEnvironmentFile() {
    const Installation in = look(m_maria);
    QVERIFY(in.env.readable);
    QCOMPARE(in.env.sha256.size(), 64);
    QCOMPARE(in.env.appKeyForm, S("base64-32"));
    QCOMPARE(in.env.value(S("DB_USERNAME")).value_or(QString()), S("dfadmin"));
    QVERIFY(in.env.has(S("DB_PASSWORD")));
    QCOMPARE(in.env.value(S("DB_PASSWORD")).value_or(S("?")), QString());
    QVERIFY(!in.env.has(S("CACHE_DRIVER")));
    QCOMPARE(in.env.problems, QStringList());
}

void TestLook::noSecretLeaves() {
    for (const LookServer* server : {&m_sqlite, &m_maria, &m_postgres}) {
        QVERIFY(look(*server).env.readable);
        for (const char* canary : {"canary", "MDEyMzQ1Njc4OTAx", "0123456789012345678901234567"})
            QVERIFY2(!m_json.contains(canary), canary);
    }
}

void TestLook::theMachineAndPhp() {
    const Installation in = look(m_sqlite);
    QVERIFY(m_facts.machine.cpus >= 1);
    QVERIFY(m_facts.machine.memoryBytes > 100 * 1024 * 1024);
    QVERIFY(!m_facts.machine.osId.isEmpty());
    QCOMPARE(m_facts.machine.root, runsAsRoot());
    QVERIFY(QFileInfo(m_facts.machine.home).isDir());
    QVERIFY(qAbs(m_facts.machine.clock.secsTo(QDateTime::currentDateTimeUtc())) < 60);
    QVERIFY(m_facts.machine.tools.contains(S("git")));
    QVERIFY(!m_facts.machine.fileSystems.isEmpty());
    QVERIFY(m_facts.machine.fileSystems.first().freeBytes > 0);
    QVERIFY(in.php.binary.startsWith(QLatin1Char('/')));
    QVERIFY(in.php.version.startsWith(S("8.2.")));
    QVERIFY(in.php.extensions.contains(S("pdo_mysql")));
    QVERIFY(in.composerVersion.startsWith(S("2.")));
    QVERIFY(m_facts.seconds > 0);
}

void TestLook::theWebServerAndFpm() {
    const Installation in = look(m_maria);
    QCOMPARE(in.foundBy, S("nginx site"));
    QCOMPARE(in.web.kind, S("nginx"));
    QCOMPARE(in.web.localUrl, S("http://127.0.0.1:%1").arg(m_maria.webPort()));
    QCOMPARE(in.web.serverName, S("api.example.test"));
    QCOMPARE(in.web.siteFile, m_maria.path(S("etc/sites/df")));
    QVERIFY(in.web.loginRateLimited);
    QVERIFY(!in.web.tls);
    QCOMPARE(in.web.service, QString()); // started by hand
    QVERIFY(in.web.masterPid > 1);
    QVERIFY(in.fpm.found);
    QCOMPARE(in.fpm.poolFile, m_maria.path(S("etc/pool.d/www.conf")));
    QCOMPARE(in.fpm.configFile, m_maria.path(S("etc/fpm.conf")));
    QCOMPARE(in.fpm.socket, m_maria.path(S("etc/www.sock")));
    QCOMPARE(in.fpm.poolUser, m_maria.owner());
    QCOMPARE(in.fpm.binary, S("/usr/sbin/php-fpm8.2"));
    QCOMPARE(in.fpm.service, QString());
    QCOMPARE(in.fpm.opcacheValidatesTimestamps, std::optional<bool>(false));
    QVERIFY(in.fpm.version.startsWith(S("8.2.")));
    QCOMPARE(in.webUser, m_maria.owner());
    for (const char* name : {"core", "calendar", "pdo_mysql", "mbstring", "zlib"})
        QCOMPARE(in.fpm.extensions.contains(S(name)), in.php.extensions.contains(S(name)));
    QVERIFY(in.fpm.extensions.contains(S("core")));
}

void TestLook::sqlite() {
    const DatabaseFacts d = look(m_sqlite).database;
    QVERIFY2(d.reachable, qPrintable(d.error));
    QCOMPARE(toString(d.engine), toString(DatabaseEngine::Sqlite));
    QCOMPARE(d.name, m_sqlite.root() + S("/storage/databases/system.sqlite"));
    QVERIFY(d.insideTree);
    QCOMPARE(d.scratchWay, S("file"));
    QCOMPARE(d.tables, 4);
    QCOMPARE(d.counts.value(S("user"), -1), 2);
    QCOMPARE(d.counts.value(S("admin"), -1), 1);
    QCOMPARE(d.counts.value(S("service"), -1), 3);
    QCOMPARE(d.counts.value(S("role"), -1), 1);
    QCOMPARE(d.serviceTypes, (QMap<QString, int>{{S("sqlite"), 1}, {S("local_file"), 1}}));
    QCOMPARE(d.bcryptCosts, (QVector<int>{10, 12}));
    QCOMPARE(d.migrations.size(), 2);
    QCOMPARE(d.migrations.first(), S("2015_01_27_190908_create_system_tables"));
    QVERIFY(d.bytes >= 8192);
}

void TestLook::sqliteWithUnfinishedWrites() {
    // a writer that holds a write-ahead log: what it committed counts, and its files stay as they are
    LookServer server(LookServer::Database::Sqlite);
    const QString error = server.start();
    QVERIFY2(error.isEmpty(), qPrintable(error));
    QProcess writer;
    writer.start(S("sqlite3"), {server.root() + S("/storage/databases/system.sqlite")});
    QVERIFY(writer.waitForStarted());
    writer.write("PRAGMA journal_mode=wal; INSERT INTO role VALUES (2, 'writers'); SELECT 'ready';\n");
    QVERIFY(writer.waitForReadyRead(5000));
    QTRY_VERIFY(writer.readAll().contains("ready") ||
                QFile::exists(server.root() + S("/storage/databases/system.sqlite-wal")));
    QTest::qWait(200);
    const auto before = LookServer::fingerprint(server.root() + S("/storage/databases"));
    QCOMPARE(before.size(), 4);
    const DatabaseFacts d = look(server).database;
    QVERIFY2(d.reachable, qPrintable(d.error));
    QCOMPARE(d.counts.value(S("role"), -1), 2);
    auto after = LookServer::fingerprint(server.root() + S("/storage/databases"));
    for (const QString& name : before.keys())
        if (!name.endsWith(S("-shm"))) // locks only, shared by readers
            QCOMPARE(after.value(name), before.value(name));
    QCOMPARE(after.size(), before.size());
    writer.closeWriteChannel();
    QVERIFY(writer.waitForFinished());
}

void TestLook::mariaDb() {
    const DatabaseFacts d = look(m_maria).database;
    QVERIFY2(d.reachable, qPrintable(d.error));
    QCOMPARE(toString(d.engine), toString(DatabaseEngine::MySql));
    QVERIFY(d.isMariaDb);
    QCOMPARE(d.host, S("127.0.0.1"));
    QCOMPARE(d.port, QString::number(m_maria.databasePort()));
    QCOMPARE(d.name, S("dreamfactory"));
    QCOMPARE(d.user, S("dfadmin"));
    QCOMPARE(d.charset, S("utf8mb4"));
    QCOMPARE(d.tables, 4);
    QCOMPARE(d.counts.value(S("user"), -1), 2);
    QCOMPARE(d.counts.value(S("admin"), -1), 1);
    QCOMPARE(d.serviceTypes, (QMap<QString, int>{{S("sqlite"), 1}, {S("local_file"), 1}}));
    QCOMPARE(d.bcryptCosts, (QVector<int>{10, 12}));
    QCOMPARE(d.migrations.size(), 2);
    QVERIFY(d.dumpTool.endsWith(S("/mariadb-dump")));
    QVERIFY(d.clientTool.endsWith(S("/mariadb")));
    QCOMPARE(d.foreignConnections, 0);
    QVERIFY(d.identity.endsWith(S("/dreamfactory")));
    QVERIFY(d.bytes > 0);
}

void TestLook::postgreSql() {
    const DatabaseFacts d = look(m_postgres).database;
    QVERIFY2(d.reachable, qPrintable(d.error));
    QCOMPARE(toString(d.engine), S("pgsql"));
    QCOMPARE(d.port, QString::number(m_postgres.databasePort()));
    QCOMPARE(d.name, S("dreamfactory"));
    QCOMPARE(d.tables, 4);
    QCOMPARE(d.counts.value(S("user"), -1), 2);
    QCOMPARE(d.counts.value(S("admin"), -1), 1);
    QCOMPARE(d.serviceTypes, (QMap<QString, int>{{S("sqlite"), 1}, {S("local_file"), 1}}));
    QCOMPARE(d.bcryptCosts, (QVector<int>{10, 12}));
    QCOMPARE(d.migrations.size(), 2);
    QVERIFY(d.serverVersion.toDouble() >= 10 || d.serverVersion.contains(QLatin1Char('.')));
    QVERIFY(d.dumpTool.endsWith(S("/pg_dump")));
    QVERIFY(d.clientTool.endsWith(S("/psql")));
    QCOMPARE(d.foreignConnections, 0);
    QVERIFY(d.bytes > 1000000);
    if (runsAsRoot()) {
        QCOMPARE(d.scratchWay, S("root-socket"));
        QCOMPARE(d.adminSocket, m_postgres.databaseSocket());
    } else {
        QCOMPARE(d.scratchWay, S("own-server"));
    }
    (void)m_postgres.sql(S("ALTER ROLE dfadmin CREATEDB"));
    if (runsAsRoot())
        QCOMPARE(look(m_postgres).database.scratchWay, S("root-socket")); // the better way stays the first
    else
        QCOMPARE(look(m_postgres).database.scratchWay, S("app-user"));
}

void TestLook::whoCanMakeScratchDatabases() {
    const DatabaseFacts byRoot = look(m_maria).database;
    QCOMPARE(byRoot.scratchWay, runsAsRoot() ? S("root-socket") : S("own-server"));
    QCOMPARE(byRoot.adminSocket, runsAsRoot() ? m_maria.databaseSocket() : QString());

    (void)m_maria.sql(S("ALTER USER root@localhost IDENTIFIED BY 'x'; FLUSH PRIVILEGES;"));
    QCOMPARE(look(m_maria).database.scratchWay, S("own-server"));
    const auto asRoot = [&](const QString& statement) {
        return runLocal(S("mariadb"), {S("--no-defaults"), S("-S"), m_maria.databaseSocket(), S("-uroot"),
                                       S("-px"), S("-e"), statement});
    };
    QVERIFY(asRoot(S("GRANT ALL PRIVILEGES ON *.* TO dfadmin@'%'")));
    QCOMPARE(look(m_maria).database.scratchWay, S("app-user"));
    QVERIFY(asRoot(S("REVOKE ALL PRIVILEGES ON *.* FROM dfadmin@'%'; GRANT ALL PRIVILEGES ON "
                     "`dfu\\_%`.* TO dfadmin@'%'")));
    QCOMPARE(look(m_maria).database.scratchWay, S("app-user"));
    QVERIFY(asRoot(S("REVOKE ALL PRIVILEGES ON `dfu\\_%`.* FROM dfadmin@'%'; GRANT ALL PRIVILEGES ON "
                     "`other%`.* TO dfadmin@'%';"
                     "ALTER USER root@localhost IDENTIFIED BY ''")));
    QCOMPARE(look(m_maria).database.scratchWay, runsAsRoot() ? S("root-socket") : S("own-server"));
}

void TestLook::rightsThatMigrationsNeed() {
    QCOMPARE(look(m_maria).database.missingRights, QStringList());
    (void)m_maria.sql(S("REVOKE ALTER, CREATE ON dreamfactory.* FROM dfadmin@'%'"));
    QCOMPARE(look(m_maria).database.missingRights, (QStringList{S("CREATE"), S("ALTER")}));
    (void)m_maria.sql(S("GRANT ALL PRIVILEGES ON dreamfactory.* TO dfadmin@'%'"));
    QCOMPARE(look(m_maria).database.missingRights, QStringList());

    // A server in ANSI mode quotes names otherwise.
    (void)m_maria.sql(S("SET GLOBAL sql_mode = 'ANSI_QUOTES'"));
    QCOMPARE(look(m_maria).database.missingRights, QStringList());
    QCOMPARE(look(m_maria).database.sqlMode, S("ANSI_QUOTES"));
    (void)m_maria.sql(S("SET GLOBAL sql_mode = DEFAULT"));

    QCOMPARE(look(m_postgres).database.missingRights, QStringList());
    (void)m_postgres.sql(S("\\c dreamfactory\nALTER TABLE role OWNER TO CURRENT_USER;"));
    QCOMPARE(look(m_postgres).database.missingRights, QStringList{S("ownership of 1 tables")});
    (void)m_postgres.sql(S("\\c dreamfactory\nALTER TABLE role OWNER TO dfadmin;"));
    QCOMPARE(look(m_postgres).database.missingRights, QStringList());
}

void TestLook::aReplica() {
    QVERIFY(!look(m_maria).database.readOnly);
    QVERIFY(!look(m_postgres).database.readOnly);
    (void)m_maria.sql(S("SET GLOBAL read_only = 1"));
    QVERIFY(look(m_maria).database.readOnly);
    (void)m_maria.sql(S("GRANT READ ONLY ADMIN ON *.* TO dfadmin@'%'"));
    QVERIFY(!look(m_maria).database.readOnly);
    (void)m_maria.sql(S("REVOKE READ ONLY ADMIN ON *.* FROM dfadmin@'%'; SET GLOBAL read_only = 0"));
}

void TestLook::partsThatOthersDefined() {
    QCOMPARE(look(m_maria).database.foreignDefiners, QStringList());
    (void)m_maria.sql(S("CREATE DEFINER=root@localhost VIEW dreamfactory.names AS SELECT 1 AS one"));
    QCOMPARE(look(m_maria).database.foreignDefiners, QStringList{S("view names (root@localhost)")});
    (void)m_maria.sql(S("GRANT SET USER ON *.* TO dfadmin@'%'"));
    QCOMPARE(look(m_maria).database.foreignDefiners, QStringList());
    (void)m_maria.sql(S("REVOKE SET USER ON *.* FROM dfadmin@'%'; CREATE OR REPLACE DEFINER=dfadmin@'%' VIEW "
                        "dreamfactory.names AS SELECT 1 AS one"));
    QCOMPARE(look(m_maria).database.foreignDefiners, QStringList());
    (void)m_maria.sql(S("DROP VIEW dreamfactory.names"));
}

void TestLook::aCacheThatIsAway() {
    QFile env(m_sqlite.root() + S("/.env"));
    QVERIFY(env.open(QIODevice::ReadOnly));
    const QByteArray right = env.readAll();
    QTcpServer redis, gone;
    QVERIFY(redis.listen(QHostAddress::LocalHost) && gone.listen(QHostAddress::LocalHost));
    const QByteArray silent = QByteArray::number(gone.serverPort());
    gone.close();
    const auto put = [&](const QByteArray& port) {
        m_sqlite.write(S(".env"), right + "\nCACHE_DRIVER=redis\nCACHE_PORT=" + port + "\n");
    };
    m_sqlite.write(S("config/cache.php"), "<?php return ['default' => env('CACHE_DRIVER', 'file')];\n");
    put(QByteArray::number(redis.serverPort()));
    QCOMPARE(look(m_sqlite).env.silentCache, QString());
    put(silent);
    QCOMPARE(look(m_sqlite).env.silentCache, QString::fromUtf8("redis at 127.0.0.1:" + silent));
    // Another release reads another key.
    m_sqlite.write(S("config/cache.php"), "<?php return ['default' => env('CACHE_STORE', 'file')];\n");
    QCOMPARE(look(m_sqlite).env.silentCache, QString());
    m_sqlite.write(S(".env"), right);
    QVERIFY(QFile::remove(m_sqlite.root() + S("/config/cache.php")));
}

void TestLook::packagesOfTheirOwn() {
    QFile file(m_sqlite.root() + S("/composer.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray released = file.readAll();
    QCOMPARE(look(m_sqlite).code.ownPackages, QStringList());
    m_sqlite.write(S("composer.json"),
                   QByteArray(released).replace("\"php\":", "\"acme/df-erp\": \"1.0\", \"ext-gmp\": \"*\", "
                                                            "\"dreamfactory/df-script\": \"1.0\", \"php\":"));
    const Installation in = look(m_sqlite);
    m_sqlite.write(S("composer.json"), released);
    QVERIFY(in.code.modified.contains(S("composer.json")));
    QCOMPARE(in.code.ownPackages, QStringList{S("acme/df-erp")});
}

void TestLook::aWrongDatabasePassword() {
    QFile env(m_maria.root() + S("/.env"));
    QVERIFY(env.open(QIODevice::ReadOnly));
    const QByteArray right = env.readAll();
    m_maria.write(S(".env"), QByteArray(right).replace("canary-Db pw#1", "wrong-canary-Db"));
    const DatabaseFacts d = look(m_maria).database;
    m_maria.write(S(".env"), right);
    QVERIFY(!d.reachable);
    QVERIFY2(d.error.contains(S("Access denied")), qPrintable(d.error));
    QVERIFY(!m_json.contains("canary"));
    QCOMPARE(toString(d.engine), toString(DatabaseEngine::MySql));
}

void TestLook::withoutRights() {
    if (!runsAsRoot()) {
        QVERIFY(!look(m_sqlite).path.isEmpty()); // that is what all other tests here look like then
        return;
    }
    LocalHost nobody;
    nobody.actAs(S("nobody"));
    const auto facts = inspectServer(nobody, {m_sqlite.root()}, {});
    QVERIFY2(facts.has_value(), facts ? "" : qPrintable(facts.error().what));
    QVERIFY(!facts->machine.root);
    QCOMPARE(facts->machine.user, S("nobody"));
    const Installation in = at(*facts, m_sqlite.root()); // 0750: its place is known, no more
    QCOMPARE(in.path, m_sqlite.root());
    QVERIFY(!in.env.readable);
    QVERIFY(!in.code.isRepository);
    QVERIFY(!in.database.reachable);
}

void TestLook::phpOwnServer() {
    LookServer server(LookServer::Database::Sqlite);
    const QString error = server.start();
    QVERIFY2(error.isEmpty(), qPrintable(error));
    QFile::remove(server.path(S("etc/sites/df"))); // no site names it any more
    const int port = freePort(S("127.0.0.1"));
    QProcess php;
    php.setWorkingDirectory(server.root() + S("/public"));
    php.start(S("php"), {S("-S"), S("127.0.0.1:%1").arg(port), S("index.php")});
    QVERIFY(php.waitForStarted());
    const Installation in = look(server);
    php.kill();
    php.waitForFinished();
    QCOMPARE(in.web.kind, S("php -S"));
    QCOMPARE(in.web.localUrl, S("http://127.0.0.1:%1").arg(port));
    QCOMPARE(in.webUser, currentUser());
    QCOMPARE(qint64(in.web.masterPid), php.processId() ? php.processId() : in.web.masterPid);
    QVERIFY(!in.fpm.found);
}

void TestLook::schedulesAndEarlierRuns() {
    m_sqlite.write(S("artisan"), "#!/bin/sh\n# stands for a worker that runs for long\nsleep 60\n", true);
    QProcess worker;
    worker.setWorkingDirectory(m_sqlite.root());
    worker.start(S("sh"), {m_sqlite.root() + S("/artisan"), S("queue:work")});
    QVERIFY(worker.waitForStarted());
    m_sqlite.write(S(".df-practice"), "practice\n");
    m_sqlite.write(S("storage/framework/down"), "{}");
    const Installation in = look(m_sqlite);
    worker.kill();
    worker.waitForFinished();
    for (const char* made : {"/.df-practice", "/storage/framework/down"})
        QFile::remove(m_sqlite.root() + S(made));
    QVERIFY(m_sqlite.git({S("checkout"), S("-q"), S("artisan")}, m_sqlite.root()));
    QCOMPARE(in.schedules.size(), 1);
    QCOMPARE(in.schedules.first().kind, S("process"));
    QVERIFY(in.schedules.first().text.contains(S("artisan queue:work")));
    QVERIFY(in.practice);
    QVERIFY(in.maintenance);
}

void TestLook::whatPeopleLeft() {
    const QByteArray dump = "-- MariaDB dump\n-- Host: localhost    Database: dreamfactory\n";
    const QString migrations = S("vendor/dreamfactory/df-core/database/migrations/");
    m_maria.write(migrations + S("2015_01_27_190908_create_system_tables.php"), "<?php\n");
    m_maria.write(migrations + S("2030_01_01_000000_new.php"), "<?php\n");
    m_maria.write(S("dreamfactory.backup/artisan"), "<?php\n");
    m_maria.write(S("dreamfactory.df-upgrade-20260801-070000-0a1b/artisan"), "<?php\n");
    m_maria.write(S(".env.backup.20260801"), "A=b\n");
    m_maria.write(S("dump.sql"),
                  QByteArray(dump).replace("dreamfactory", look(m_maria).database.name.toUtf8()));
    m_maria.write(S("other.sql"), QByteArray(dump).replace("dreamfactory", "someone_else"));
    m_maria.write(S("public/favicon.ico"),
                  "<<<<<<< Updated upstream\na\n=======\nb\n>>>>>>> Stashed changes\n");
    const auto before = LookServer::fingerprint(m_maria.path(S("srv")));
    const Installation in = look(m_maria);
    QVERIFY(LookServer::fingerprint(m_maria.path(S("srv"))) == before);
    QCOMPARE(in.code.migrationsOnDisk,
             (QStringList{S("2015_01_27_190908_create_system_tables"), S("2030_01_01_000000_new")}));
    QCOMPARE(in.code.conflicted, QStringList{S("public/favicon.ico")});
    QMap<QString, QString> copies;
    for (const LeftCopy& copy : in.leftCopies) {
        copies[copy.path.mid(m_maria.root().size() + 1)] = copy.what;
        QVERIFY(copy.time.isValid());
    }
    QCOMPARE(copies, (QMap<QString, QString>{{S("dreamfactory.backup"), S("tree")},
                                             {S("dreamfactory.df-upgrade-20260801-070000-0a1b"), S("run")},
                                             {S(".env.backup.20260801"), S("env")},
                                             {S("dump.sql"), S("dump")}}));
}

void TestLook::whatTheDatabaseTells() {
    const auto run = [&](const char* statement) {
        (void)m_maria.sql(S("USE dreamfactory; ") + S(statement));
    };
    run("ALTER TABLE user ADD created_date TIMESTAMP NULL, ADD last_modified_date TIMESTAMP NULL, "
        "ADD last_login_date DATETIME NULL, ADD confirm_code VARCHAR(80) NULL, ADD last_modified_by_id INT "
        "NULL");
    run("UPDATE user SET created_date = '2026-01-01 10:00:00', last_modified_date = '2026-03-01 10:00:00'");
    run("SET SESSION sql_mode = ''; CREATE TABLE odd (d DATETIME NOT NULL DEFAULT '0000-00-00 00:00:00', e "
        "DATE) "
        "COLLATE latin1_swedish_ci ROW_FORMAT=COMPACT; INSERT INTO odd VALUES (NOW(), '0000-00-00')");
    run("CREATE TABLE app (id INT PRIMARY KEY, name VARCHAR(64), api_key VARCHAR(255)); INSERT INTO app "
        "VALUES "
        "(1, 'admin', 'ours'), (2, 'mine', 'x'), "
        "(3, 'api_docs', '36fda24fe5588fa4285ac6c6c2fdfbdb6b6bc9834699774c9bf777f706d05a88')");
    run("CREATE TABLE file_service_config (service_id INT, container TEXT); INSERT INTO file_service_config "
        "VALUES "
        "(1, '/usr/bin'), (2, '/no/such/place'), (2, 'app')");
    DatabaseFacts d = look(m_maria).database;
    QCOMPARE(d.passwordsDestroyed, 1); // of cost 12, never logged in since it was changed
    QCOMPARE(d.zeroDates, 2);
    QCOMPARE(d.collations.value(S("latin1_swedish_ci")), 1);
    QCOMPARE(d.rowFormats.value(S("Compact")), 1);
    QVERIFY(!d.sqlMode.isEmpty());
    QVERIFY(!d.largestTables.isEmpty() && d.largestTables.size() <= 10);
    QCOMPARE(d.ownApiKeys, QStringList{S("admin")});
    QCOMPARE(d.servicePaths, QStringList{S("db: /usr/bin")});
    run("UPDATE user SET last_login_date = '2026-03-01 10:00:01'");
    QCOMPARE(look(m_maria).database.passwordsDestroyed, 0);
    run("UPDATE user SET last_login_date = NULL, confirm_code = 'abc'");
    QCOMPARE(look(m_maria).database.passwordsDestroyed, 0);
    run("UPDATE user SET confirm_code = NULL, last_modified_by_id = 1");
    QCOMPARE(look(m_maria).database.passwordsDestroyed, 0);
}

void TestLook::cancelled() {
    CancelSource source;
    source.cancel();
    const auto facts = inspectServer(m_host, {}, source.token());
    QVERIFY(!facts);
    QCOMPARE(codeOf(facts), toString(ErrorCode::Cancelled));
}

QTEST_GUILESS_MAIN(TestLook)
#include "tst_look.moc"
