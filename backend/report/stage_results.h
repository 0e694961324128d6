#pragma once

#include "plan/plan.h"
#include "run/run_state.h"

#include <QVector>

#include <optional>

namespace df {

struct StepResult {
    QString id, title, command;
    StepStatus status = StepStatus::NotStarted;
    std::optional<int> exitCode;
    double seconds = 0;
};

struct StageResult {
    QString id, title;
    QString status; ///< "done", "skipped", "failed", "undone", "not-started"
    double seconds = 0;
    bool usersMayNotice = false;
    Phase phase = Phase::Prepare;
    QVector<StepResult> steps;
};

/// Pure: the plan's stages with what the run folder says of their steps. `compared`: before and after were
/// put side by side, which is the wizard's own stage.
[[nodiscard]] QVector<StageResult> stageResults(const Plan& plan, const RunState& run, bool compared = false);

} // namespace df
