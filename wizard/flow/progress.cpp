#include "flow/progress.h"

#include <algorithm>

namespace df {

namespace {

const StepState* stateOf(const QString& stepId, const RunState& run) {
    for (const StepState& step : run.steps)
        if (step.id == stepId)
            return &step;
    return nullptr;
}

double secondsOf(const StepState& step, const RunState& run) {
    if (step.endedAt > 0)
        return step.seconds();
    return step.startedAt > 0 && step.status == StepStatus::Running
               ? std::max(0.0, run.serverNow - step.startedAt)
               : 0;
}

double shareDone(const StepState* step) {
    if (!step)
        return 0;
    switch (step->status) {
    case StepStatus::Done:
    case StepStatus::Skipped:
        return 1;
    case StepStatus::Running:
        return std::clamp(step->progress, 0.0, 1.0);
    default:
        return 0;
    }
}

struct Count {
    int done = 0, skipped = 0, running = 0, failed = 0, undone = 0, all = 0;
    void add(StepStatus status) {
        ++all;
        done += status == StepStatus::Done;
        skipped += status == StepStatus::Skipped;
        running += status == StepStatus::Running;
        failed +=
            status == StepStatus::Failed || status == StepStatus::Unknown || status == StepStatus::UndoFailed;
        undone += status == StepStatus::Undone;
    }
    [[nodiscard]] StateWord word() const {
        if (failed > 0)
            return StateWord::Failed;
        if (running > 0)
            return StateWord::Running;
        if (undone > 0)
            return StateWord::Undone;
        if (all > 0 && skipped == all)
            return StateWord::Skipped;
        if (all > 0 && done + skipped == all)
            return StateWord::Done;
        return done + skipped > 0 ? StateWord::Running : StateWord::NotStarted;
    }
};

/// The window's first stage, which ends with the reference for the way back: before that is noted, only the
/// door and the schedules were touched, and their undo puts back what it had set aside.
bool closesTheDoor(const Stage& stage) { return stage.id == QLatin1String("maintenance-on"); }

} // namespace

StageProgress stageProgress(const Stage& stage, const RunState& run) {
    StageProgress result;
    Count count;
    double weight = 0, finished = 0;
    for (const Step& step : stage.steps) {
        const StepState* state = stateOf(step.id, run);
        count.add(state ? state->status : StepStatus::NotStarted);
        weight += step.weight;
        finished += step.weight * shareDone(state);
        if (state)
            result.seconds += secondsOf(*state, run);
        if (state && state->status == StepStatus::Running)
            result.detail = state->progressText;
    }
    result.state = count.word();
    result.progress = weight > 0 ? finished / weight : 0;
    return result;
}

double runProgress(const Plan& plan, const RunState& run) {
    double finished = 0;
    for (const Stage& stage : plan.stages)
        for (const Step& step : stage.steps)
            finished += step.weight * shareDone(stateOf(step.id, run));
    const double weight = plan.weight();
    return weight > 0 ? std::min(1.0, finished / weight) : 0;
}

int currentStage(const Plan& plan, const RunState& run) {
    int last = -1;
    for (int i = 0; i < int(plan.stages.size()); ++i) {
        const StateWord state = stageProgress(plan.stages.at(i), run).state;
        if (state == StateWord::Running)
            return i;
        if (state != StateWord::NotStarted)
            last = i;
    }
    return last;
}

std::pair<int, int> secondsToGo(const Plan& plan, const RunState& run) {
    double least = 0, most = 0;
    for (const Stage& stage : plan.stages) {
        const StageProgress p = stageProgress(stage, run);
        if (p.state == StateWord::Done || p.state == StateWord::Skipped)
            continue;
        least += stage.minSeconds * (1 - p.progress);
        most += stage.maxSeconds * (1 - p.progress);
    }
    return {int(least + 0.5), int(most + 0.5)};
}

bool switchBegan(const Plan& plan, const RunState& run) {
    for (const Stage& stage : plan.stages)
        for (const Step& step : stage.steps)
            if (const StepState* state = stateOf(step.id, run);
                stage.phase == Phase::Switch && state && state->status != StepStatus::NotStarted &&
                !(closesTheDoor(stage) && state->status == StepStatus::Undone))
                return true;
    return false;
}

bool asBefore(const Plan& plan, const RunState& run) {
    return run.fingerprint.same ||
           (run.fingerprint.before.isEmpty() && !run.steps.isEmpty() && !switchBegan(plan, run));
}

bool copyIsVain(const RunState& run) {
    switch (run.phase) {
    case RunPhase::WentBack:
    case RunPhase::Failed:
    case RunPhase::SwitchUndone:
    case RunPhase::Stuck:
        return true;
    case RunPhase::Paused: // for the last copy users are shut out
        return std::none_of(run.steps.begin(), run.steps.end(), [](const StepState& step) {
            return step.id == QLatin1String("files.again") && step.status == StepStatus::Done;
        });
    default:
        return false;
    }
}

QString releaseBefore(const Plan& plan) { return plan.isMove() ? plan.to : plan.from; }

QString stageWord(StateWord state) {
    switch (state) {
    case StateWord::Running:
    case StateWord::NeedsYou:
        return QStringLiteral("running");
    case StateWord::Done:
        return QStringLiteral("done");
    case StateWord::Skipped:
        return QStringLiteral("skipped");
    case StateWord::Failed:
        return QStringLiteral("failed");
    case StateWord::Undone:
        return QStringLiteral("undone");
    case StateWord::NotStarted:
        break;
    }
    return QStringLiteral("not-started");
}

} // namespace df
