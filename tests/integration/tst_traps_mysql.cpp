#include "support/move_bed.h"

#include <QDir>
#include <QTest>

using namespace df;
using namespace df::test;

namespace {

QString S(const char* text) { return QString::fromUtf8(text); }
const char* const kDump = "mysqldump --no-defaults -S \"$OLD_DB\" -u root ";

} // namespace

/// What the vendor's guide does with a MySQL or MariaDB database, as it is written, and the harm of it; then
/// the move's own steps in the same place. The list of all: traps.md.
class TestTrapsMysql : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theDumpNamesItsDatabase();
    void aPasswordIsAskedFor();
    void aDumpThatBreaksOff();
    void collationsOfMysql8();
    void definersThatAreNotHere();
    void tablesOfTheNewReleaseStay();
    void zeroDates();
    void whatIsWrittenAfterTheDump();
    void theSandboxLine();

private:
    void bring();
    void moveIn();
    [[nodiscard]] QByteArray services() const {
        return m_bed->newSql(S("SELECT GROUP_CONCAT(name ORDER BY id) FROM service;"));
    }

    std::unique_ptr<MoveBed> m_bed;
};

void TestTrapsMysql::init() {
    m_bed = std::make_unique<MoveBed>(LookServer::Database::MariaDb);
    QCOMPARE(m_bed->start(), QString());
}

void TestTrapsMysql::bring() {
    QCOMPARE(m_bed->plan(), QString());
    QCOMPARE(m_bed->deliver(), QString());
    QCOMPARE(m_bed->steps({S("env.merge"), S("import.prove")}), QString());
}

void TestTrapsMysql::moveIn() {
    QCOMPARE(m_bed->steps({S("move.env"), S("move.database")}), QString());
    QCOMPARE(services(), QByteArray("db,files,old"));
}

/// `--databases` writes USE: a drill on a server that has a database of that name writes over it.
void TestTrapsMysql::theDumpNamesItsDatabase() {
    const auto elsewhere = [&] {
        return m_bed->newSql(S("SELECT name FROM service WHERE id = 1;"), S("dreamfactory"));
    };
    (void)m_bed->newSql(S("UPDATE service SET name = 'orders-live' WHERE id = 1;"), S("dreamfactory"));
    bring();
    moveIn();
    QCOMPARE(elsewhere(), QByteArray("orders-live"));
    QCOMPARE(m_bed->steps({S("move.database.undo")}), QString());
    QCOMPARE(services(), QByteArray("db,files"));

    const auto guide = m_bed->byHand(S(kDump) + S("--databases dreamfactory --no-create-db > dump.sql && "
                                                  "db fresh < dump.sql"));
    QVERIFY2(guide.exitCode == 0, guide.text.constData());
    QCOMPARE(elsewhere(), QByteArray("db"));
    QCOMPARE(services(), QByteArray("db,files"));
}

/// `-p` asks; where nobody answers, what is left is an empty file, and importing that goes well.
void TestTrapsMysql::aPasswordIsAskedFor() {
    (void)m_bed->oldServer.sql(S("ALTER USER root@localhost IDENTIFIED BY 'root-pw';"));
    const auto dump = m_bed->byHand(S("setsid -w ") + S(kDump) +
                                    S("-p --databases dreamfactory --no-create-db > dump.sql"));
    QVERIFY(dump.exitCode != 0);
    const auto import = m_bed->byHand(S("test ! -s dump.sql && db_new fresh < dump.sql"));
    QVERIFY2(import.exitCode == 0, import.text.constData());
    QCOMPARE(services(), QByteArray("db,files"));

    bring(); // by the account in .env, whose password is in no one's arguments (tst_transfer_database)
    moveIn();
}

/// The line or the disk ends in the middle: the import of what there is goes well, and the rest is missing.
void TestTrapsMysql::aDumpThatBreaksOff() {
    const auto guide = m_bed->byHand(
        S(kDump) +
        S("dreamfactory > whole.sql && sed '/DROP TABLE IF EXISTS `user`/,$d' whole.sql > dump.sql && "
          "db_new fresh < dump.sql"));
    QVERIFY2(guide.exitCode == 0, guide.text.constData());
    QCOMPARE(services(), QByteArray("db,files,old"));
    QCOMPARE(m_bed->newSql(S("SELECT email FROM user;")), QByteArray("temporary@example.test"));

    QCOMPARE(m_bed->plan(), QString());
    QCOMPARE(m_bed->deliver(), QString());
    QCOMPARE(m_bed->steps({S("env.merge")}), QString());
    const QString in = m_bed->in() + S("/database");
    QVERIFY(m_bed->byHand(S("sed -i '/DROP TABLE IF EXISTS `user`/,$d' '%1'").arg(in)).exitCode == 0);
    const auto said = m_bed->step(S("import.prove"));
    QVERIFY(said.exitCode != 0);
    QVERIFY2(said.text.contains("has no end mark"), said.text.constData());
}

/// A collation that this server doesn't know stops the import when the first table is gone already.
void TestTrapsMysql::collationsOfMysql8() {
    const QString asMysql8 = S("sed -i '/^) ENGINE/s/ COLLATE=[a-z0-9_]*/ COLLATE=utf8mb4_0900_ai_ci/' ");
    const auto guide = m_bed->byHand(S(kDump) + S("dreamfactory > dump.sql && ") + asMysql8 +
                                     S("dump.sql && db_new fresh < dump.sql"));
    QVERIFY(guide.exitCode != 0);
    QVERIFY2(guide.text.contains("Unknown collation: 'utf8mb4_0900_ai_ci'"), guide.text.constData());
    QCOMPARE(m_bed->newSql(S("SHOW TABLES LIKE 'migrations';")), QByteArray());
    (void)m_bed->newSql(
        S("CREATE TABLE migrations (id INTEGER PRIMARY KEY, migration VARCHAR(255), batch INTEGER);"));

    QCOMPARE(m_bed->plan(), QString());
    QCOMPARE(m_bed->deliver(), QString());
    QVERIFY(m_bed->byHand(asMysql8 + m_bed->in() + S("/database")).exitCode == 0);
    QCOMPARE(m_bed->steps({S("env.merge"), S("import.prove")}), QString());
    moveIn();
    QCOMPARE(m_bed->newSql(S("SELECT table_collation FROM information_schema.tables WHERE table_schema = "
                             "'fresh' AND table_name = 'service';")),
             QByteArray("utf8mb4_unicode_ci"));
}

