#pragma once

#include "core/result.h"
#include "store/database_file.h"
#include "verify/difference_note.h"
#include "verify/snapshot.h"

#include <QVector>

namespace df {

/// A snapshot in the list: what it is called and of what it is. The name is the user's to change.
struct KeptSnapshot {
    QString id;
    QString server; ///< "deploy@api.example.com:22"; of an imported one what its file says
    QString name;   ///< "Before the upgrade to 7.6.0"
    QString release;
    QDateTime takenAt; ///< UTC
    int values = 0;
    bool imported = false;
    bool operator==(const KeptSnapshot&) const = default;
};

/// Snapshots and the notes on differences, in AppDataLocation/snapshots.db. Snapshots come masked: no secret
/// is in it. One object per thread. Errors name the file: FileUnreadable, FileUnwritable.
class SnapshotStore {
public:
    explicit SnapshotStore(const QString& file);

    /// As DatabaseFile::open(); until it succeeds every call below fails.
    [[nodiscard]] Result<void> open(bool* damaged = nullptr);
    /// Keeps it under `kept.id` (empty: a new one), replacing what had this id; returns the id. Release,
    /// moment and count are those of the snapshot.
    [[nodiscard]] Result<QString> keep(KeptSnapshot kept, const Snapshot& snapshot);
    [[nodiscard]] Result<QVector<KeptSnapshot>> list() const; ///< newest first
    [[nodiscard]] Result<Snapshot> load(const QString& id) const;
    [[nodiscard]] Result<void> rename(const QString& id, const QString& name);
    [[nodiscard]] Result<void> remove(const QString& id);
    /// One JSON file, version 1, 0600; whole or not there.
    [[nodiscard]] Result<void> exportTo(const QString& id, const QString& file) const;
    /// Anyone's file: it is read as text of unknown origin. Returns the new id.
    [[nodiscard]] Result<QString> importFrom(const QString& file);

    /// Notes are kept by the server that the later snapshot is of.
    [[nodiscard]] Result<QVector<DifferenceNote>> notes(const QString& server) const;
    /// Replaces the note on the same difference; one without text that accepts nothing is taken away.
    [[nodiscard]] Result<void> note(const QString& server, const DifferenceNote& note);

private:
    DatabaseFile m_file;
};

} // namespace df
