#pragma once

#include "plan/plan.h"
#include "run/run_state.h"
#include "verify/snapshot.h"

/// A run of 15 stages and its states, and two snapshots, as the pages get them from a server.
namespace df::test {

[[nodiscard]] Plan samplePlan();
/// The first `done` stages are done, the next one runs at `progress` (negative: not begun).
[[nodiscard]] RunState sampleRun(const Plan& plan, RunPhase phase, int done, double progress);
/// The switch failed in stage `failed` (index) and was undone.
[[nodiscard]] RunState undoneRun(const Plan& plan, int failed);
/// Five minutes of answers every 50 ms; `cutOff` seconds of 503 near the end (0: none).
[[nodiscard]] QVector<Probe> sampleProbes(double cutOff);
[[nodiscard]] Snapshot sampleBefore();
[[nodiscard]] Snapshot sampleAfter();

} // namespace df::test
