#pragma once

#include "plan/plan.h"
#include "run/run_state.h"
#include "widgets/progress_card.h"

namespace df {

/// Pure: what the run page shows of a run, from plan, state and two clocks.
[[nodiscard]] ProgressValues progressValues(const Plan& plan, const RunState& run, double secondsSinceNews,
                                            bool lineLost);
/// Does the server work by itself now (progress card), or does it wait (error card)?
[[nodiscard]] bool isWorking(RunPhase phase);
/// Seconds since 1970 at which the first step began; 0: none.
[[nodiscard]] double startedAt(const RunState& run);

} // namespace df
