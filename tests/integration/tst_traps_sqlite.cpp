#include "support/move_bed.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace df;
using namespace df::test;

namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

const char* const kDatabase = "/storage/databases/system.sqlite";

} // namespace

/// What the vendor's guide does with an SQLite database, as it is written, and the harm of it; then the
/// move's own steps in the same place. The list of all: traps.md.
class TestTrapsSqlite : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theFileThatIsNotThere();
    void intoWhatIsThere();
    void whileSomebodyWrites();

private:
    void bringAndMoveIn();
    [[nodiscard]] QByteArray users() const {
        return m_bed->newSql(S("SELECT group_concat(email) FROM user;"));
    }

    std::unique_ptr<MoveBed> m_bed;
};

void TestTrapsSqlite::init() {
    m_bed = std::make_unique<MoveBed>(LookServer::Database::Sqlite);
    QCOMPARE(m_bed->start(), QString());
}

void TestTrapsSqlite::bringAndMoveIn() {
    QCOMPARE(m_bed->plan(), QString());
    QCOMPARE(m_bed->deliver(), QString());
    QCOMPARE(m_bed->steps({S("env.merge"), S("import.prove"), S("move.env"), S("move.database")}), QString());
    QCOMPARE(users(), QByteArray("a@example.test,b@example.test,c@example.test"));
}

/// Nothing is ever called dreamfactory.db: the dump of nothing goes well, and so does its import.
void TestTrapsSqlite::theFileThatIsNotThere() {
    const auto guide =
        m_bed->byHand(S("cp -r \"$OLD\" old; cd old && sqlite3 dreamfactory.db .dump > ../dump.sql && "
                        "cp -r \"$NEW\" ../new; cd ../new && sqlite3 dreamfactory.db < ../dump.sql && "
                        "grep -c INSERT ../dump.sql"));
    QCOMPARE(guide.text.trimmed(), QByteArray("0"));
    QCOMPARE(users(), QByteArray("temporary@example.test"));
    bringAndMoveIn();
}

/// Every table is there already: the temporary administrator stays, the old one doesn't come, others do.
void TestTrapsSqlite::intoWhatIsThere() {
    const auto guide =
        m_bed->byHand(S("cp \"$NEW%1\" new.sqlite; sqlite3 \"$OLD%1\" .dump > dump.sql && sqlite3 "
                        "new.sqlite < dump.sql; sqlite3 new.sqlite 'SELECT email FROM user'")
                          .arg(S(kDatabase)));
    QVERIFY2(guide.text.contains("already exists") && guide.text.contains("UNIQUE constraint failed"),
             guide.text.constData());
    QVERIFY2(guide.text.endsWith("temporary@example.test\nb@example.test\nc@example.test\n"),
             guide.text.constData());
    bringAndMoveIn();
    QCOMPARE(m_bed->newSql(S("SELECT count(*) FROM sqlite_master WHERE name = 'mcp_sessions';")),
             QByteArray("0"));
    QCOMPARE(m_bed->steps({S("move.database.undo")}), QString());
    QCOMPARE(users(), QByteArray("temporary@example.test"));
}

/// A database that is in use has its newest rows in the file beside it; a copy of the file alone lacks them.
void TestTrapsSqlite::whileSomebodyWrites() {
    const QString file = m_bed->oldServer.root() + S(kDatabase);
    QProcess writer;
    writer.start(S("sqlite3"), {S("-batch"), file});
    QVERIFY(writer.waitForStarted());
    writer.write("PRAGMA journal_mode=wal; PRAGMA wal_autocheckpoint=0;\n"
                 "INSERT INTO role VALUES (9, 'just written'); SELECT 'written';\n");
    QByteArray said;
    while (!said.contains("written") && writer.waitForReadyRead(10'000))
        said += writer.readAll();
    QVERIFY2(said.contains("written"), said.constData());

    const auto guide = m_bed->byHand(S("mkdir there; cp \"$OLD%1\" there/; sqlite3 there/system.sqlite "
                                       "'SELECT name FROM role WHERE id = 9'")
                                         .arg(S(kDatabase)));
    QCOMPARE(guide.text, QByteArray());

    bringAndMoveIn();
    writer.closeWriteChannel();
    QVERIFY(writer.waitForFinished(10'000));
    QCOMPARE(m_bed->newSql(S("SELECT name FROM role WHERE id = 9;")), QByteArray("just written"));
}

QTEST_GUILESS_MAIN(TestTrapsSqlite)
#include "tst_traps_sqlite.moc"
