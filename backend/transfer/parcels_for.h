#pragma once

#include "inspect/server_facts.h"
#include "transfer/parcel.h"

namespace df {

/// What moves with an installation: "env", "tables-before", "database", "tables-after", and "files" if there
/// are any `paths` (relative to the old root, or absolute). The system's own SQLite file, logs and the
/// framework's caches don't come with what they lie in; a path that names one of them does. Pure.
[[nodiscard]] QVector<Parcel> parcelsFor(const Installation& old, const Installation& fresh,
                                         const QStringList& paths);

/// The old web user's become the new one's, the owner's the new owner's, groups alike; root stays root; all
/// others become the new owner's. Pure.
[[nodiscard]] OwnerMap ownersFor(const Installation& old, const Installation& fresh);

} // namespace df
