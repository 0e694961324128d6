#pragma once

#include "core/cancel.h"
#include "core/result.h"
#include "host/remote_host.h"
#include "inspect/server_facts.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <QVector>

/// What can go along to a new server, and what can't. Plain values with a JSON form; paths came from a server
/// and are untrusted text.
namespace df {

enum class MovableKind {
    StorageFolder,   ///< a folder below storage
    ServiceDatabase, ///< SQLite files of services
    ServiceFolder,   ///< a folder that a service names
    Certificate,     ///< a certificate or key file that a service names
    ServiceFile,     ///< another file that a service names
    CustomFile,      ///< what somebody put into the web folder
    CommercialFile   ///< composer files of the commercial edition
};

struct MovableEntry {
    QString path; ///< relative to the installation, or absolute; the word in the answer file's `move`
    MovableKind kind = MovableKind::StorageFolder;
    bool folder = false;
    qint64 bytes = 0, files = 0;
    bool atLeast = false; ///< counting was stopped, or not all of it could be read
    bool ticked = true;   ///< by default
    QStringList neededBy; ///< services that name it
    QStringList except; ///< below it, relative to the installation: stays here (the release's own files, …)
    QString linkTo;     ///< the entry itself is a link to there; what is inside was counted
    [[nodiscard]] QString why() const; ///< one sentence for the user
};

struct CannotMove {
    QString what, doThis; ///< sentences
};

struct Movable {
    QVector<MovableEntry> entries;
    QVector<CannotMove> cannotMove;
    [[nodiscard]] QStringList tickedByDefault() const;
    /// Of these entries, and whether more than that may come.
    [[nodiscard]] qint64 bytesOf(const QStringList& paths) const;
    [[nodiscard]] bool atLeast(const QStringList& paths) const;
};

/// Reads the old server in one exec, changing nothing; at most some 50 seconds, however much there is. `in`
/// is what a look found there. Call from the thread that owns the host.
[[nodiscard]] Result<Movable> readMovable(RemoteHost& host, const Installation& in,
                                          const CancelToken& cancel);

/// The command, and what its answer says. Pure.
[[nodiscard]] Command movableCommand(const QString& nonce, const Installation& in, Privilege privilege);
[[nodiscard]] Result<Movable> parseMovable(const QByteArray& answer, const QString& nonce,
                                           const Installation& in);
/// What no copy of files brings along, from the facts alone.
[[nodiscard]] QVector<CannotMove> cannotMove(const Installation& in);

[[nodiscard]] QJsonObject toJson(const Movable& movable);
[[nodiscard]] Movable
movableFromJson(const QJsonObject& json);         ///< tolerant of missing keys, strict about types
[[nodiscard]] QString toString(MovableKind kind); ///< "storage-folder", "certificate"

} // namespace df
