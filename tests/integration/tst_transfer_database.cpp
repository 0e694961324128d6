#include "support/look_server.h"
#include "support/result_text.h"
#include "support/secret_watch.h"
#include "support/transfer_case.h"

#include <QDir>
#include <QFileInfo>
#include <QTest>

#include <unistd.h>

using namespace df;
using namespace df::test;

/// The system database goes to another server: its dump loads again, and both are alike by the rows' hashes.
class TstTransferDatabase : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void init();
    void cleanup();
    void dumpLoadsAgain();
    void nothingSecretIsSeen();
    void onlyRead();
    void wrongPassword();
    void cutDump();

private:
    using Database = LookServer::Database;
    Result<Delivered> carry(const QString& id, Parcel::Kind kind, const QString& envFile = {});
    QString load();
    void fill(int rows) const;
    [[nodiscard]] QByteArray env() const;

    std::unique_ptr<LookServer> m_look;
    std::unique_ptr<TransferCase> m_case;
    std::unique_ptr<Courier> m_courier;
};

void TstTransferDatabase::initTestCase_data() {
    QTest::addColumn<int>("database");
    QTest::newRow("MariaDB") << int(Database::MariaDb);
    QTest::newRow("PostgreSQL") << int(Database::PostgreSql);
    QTest::newRow("SQLite") << int(Database::Sqlite);
}

void TstTransferDatabase::init() {
    QFETCH_GLOBAL(int, database);
    m_look = std::make_unique<LookServer>(Database(database));
    QCOMPARE(m_look->start(), QString());
    m_case = std::make_unique<TransferCase>();
    QVERIFY(m_case->start());
    m_courier = m_case->courier(m_look->root());
}

void TstTransferDatabase::cleanup() {
    m_courier.reset();
    m_case.reset();
    m_look.reset();
    // nothing is left of what the old server's end needed; other tests have theirs
    for (const QFileInfo& info :
         QDir(QStringLiteral("/var/tmp")).entryInfoList({QStringLiteral("df-transfer.*")}, QDir::Dirs)) {
        QFile pid(info.filePath() + QStringLiteral("/pid"));
        QVERIFY2(
            info.ownerId() != ::getuid() || !pid.open(QIODevice::ReadOnly) ||
                QFileInfo::exists(QStringLiteral("/proc/") + QString::fromLatin1(pid.readAll()).trimmed()),
            qPrintable(info.filePath()));
    }
}

Result<Delivered> TstTransferDatabase::carry(const QString& id, Parcel::Kind kind, const QString& envFile) {
    Parcel parcel;
    parcel.id = id;
    parcel.kind = kind;
    parcel.envFile = envFile;
    return m_courier->carry(parcel, m_case->trip(), {});
}

