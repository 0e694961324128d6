#pragma once

#include "verify/snapshot.h"

namespace df {

/// The areas of both sides: what people care about first, then whatever else there is, in the snapshots'
/// order.
[[nodiscard]] QStringList areasOf(const Snapshot& before, const Snapshot& after);

} // namespace df
