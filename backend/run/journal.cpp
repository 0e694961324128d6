#include "run/journal.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>

namespace df {

namespace {

constexpr int schemaVersion = 1;

QJsonObject toJson(const JournalEntry& e) {
    return {{QStringLiteral("task"), e.task},
            {QStringLiteral("server"), e.server},
            {QStringLiteral("connection"), e.connection},
            {QStringLiteral("root"), e.root},
            {QStringLiteral("runFolder"), e.runFolder},
            {QStringLiteral("from"), e.from},
            {QStringLiteral("to"), e.to},
            {QStringLiteral("phase"), e.phase},
            {QStringLiteral("practice"), e.practice},
            {QStringLiteral("reportFolder"), e.reportFolder},
            {QStringLiteral("summary"), e.summary},
            {QStringLiteral("snapshotBefore"), e.snapshotBefore},
            {QStringLiteral("extra"), e.extra}};
}

JournalEntry entryFrom(const QSqlQuery& row) {
    const QJsonObject json = QJsonDocument::fromJson(row.value(4).toString().toUtf8()).object();
    const auto text = [&json](QLatin1String key) { return json.value(key).toString(); };
    JournalEntry e;
    e.runId = row.value(0).toString();
    e.startedAt = QDateTime::fromMSecsSinceEpoch(row.value(1).toLongLong(), Qt::UTC);
    e.changedAt = QDateTime::fromMSecsSinceEpoch(row.value(2).toLongLong(), Qt::UTC);
    e.open = row.value(3).toInt() != 0;
    e.task = text(QLatin1String("task"));
    e.server = text(QLatin1String("server"));
    e.connection = json.value(QLatin1String("connection")).toObject();
    e.root = text(QLatin1String("root"));
    e.runFolder = text(QLatin1String("runFolder"));
    e.from = text(QLatin1String("from"));
    e.to = text(QLatin1String("to"));
    e.phase = text(QLatin1String("phase"));
    e.practice = json.value(QLatin1String("practice")).toBool();
    e.reportFolder = text(QLatin1String("reportFolder"));
    e.summary = text(QLatin1String("summary"));
    e.snapshotBefore = json.value(QLatin1String("snapshotBefore")).toObject();
    e.extra = json.value(QLatin1String("extra")).toObject();
    return e;
}

Error unwritable(const QString& file, const QString& why) {
    return {ErrorCode::FileUnwritable,
            QStringLiteral("The journal %1 can't be written: %2").arg(file, why),
            {file},
            {},
            true};
}

/// A query in its own scope: it must be gone before the connection is closed. Null text: the statement
/// failed.
struct Answer {
    bool ok = false;
    bool damaged = false; ///< SQLITE_CORRUPT, SQLITE_NOTADB. A busy or read-only file is not damaged
    QString first;
};

Answer ask(const QString& connection, const QString& sql) {
    QSqlQuery query(QSqlDatabase::database(connection, false));
    Answer answer;
    answer.ok = query.exec(sql);
    const int code = query.lastError().nativeErrorCode().toInt() & 0xff;
    answer.damaged = !answer.ok && (code == 11 || code == 26);
    if (answer.ok && query.next())
        answer.first = query.value(0).toString();
    return answer;
}

enum class Health { Fine, Damaged, Failed };

Health prepareSchema(const QString& connection) {
    const char* table = "CREATE TABLE IF NOT EXISTS runs (id TEXT PRIMARY KEY, started INTEGER NOT NULL, "
                        "changed INTEGER NOT NULL, open INTEGER NOT NULL, body TEXT NOT NULL)";
    const char* statements[] = {"PRAGMA busy_timeout=5000", "PRAGMA journal_mode=WAL",
                                "PRAGMA synchronous=FULL", table};
    for (const char* sql : statements)
        if (const Answer answer = ask(connection, QLatin1String(sql)); !answer.ok)
            return answer.damaged ? Health::Damaged : Health::Failed;
    const Answer check = ask(connection, QStringLiteral("PRAGMA quick_check(1)"));
    if (check.damaged || (check.ok && check.first != QLatin1String("ok")))
        return Health::Damaged;
    return check.ok ? Health::Fine : Health::Failed;
}

bool openConnection(const QString& connection, const QString& file) {
    QSqlDatabase db = QSqlDatabase::database(connection, false);
    db.setDatabaseName(file);
    return db.open();
}

void closeConnection(const QString& connection) { QSqlDatabase::database(connection, false).close(); }

void moveAside(const QString& file) {
    const QString stamp = QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-hhmmsszzz"));
    for (const char* suffix : {"", "-wal", "-shm"}) {
        const QString part = file + QLatin1String(suffix);
        if (QFile::exists(part))
            QFile::rename(part, file + QStringLiteral(".damaged-") + stamp + QLatin1String(suffix));
    }
}

/// Made by us first, so that it never exists with more rights than its owner's.
bool createPrivately(const QString& file) {
    QFile f(file);
    if (f.exists())
        return true;
    return f.open(QIODevice::WriteOnly | QIODevice::NewOnly) &&
           f.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
}

} // namespace

Journal::Journal(const QString& file) : m_file(file), m_connection(QUuid::createUuid().toString()) {
    QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connection);
}

