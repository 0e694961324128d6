#pragma once

#include "flow/step.h"
#include "plan/plan.h"
#include "run/run_state.h"

namespace df {

/// What a run has come to, from its plan and state: pure, for rail, run page, report and the unattended
/// player.
struct StageProgress {
    StateWord state = StateWord::NotStarted;
    double progress = 0; ///< 0..1, by the weights of its steps
    double seconds = 0;  ///< measured so far
    QString detail;      ///< "62 of 99 packages" of the running step
};

[[nodiscard]] StageProgress stageProgress(const Stage& stage, const RunState& run);
/// 0..1 over all stages, by weight.
[[nodiscard]] double runProgress(const Plan& plan, const RunState& run);
/// Index of the stage that runs or was the last to run; -1: none began.
[[nodiscard]] int currentStage(const Plan& plan, const RunState& run);
/// Seconds still to go, as a range: {least, most}.
[[nodiscard]] std::pair<int, int> secondsToGo(const Plan& plan, const RunState& run);
/// Did any step of the window ever begin that needs a proof when it is taken back? Before that nothing of the
/// live server was touched but the maintenance mark and the schedules, and those are put back.
[[nodiscard]] bool switchBegan(const Plan& plan, const RunState& run);
/// Is the server, by proof or because nothing of it was ever touched, as it was before?
[[nodiscard]] bool asBefore(const Plan& plan, const RunState& run);
/// Of a move: nothing that was copied counts any more, also where the way back stopped half-way, or it is
/// copied anew when the run goes on.
[[nodiscard]] bool copyIsVain(const RunState& run);
/// The release that the run's server had before, and has again after going back: a move brings data to a
/// server that has the newer release already.
[[nodiscard]] QString releaseBefore(const Plan& plan);
/// "done", "skipped", "failed", "undone", "not-started" (report.json), "running".
[[nodiscard]] QString stageWord(StateWord state);

} // namespace df
