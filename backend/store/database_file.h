#pragma once

#include "core/result.h"

#include <QSqlDatabase>
#include <QString>
#include <QStringList>

namespace df {

/// A SQLite file (WAL, synchronous=FULL) of this program, readable by its owner alone, with a connection of
/// its own. One object per thread.
class DatabaseFile {
public:
    /// `what` names it in errors: "journal". `schema`: statements that may be run again and again.
    DatabaseFile(QString file, QString what, int version, QStringList schema);
    ~DatabaseFile();
    DatabaseFile(const DatabaseFile&) = delete;
    DatabaseFile& operator=(const DatabaseFile&) = delete;

    /// A damaged file is moved aside (never deleted) and a new one begun; `damaged` says so. Of a newer
    /// release: FileUnreadable; locked by another program for 5 s, or out of reach: FileUnwritable.
    [[nodiscard]] Result<void> open(bool* damaged = nullptr);
    [[nodiscard]] QSqlDatabase connection() const { return QSqlDatabase::database(m_connection, false); }
    [[nodiscard]] Error unwritable(const QString& why) const;
    [[nodiscard]] Error unreadable(const QString& why) const;

private:
    enum class Health { Fine, Damaged, Failed };
    [[nodiscard]] bool openConnection();
    [[nodiscard]] Health prepare();
    [[nodiscard]] Health beginAnew();

    QString m_file, m_what, m_connection;
    int m_version;
    QStringList m_schema;
};

} // namespace df
