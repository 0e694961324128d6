#pragma once

#include "core/cancel.h"
#include "core/result.h"
#include "transfer/parcel.h"

#include <QJsonObject>
#include <QMap>

namespace df {

/// How the old server was when its data were copied: enough to say later what was written there since. No
/// secrets: names of tables, numbers of rows, sums.
struct OldMark {
    struct Table {
        qint64 rows = 0;
        QString sum; ///< as of Parcel::Kind::Tables
        bool operator==(const Table&) const = default;
    };
    /// Of the delivery that began right after; 0: there is no mark, minus: it could not be made.
    int round = 0;
    qint64 at = 0;           ///< the old server's own clock, seconds since 1970
    bool haveTables = false; ///< false: the database could not be read
    QMap<QString, Table> tables;
    bool operator==(const OldMark&) const = default;
};

[[nodiscard]] QJsonObject toJson(const OldMark& mark);
[[nodiscard]] OldMark oldMarkFromJson(const QJsonObject& json);

/// What the old server says when it is asked: its tables now, and what was touched since a moment. Names came
/// from a server and are untrusted.
struct OldNow {
    OldMark mark; ///< of this moment; round is 0
    QString why;  ///< why the tables could not be read
    qint64 fileCount = 0, folderCount = 0;
    QStringList files, folders; ///< at most 500 of each, relative to the root, or absolute
    QStringList gone;           ///< of the paths that were asked about: no longer there
    QStringList unseen;         ///< could not be gone through
};

/// Reads only, leaves nothing behind. `files`: a parcel of kind Files, or none of it where only the tables
/// are wanted. Blocking; one exec.
[[nodiscard]] Result<OldNow> askOldServer(RemoteHost& host, const TransferEnd& end, const Parcel& files,
                                          qint64 since, const CancelToken& cancel);
/// Pure: what it answered. BadAnswer.
[[nodiscard]] Result<OldNow> parseOldNow(const QByteArray& answer, const QString& nonce);

struct TableSince {
    enum class How { Changed, Added, Removed };
    QString name;
    How how = How::Changed;
    qint64 before = 0, now = 0; ///< rows
    bool byItself = false;      ///< sessions, caches, queues: changes without anybody's doing
};

/// What was written on the old server since its data were copied.
struct OldSince {
    qint64 from = 0, to = 0; ///< by the old server's clock
    QVector<TableSince> tables;
    QStringList files, folders, gone;
    qint64 fileCount = 0, folderCount = 0;
    QStringList unsaid; ///< what could not be found out, as words: mark, clock, tables, and paths
    [[nodiscard]] int tablesByPeople() const;
    /// Everything could be said, and nothing was written but what changes by itself.
    [[nodiscard]] bool nothing() const;
};

/// Pure.
[[nodiscard]] OldSince compareSince(const OldMark& then, const OldNow& now);

} // namespace df
