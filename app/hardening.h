#pragma once

namespace df {

/// The memory holds passwords: no core dumps, and no other process of this user may read it. Call first in
/// main().
void keepMemoryPrivate();

} // namespace df
