#pragma once

#include "core/result.h"
#include "store/database_file.h"

#include <QDateTime>
#include <QJsonObject>
#include <QString>
#include <QVector>

namespace df {

/// One run in this computer's history. The truth about a run is on the server; this is a cache and the
/// history.
struct JournalEntry {
    QString runId;          ///< "look-…" for looks
    QString task;           ///< "look", "upgrade", "go-back"
    QString server;         ///< "deploy@api.example.com:22"
    QJsonObject connection; ///< host, port, user, keyFile …: no secrets
    QString root, runFolder, from, to;
    QString phase;     ///< toString(RunPhase), or "looked", "refused"
    bool open = false; ///< waits for something: shown first on the start page
    bool practice = false;
    QDateTime startedAt, changedAt;
    QString reportFolder;       ///< where report.html is, empty if none
    QString summary;            ///< one sentence for the list
    QJsonObject snapshotBefore; ///< so that a comparison is possible after a restart
    QJsonObject extra;
};

/// SQLite (WAL, synchronous=FULL) in AppDataLocation/journal.db. One object per thread (its own connection).
class Journal {
public:
    explicit Journal(const QString& file);

    /// A damaged file is moved aside (never deleted) and a new one begun; `damaged` says so.
    [[nodiscard]] Result<void> open(bool* damaged = nullptr);
    [[nodiscard]] Result<void> save(const JournalEntry& entry);
    [[nodiscard]] QVector<JournalEntry> entries() const; ///< newest first
    [[nodiscard]] Result<void> remove(const QString& runId);

private:
    DatabaseFile m_file;
};

} // namespace df
