#pragma once

#include "core/result.h"
#include "verify/snapshot_store.h"

namespace df {

/// A snapshot that went out as a file, or comes in as one.
struct SnapshotFile {
    KeptSnapshot kept;
    Snapshot snapshot;
};

/// {"what": "dreamfactory-snapshot", "version": 1, "server": …, "name": …, "snapshot": {…}}; 0600, whole or
/// not there.
[[nodiscard]] Result<void> writeSnapshotFile(const QString& file, const SnapshotFile& content);

/// FileUnreadable says what is wrong with it: not there, too large (over 256 MiB), no JSON (and where), not
/// such a file, of a newer release, or without any area.
[[nodiscard]] Result<SnapshotFile> readSnapshotFile(const QString& file);

} // namespace df
