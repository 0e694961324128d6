#include "store/database_file.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>

namespace df {

namespace {

/// A query in its own scope: it must be gone before the connection is closed. Null text: the statement
/// failed.
struct Answer {
    bool ok = false;
    bool damaged = false; ///< SQLITE_CORRUPT, SQLITE_NOTADB. A busy or read-only file is not damaged
    QString first;
};

Answer ask(const QSqlDatabase& db, const QString& sql) {
    QSqlQuery query(db);
    Answer answer;
    answer.ok = query.exec(sql);
    const int code = query.lastError().nativeErrorCode().toInt() & 0xff;
    answer.damaged = !answer.ok && (code == 11 || code == 26);
    if (answer.ok && query.next())
        answer.first = query.value(0).toString();
    return answer;
}

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

DatabaseFile::DatabaseFile(QString file, QString what, int version, QStringList schema)
    : m_file(std::move(file)), m_what(std::move(what)), m_connection(QUuid::createUuid().toString()),
      m_version(version), m_schema(std::move(schema)) {
    QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connection);
}

DatabaseFile::~DatabaseFile() {
    connection().close();
    QSqlDatabase::removeDatabase(m_connection);
}

Error DatabaseFile::unwritable(const QString& why) const {
    return {ErrorCode::FileUnwritable,
            QStringLiteral("The %1 %2 can't be written: %3").arg(m_what, m_file, why),
            {m_file},
            {},
            true};
}

Error DatabaseFile::unreadable(const QString& why) const {
    return {ErrorCode::FileUnreadable,
            QStringLiteral("The %1 %2 can't be read: %3").arg(m_what, m_file, why),
            {m_file},
            {},
            false};
}

bool DatabaseFile::openConnection() {
    QSqlDatabase db = connection();
    db.setDatabaseName(m_file);
    return db.open();
}

DatabaseFile::Health DatabaseFile::prepare() {
    const QStringList first{QStringLiteral("PRAGMA busy_timeout=5000"),
                            QStringLiteral("PRAGMA journal_mode=WAL"),
                            QStringLiteral("PRAGMA synchronous=FULL")};
    for (const QString& sql : first + m_schema)
        if (const Answer answer = ask(connection(), sql); !answer.ok)
            return answer.damaged ? Health::Damaged : Health::Failed;
    const Answer check = ask(connection(), QStringLiteral("PRAGMA quick_check(1)"));
    if (check.damaged || (check.ok && check.first != QLatin1String("ok")))
        return Health::Damaged;
    return check.ok ? Health::Fine : Health::Failed;
}

DatabaseFile::Health DatabaseFile::beginAnew() {
    connection().close();
    moveAside(m_file);
    return createPrivately(m_file) && openConnection() ? prepare() : Health::Failed;
}

Result<void> DatabaseFile::open(bool* damaged) {
    if (damaged)
        *damaged = false;
    if (!QDir().mkpath(QFileInfo(m_file).absolutePath()) || !createPrivately(m_file))
        return fail(unwritable(QStringLiteral("the file can't be created")));
    if (!openConnection())
        return fail(unwritable(connection().lastError().text()));
    const int version = ask(connection(), QStringLiteral("PRAGMA user_version")).first.toInt();
    if (version > m_version) {
        connection().close(); // nothing of ours may be written into it
        return fail(ErrorCode::FileUnreadable,
                    QStringLiteral("The %1 %2 was written by a newer release.").arg(m_what, m_file),
                    {m_file});
    }
    Health health = prepare();
    if (health == Health::Damaged) {
        if (damaged)
            *damaged = true;
        health = beginAnew();
    }
    if (health != Health::Fine)
        return fail(unwritable(connection().lastError().text()));
    ask(connection(), QStringLiteral("PRAGMA user_version=%1").arg(m_version));
    return {};
}

} // namespace df
