#include "report/stage_results.h"

#include <QHash>

#include <algorithm>

namespace df {
namespace {

bool all(const QVector<StepResult>& steps, std::initializer_list<StepStatus> wanted) {
    return std::all_of(steps.begin(), steps.end(), [&](const StepResult& s) {
        return std::find(wanted.begin(), wanted.end(), s.status) != wanted.end();
    });
}

bool any(const QVector<StepResult>& steps, std::initializer_list<StepStatus> wanted) {
    return std::any_of(steps.begin(), steps.end(), [&](const StepResult& s) {
        return std::find(wanted.begin(), wanted.end(), s.status) != wanted.end();
    });
}

/// The stage in which the run failed stays "failed" even after its steps were undone: that is what a reader
/// looks for.
QString statusOf(const StageResult& stage, const QString& failedStep) {
    const bool failedHere = std::any_of(stage.steps.begin(), stage.steps.end(),
                                        [&](const StepResult& s) { return s.id == failedStep; });
    if (failedHere || any(stage.steps, {StepStatus::Failed, StepStatus::Unknown, StepStatus::UndoFailed}))
        return QStringLiteral("failed");
    if (any(stage.steps, {StepStatus::Undone}))
        return QStringLiteral("undone");
    if (!stage.steps.isEmpty() && all(stage.steps, {StepStatus::Skipped}))
        return QStringLiteral("skipped");
    if (!stage.steps.isEmpty() && all(stage.steps, {StepStatus::Done, StepStatus::Skipped}))
        return QStringLiteral("done");
    return QStringLiteral("not-started");
}

StepResult resultOf(const Step& step, const StepState& state) {
    return {step.id, step.title, step.command, state.status, state.exitCode, state.seconds()};
}

} // namespace

QVector<StageResult> stageResults(const Plan& plan, const RunState& run, bool compared) {
    QHash<QString, StepState> states;
    for (const StepState& state : run.steps)
        states.insert(state.id, state);
    QVector<StageResult> results;
    for (const Stage& stage : plan.stages) {
        StageResult result{stage.id, stage.title, {}, 0, stage.usersMayNotice, stage.phase, {}};
        for (const Step& step : stage.steps) {
            result.steps.append(resultOf(step, states.value(step.id)));
            result.seconds += result.steps.last().seconds;
        }
        result.status = stage.phase == Phase::Verify && compared ? QStringLiteral("done")
                                                                 : statusOf(result, run.failedStep);
        results.append(result);
    }
    return results;
}

} // namespace df
