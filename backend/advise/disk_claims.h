#pragma once

#include "inspect/server_facts.h"

namespace df {

/// What a plan writes to one file system.
struct DiskClaim {
    const FileSystemFact* on = nullptr; ///< nullptr: not known, claims nothing
    qint64 bytes = 0, files = 0;
    bool byOwner = false; ///< written by an account that a quota may bind; root has none
};

/// Needs on one file system are added up.
[[nodiscard]] QVector<DiskClaim> addedUp(const QVector<DiskClaim>& claims);
/// Where that path lies; nullptr: not known. Points into `machine`.
[[nodiscard]] const FileSystemFact* fileSystemOf(const MachineFacts& machine, const QString& path);
[[nodiscard]] bool rootIsMount(const Installation& installation);

} // namespace df