Journal::~Journal() {
    closeConnection(m_connection);
    QSqlDatabase::removeDatabase(m_connection);
}

Result<void> Journal::open(bool* damaged) {
    if (damaged)
        *damaged = false;
    if (!QDir().mkpath(QFileInfo(m_file).absolutePath()) || !createPrivately(m_file))
        return fail(unwritable(m_file, QStringLiteral("the file can't be created")));
    if (!openConnection(m_connection, m_file))
        return fail(unwritable(m_file, QSqlDatabase::database(m_connection, false).lastError().text()));
    const int version = ask(m_connection, QStringLiteral("PRAGMA user_version")).first.toInt();
    if (version > schemaVersion)
        return fail(ErrorCode::FileUnreadable,
                    QStringLiteral("The journal %1 was written by a newer release.").arg(m_file), {m_file});
    Health health = prepareSchema(m_connection);
    if (health == Health::Damaged) {
        closeConnection(m_connection);
        moveAside(m_file);
        if (damaged)
            *damaged = true;
        health = createPrivately(m_file) && openConnection(m_connection, m_file) ? prepareSchema(m_connection)
                                                                                 : Health::Failed;
    }
    if (health != Health::Fine)
        return fail(unwritable(m_file, QSqlDatabase::database(m_connection, false).lastError().text()));
    ask(m_connection, QStringLiteral("PRAGMA user_version=%1").arg(schemaVersion));
    return {};
}

Result<void> Journal::save(const JournalEntry& entry) {
    QSqlQuery query(QSqlDatabase::database(m_connection, false));
    query.prepare(
        QStringLiteral("INSERT INTO runs (id, started, changed, open, body) VALUES (?, ?, ?, ?, ?) "
                       "ON CONFLICT(id) DO UPDATE SET started=excluded.started, changed=excluded.changed, "
                       "open=excluded.open, body=excluded.body"));
    query.addBindValue(entry.runId);
    query.addBindValue(entry.startedAt.toMSecsSinceEpoch());
    query.addBindValue(entry.changedAt.toMSecsSinceEpoch());
    query.addBindValue(entry.open ? 1 : 0);
    query.addBindValue(QString::fromUtf8(QJsonDocument(toJson(entry)).toJson(QJsonDocument::Compact)));
    if (!query.exec())
        return fail(unwritable(m_file, query.lastError().text()));
    return {};
}

QVector<JournalEntry> Journal::entries() const {
    QVector<JournalEntry> list;
    QSqlQuery query(QSqlDatabase::database(m_connection, false));
    query.exec(
        QStringLiteral("SELECT id, started, changed, open, body FROM runs ORDER BY started DESC, id DESC"));
    while (query.next())
        list << entryFrom(query);
    return list;
}

Result<void> Journal::remove(const QString& runId) {
    QSqlQuery query(QSqlDatabase::database(m_connection, false));
    query.prepare(QStringLiteral("DELETE FROM runs WHERE id=?"));
    query.addBindValue(runId);
    if (!query.exec())
        return fail(unwritable(m_file, query.lastError().text()));
    return {};
}

} // namespace df