/// Triggers and views name the account that made them. Where it isn't, they can't be made, or work for
/// nobody.
void TestTrapsMysql::definersThatAreNotHere() {
    (void)m_bed->oldSql(S("CREATE USER gone@localhost; GRANT ALL ON dreamfactory.* TO gone@localhost;"
                          "CREATE DEFINER=gone@localhost TRIGGER named BEFORE INSERT ON role FOR EACH ROW "
                          "SET NEW.name = UPPER(NEW.name);"));
    const auto guide = m_bed->byHand(S(kDump) + S("dreamfactory > dump.sql && db_new fresh < dump.sql"));
    QVERIFY(guide.exitCode != 0);
    QVERIFY2(guide.text.contains("ERROR 1227"), guide.text.constData());
    QCOMPARE(services(), QByteArray("db,files")); // after role it stopped
    const auto asRoot =
        m_bed->byHand(S("db fresh < dump.sql && db_new fresh -e \"INSERT INTO role VALUES (7, 'x')\""));
    QVERIFY(asRoot.exitCode != 0);
    QVERIFY2(asRoot.text.contains("ERROR 1449"), asRoot.text.constData());

    bring();
    moveIn();
    const auto insert = m_bed->byHand(S("db_new fresh -e \"INSERT INTO role VALUES (7, 'x')\""));
    QVERIFY2(insert.exitCode == 0, insert.text.constData());
    QCOMPARE(m_bed->newSql(S("SELECT name FROM role WHERE id = 7;")), QByteArray("X"));
}

/// A dump drops its own tables alone: what the new release made stays, and its migration then finds it there.
void TestTrapsMysql::tablesOfTheNewReleaseStay() {
    const QString migration = S("db_new fresh -e 'CREATE TABLE mcp_sessions (id INTEGER PRIMARY KEY)'");
    const auto guide =
        m_bed->byHand(S(kDump) + S("dreamfactory > dump.sql && db_new fresh < dump.sql && ") + migration);
    QVERIFY(guide.exitCode != 0);
    QVERIFY2(guide.text.contains("ERROR 1050"), guide.text.constData());

    bring();
    moveIn();
    const auto ours = m_bed->byHand(migration);
    QVERIFY2(ours.exitCode == 0, ours.text.constData());
}

/// The guide's answer to strict mode is a line in a file of git's; it counts only where it stands last.
void TestTrapsMysql::zeroDates() {
    QVERIFY(m_bed
                ->byHand(S(
                    "cat > database.php <<'END'\n<?php\nreturn ['mysql' => [\n    'strict' => false,  // Add "
                    "this line\n    'driver' => 'mysql',\n    'strict' => true,\n]];\nEND\n"))
                .exitCode == 0);
    QCOMPARE(m_bed->byHand(S("php -r 'var_export((include \"database.php\")[\"mysql\"][\"strict\"]);'")).text,
             QByteArray("true"));

    (void)m_bed->oldSql(S("SET sql_mode = ''; CREATE TABLE visits (id INTEGER PRIMARY KEY, at DATETIME); "
                          "INSERT INTO visits VALUES (1, '0000-00-00');"));
    (void)m_bed->newServer.sql(S("SET GLOBAL sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE';"));
    bring();
    moveIn();
    QCOMPARE(m_bed->newSql(S("SELECT at FROM visits;")), QByteArray("0000-00-00 00:00:00"));
}

/// Nobody shut the old server: what users write after the dump is lost.
void TestTrapsMysql::whatIsWrittenAfterTheDump() {
    const QString write = S("INSERT INTO role VALUES (8, 'after the dump');");
    const auto roles = [&] { return m_bed->newSql(S("SELECT GROUP_CONCAT(name ORDER BY id) FROM role;")); };
    QVERIFY(m_bed->byHand(S(kDump) + S("dreamfactory > dump.sql")).exitCode == 0);
    bring();
    (void)m_bed->oldSql(write);
    QVERIFY(m_bed->byHand(S("db_new fresh < dump.sql")).exitCode == 0);
    QCOMPARE(roles(), QByteArray("readers"));

    QCOMPARE(m_bed->deliver(), QString()); // the last copy, of which the old one is shut (tst_migration_run)
    QCOMPARE(m_bed->steps({S("import.again")}), QString());
    moveIn();
    QCOMPARE(roles(), QByteArray("readers,after the dump"));
}

/// Only a client that isn't MariaDB's stops at it, and none can be had here: that it doesn't come along.
void TestTrapsMysql::theSandboxLine() {
    const auto dump = m_bed->byHand(S(kDump) + S("dreamfactory | head -n 1"));
    QVERIFY2(dump.text.startsWith("/*M!999999\\- enable the sandbox mode */"), dump.text.constData());
    bring();
    const auto ours = m_bed->byHand(S("head -n 1 '%1/database.fit'").arg(m_bed->in()));
    QVERIFY2(ours.text.startsWith("-- MariaDB dump"), ours.text.constData());
}

QTEST_GUILESS_MAIN(TestTrapsMysql)
#include "tst_traps_mysql.moc"
