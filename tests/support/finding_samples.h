#pragma once

#include "advise/advice.h"

namespace df::test {

/// An advice as the mock-up has it: one must fix with a button, `shouldKnow` to tick, `fine` folded, of all
/// areas. Both 0 and no must fix: nothing but what is fine.
[[nodiscard]] Advice sampleAdvice(const Advice& ways, int mustFix, int shouldKnow, int fine);
/// A way in steps with its stops, possible and recommended.
[[nodiscard]] Advice sampleStops(Advice advice);

} // namespace df::test