QByteArray TstTransferDatabase::env() const {
    QFile file(m_look->root() + QStringLiteral("/.env"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// What arrived becomes another database; the .env that names it.
QString TstTransferDatabase::load() {
    QFETCH_GLOBAL(int, database);
    const QString dump = m_case->in() + QStringLiteral("/database");
    QByteArray text = env(), said;
    bool ok = true;
    if (Database(database) == Database::MariaDb) {
        (void)m_look->sql(QStringLiteral("CREATE DATABASE loaded; GRANT ALL ON loaded.* TO dfadmin@'%'"));
        ok = runLocal(QStringLiteral("sh"),
                      {QStringLiteral("-c"),
                       QStringLiteral("mariadb --no-defaults -S \"$1\" -u root loaded < \"$2\""),
                       QStringLiteral("sh"), m_look->databaseSocket(), dump},
                      {}, &said);
        text.replace("DB_DATABASE=dreamfactory", "DB_DATABASE=loaded");
    } else if (Database(database) == Database::PostgreSql) {
        (void)m_look->sql(QStringLiteral("CREATE DATABASE loaded OWNER dfadmin;"));
        ok = runLocal(
            QStringLiteral("sh"),
            {QStringLiteral("-c"),
             QStringLiteral(
                 "PGPASSWORD='canary-Db pw#1' pg_restore --no-owner --no-acl --exit-on-error -h 127.0.0.1 "
                 "-p $1 -U dfadmin -d loaded \"$2\""),
             QStringLiteral("sh"), QString::number(m_look->databasePort()), dump},
            {}, &said);
        text.replace("DB_DATABASE=dreamfactory", "DB_DATABASE=loaded");
    } else {
        text.replace("DB_DATABASE=system.sqlite", "DB_DATABASE=\"" + dump.toUtf8() + "\"");
    }
    if (!ok)
        qWarning("%s", said.constData());
    m_look->write(QStringLiteral(".env.loaded"), text);
    return m_look->root() + QStringLiteral("/.env.loaded");
}

void TstTransferDatabase::dumpLoadsAgain() {
    const auto before = carry(QStringLiteral("tables-before"), Parcel::Kind::Tables);
    QVERIFY2(before, qPrintable(why(before)));
    const auto dump = carry(QStringLiteral("database"), Parcel::Kind::Database);
    QVERIFY2(dump, qPrintable(why(dump)));
    const auto loaded = carry(QStringLiteral("tables-loaded"), Parcel::Kind::Tables, load());
    QVERIFY2(loaded, qPrintable(why(loaded)));
    const QByteArray lines = m_case->read(QStringLiteral("tables-before"));
    QCOMPARE(m_case->read(QStringLiteral("tables-loaded")), lines);
    QVERIFY(lines.contains("\nservice\t"));
    for (const QByteArray& line : lines.trimmed().split('\n'))
        QCOMPARE(line.split('\t').size(), 3);
    // and a changed row is seen
    QFETCH_GLOBAL(int, database);
    const char* use = Database(database) == Database::MariaDb      ? "USE dreamfactory;"
                      : Database(database) == Database::PostgreSql ? "\\c dreamfactory\n"
                                                                   : "";
    (void)m_look->sql(QLatin1String(use) + QStringLiteral("UPDATE service SET name = 'else' WHERE id = 1;"));
    QVERIFY(carry(QStringLiteral("tables-after"), Parcel::Kind::Tables));
    const QByteArray after = m_case->read(QStringLiteral("tables-after"));
    QVERIFY(after != lines);
    QCOMPARE(after.count('\n'), lines.count('\n'));
}

void TstTransferDatabase::nothingSecretIsSeen() {
    const QByteArray canary = "canary-Db pw#1";
    SecretWatch watch({canary, canary.toPercentEncoding()}, -1);
    QVERIFY(carry(QStringLiteral("tables-before"), Parcel::Kind::Tables));
    QVERIFY(carry(QStringLiteral("database"), Parcel::Kind::Database));
    watch.stop();
    QCOMPARE(watch.seen(), QStringList());
    QVERIFY(watch.rounds() > 2);
    for (const QByteArray& log : {m_case->oldServer.log(), m_case->newServer.log()})
        QVERIFY(!log.contains(canary));
}

void TstTransferDatabase::onlyRead() {
    const auto files = LookServer::fingerprint(m_look->root());
    const QByteArray rows = m_look->databaseFingerprint();
    QVERIFY(carry(QStringLiteral("tables-before"), Parcel::Kind::Tables));
    QVERIFY(carry(QStringLiteral("database"), Parcel::Kind::Database));
    QCOMPARE(m_look->databaseFingerprint(), rows);
    QCOMPARE(LookServer::fingerprint(m_look->root()), files);
}

void TstTransferDatabase::wrongPassword() {
    QFETCH_GLOBAL(int, database);
    QByteArray text = env();
    text.replace("canary-Db pw#1", "canary-wrong pw#2")
        .replace("DB_DATABASE=system.sqlite", "DB_DATABASE=nothing.sqlite");
    m_look->write(QStringLiteral(".env.wrong"), text);
    const auto dump = carry(QStringLiteral("database"), Parcel::Kind::Database,
                            m_look->root() + QStringLiteral("/.env.wrong"));
    QCOMPARE(codeOf(dump), QStringLiteral("transfer-failed"));
    QCOMPARE(dump.error().facts.mid(0, 2),
             (QStringList{QStringLiteral("old"), Database(database) == Database::Sqlite
                                                     ? QStringLiteral("missing")
                                                     : QStringLiteral("dump")}));
    QVERIFY(!(dump.error().what + dump.error().detail).contains(QLatin1String("canary-wrong")));
    QVERIFY(!QFileInfo::exists(m_case->in() + QStringLiteral("/database")));
    QVERIFY(!carry(QStringLiteral("tables-before"), Parcel::Kind::Tables,
                   m_look->root() + QStringLiteral("/.env.wrong")));
}

void TstTransferDatabase::fill(int rows) const {
    QFETCH_GLOBAL(int, database);
    const QString values =
        Database(database) == Database::MariaDb
            ? QStringLiteral(
                  "USE dreamfactory; CREATE TABLE big (x int, t text); INSERT INTO big SELECT seq, "
                  "SHA2(seq, 512) FROM seq_1_to_%1;")
        : Database(database) == Database::PostgreSql
            ? QStringLiteral("\\c dreamfactory\nSET ROLE dfadmin;CREATE TABLE big AS SELECT g AS x, "
                             "encode(sha512(g::text::bytea), 'hex') AS t FROM generate_series(1, %1) g;")
            : QStringLiteral(
                  "CREATE TABLE big AS WITH RECURSIVE s(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM s "
                  "WHERE x < %1) SELECT x, hex(randomblob(64)) AS t FROM s;");
    (void)m_look->sql(values.arg(rows));
}

void TstTransferDatabase::cutDump() {
    QFETCH_GLOBAL(int, database);
    fill(120'000); // some 16 MB
    int cuts = 0;
    Parcel parcel;
    parcel.id = QStringLiteral("database");
    parcel.kind = Parcel::Kind::Database;
    Trip trip = m_case->trip();
    trip.bytesPerSecond = 4'000'000;
    trip.progress = [&](const TransferProgress& p) {
        if (p.bytesDone > (cuts + 1) * 3'000'000 && cuts < 2) {
            ++cuts;
            m_case->oldServer.killConnections();
            m_case->newServer.killConnections();
        }
    };
    const auto dump = m_courier->carry(parcel, trip, {});
    QVERIFY2(dump, qPrintable(why(dump)));
    QVERIFY(dump->cuts >= 2);
    QVERIFY(carry(QStringLiteral("tables-before"), Parcel::Kind::Tables));
    QVERIFY(carry(QStringLiteral("tables-loaded"), Parcel::Kind::Tables, load()));
    QCOMPARE(m_case->read(QStringLiteral("tables-loaded")), m_case->read(QStringLiteral("tables-before")));
    if (Database(database) == Database::PostgreSql) // whose dump has the time in it
        return;
    QVERIFY2(dump->bytesSentAgain <= dump->cuts * 1024 * 1024,
             qPrintable(QString::number(dump->bytesSentAgain)));
}

QTEST_GUILESS_MAIN(TstTransferDatabase)
#include "tst_transfer_database.moc"
