#include "support/move_bed.h"

#include <QTest>

using namespace df;
using namespace df::test;

namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

const char* const kDump =
    "PGPASSWORD='canary-Db pw#1' pg_dump -h 127.0.0.1 -p $OLD_PORT -U dfadmin -d dreamfactory "
    "-F p > dump.sql && ";

} // namespace

/// What the vendor's guide does with a PostgreSQL database, as it is written, and the harm of it; then the
/// move's own steps in the same place. The list of all: traps.md.
class TestTrapsPgsql : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void plainDumpIntoWhatIsThere();
    void ownersThatAreNotHere();
    void aRestoreThatFailsChangesNothing();

private:
    void bring();
    [[nodiscard]] QByteArray names(const char* table, const char* column) const {
        return m_bed->newSql(S("SELECT string_agg(%2, ',' ORDER BY id) FROM %1;")
                                 .arg(QLatin1String(table), QLatin1String(column)));
    }

    std::unique_ptr<MoveBed> m_bed;
};

void TestTrapsPgsql::init() {
    m_bed = std::make_unique<MoveBed>(LookServer::Database::PostgreSql);
    QCOMPARE(m_bed->start(), QString());
}

void TestTrapsPgsql::bring() {
    QCOMPARE(m_bed->plan(), QString());
    QCOMPARE(m_bed->deliver(), QString());
    QCOMPARE(m_bed->steps({S("env.merge"), S("import.prove")}), QString());
}

/// Every table is there already and every number is taken: psql says so, goes on, and ends with 0. The
/// temporary administrator stays, the old one doesn't come.
void TestTrapsPgsql::plainDumpIntoWhatIsThere() {
    const auto guide = m_bed->byHand(S(kDump) + S("db_new -d fresh < dump.sql"));
    QVERIFY2(guide.exitCode == 0, guide.text.constData());
    QVERIFY2(guide.text.contains("already exists") && guide.text.contains("duplicate key value"),
             guide.text.constData());
    QCOMPARE(names("\"user\"", "email"), QByteArray("temporary@example.test"));
    QCOMPARE(names("service", "name"), QByteArray("db,files"));

    bring();
    QCOMPARE(m_bed->steps({S("move.env"), S("move.database")}), QString());
    QCOMPARE(names("\"user\"", "email"), QByteArray("a@example.test,b@example.test,c@example.test"));
    QCOMPARE(names("service", "name"), QByteArray("db,files,old"));
    QCOMPARE(m_bed->newSql(S("SELECT to_regclass('mcp_sessions');")), QByteArray());
    QCOMPARE(m_bed->steps({S("move.database.undo")}), QString());
    QCOMPARE(names("\"user\"", "email"), QByteArray("temporary@example.test"));
    QCOMPARE(m_bed->newSql(S("SELECT to_regclass('mcp_sessions');")), QByteArray("mcp_sessions"));
}

/// The tables are given to a role of the old server's: psql, as root, ends with 0, and DreamFactory's account
/// may not read what it has been given.
void TestTrapsPgsql::ownersThatAreNotHere() {
    (void)m_bed->newServer.sql(S("DROP DATABASE fresh;\nCREATE DATABASE fresh OWNER freshadmin;\n"
                                 "DROP DATABASE dreamfactory;\nDROP ROLE dfadmin;"));
    const bool root = m_bed->newServer.owner() == S("www-data");
    const auto guide = m_bed->byHand(S(kDump) + (root ? S("runuser -u postgres -- psql -X -h \"$NEW_DB\" -p "
                                                          "$NEW_PORT -U postgres -d fresh < dump.sql")
                                                      : S("db -d fresh < dump.sql")));
    QVERIFY2(guide.exitCode == 0, guide.text.constData());
    QVERIFY2(guide.text.contains("role \"dfadmin\" does not exist"), guide.text.constData());
    const QString read = S("db_new -d fresh -c 'SELECT name FROM service'");
    const auto denied = m_bed->byHand(read);
    QVERIFY(denied.exitCode != 0);
    QVERIFY2(denied.text.contains("permission denied"), denied.text.constData());

    (void)m_bed->newServer.sql(S("DROP DATABASE fresh;\nCREATE DATABASE fresh OWNER freshadmin;"));
    (void)m_bed->newSql(S("SET ROLE freshadmin; CREATE TABLE migrations (id int);"));
    bring();
    QCOMPARE(m_bed->steps({S("move.env"), S("move.database")}), QString());
    const auto ours = m_bed->byHand(read);
    QVERIFY2(ours.exitCode == 0, ours.text.constData());
}

/// What can't be loaded leaves the database half old and half new; in the move, as it was.
void TestTrapsPgsql::aRestoreThatFailsChangesNothing() {
    (void)m_bed->newServer.sql(S("DROP DATABASE fresh;\nCREATE DATABASE fresh OWNER freshadmin;"));
    const auto guide = m_bed->byHand(
        S(kDump) +
        S("sed '/^COPY public.service /,/^\\\\\\./s/^2\\t/two\\t/' dump.sql > bad.sql && db_new -d fresh "
          "< bad.sql"));
    QVERIFY2(guide.exitCode == 0, guide.text.constData());
    QVERIFY2(guide.text.contains("invalid input syntax"), guide.text.constData());
    QCOMPARE(names("service", "name"), QByteArray());
    QCOMPARE(names("role", "name"), QByteArray("readers"));

    bring();
    QVERIFY(m_bed->byHand(S("truncate -s -400 '%1/database.fit'").arg(m_bed->in())).exitCode == 0);
    const QByteArray before = names("role", "name");
    QVERIFY(m_bed->step(S("move.database")).exitCode != 0);
    QCOMPARE(names("role", "name"), before);
}

QTEST_GUILESS_MAIN(TestTrapsPgsql)
#include "tst_traps_pgsql.moc"
