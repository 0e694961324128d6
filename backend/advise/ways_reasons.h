#pragma once

#include "advise/advice.h"
#include "advise/case.h"

namespace df {

/// Fills the reasons of an advice whose way, stops and findings are complete: what was read about the release
/// and where sources differ, the jumps that lie between, what the database gets on the way, stops that others
/// ask for, the vendor's table. `against` speaks against in place; may be null.
void giveReasons(const Case& c, const Finding* against, Advice& advice);

/// True sentences: what would make another way the recommended one, or another release reachable.
[[nodiscard]] QStringList whatWouldChange(const Case& c, const Finding* against, const Advice& advice);

} // namespace df
