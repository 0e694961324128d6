#pragma once

#include "inspect/release_facts.h"
#include "verify/snapshot.h"

namespace df {

/// Pure. What the upgrade to `target` is known to change; `lock` is the composer.lock that was really
/// installed (a commercial server has its own), empty: the release's.
[[nodiscard]] Expected expectedChanges(const QString& fromRelease, const ReleaseFacts& target,
                                       const QStringList& envKeysChanged, const QString& lock = {});

} // namespace df
