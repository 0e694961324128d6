#include "pages/run_values.h"

#include "flow/progress.h"
#include "widgets/stage_list.h"
#include "words/amounts.h"

#include <QCoreApplication>

#include <algorithm>

namespace df {

namespace {

struct RunValues {
    Q_DECLARE_TR_FUNCTIONS(df::RunValues)
};

QVector<Segment> segments(const Plan& plan, const RunState& run) {
    QVector<Segment> out;
    for (const Stage& s : plan.stages) {
        const StageProgress p = stageProgress(s, run);
        double weight = 0;
        for (const Step& step : s.steps)
            weight += step.weight;
        out.append({weight, p.state, p.progress, s.usersMayNotice});
    }
    return out;
}

QString noticeText(const Plan& plan, const RunState& run) {
    int beforeMin = 0, beforeMax = 0;
    bool any = false;
    for (const Stage& s : plan.stages) {
        const StageProgress p = stageProgress(s, run);
        if (s.usersMayNotice) {
            any = true;
            if (p.state == StateWord::Running)
                return RunValues::tr("now, for %1")
                    .arg(durationRange(noticeSeconds(plan).first, noticeSeconds(plan).second));
            if (p.state != StateWord::NotStarted)
                continue;
            break;
        }
        beforeMin += static_cast<int>(s.minSeconds * (1 - p.progress));
        beforeMax += static_cast<int>(s.maxSeconds * (1 - p.progress));
    }
    if (!any)
        return RunValues::tr("nothing");
    const auto notice = noticeSeconds(plan);
    const bool over = std::all_of(plan.stages.begin(), plan.stages.end(), [&run](const Stage& s) {
        return !s.usersMayNotice || stageProgress(s, run).state == StateWord::Done;
    });
    if (over)
        return RunValues::tr("no more");
    return RunValues::tr("in about %1, for %2")
        .arg(durationRange(beforeMin, beforeMax), durationRange(notice.first, notice.second));
}

/// While the stages are undone: what of the switch is still to be taken back?
struct WayBack {
    int stages = 0;        ///< still to be undone
    bool inSwitch = false; ///< one of them is of the switch
    bool sawSwitch = false;
};

WayBack wayBack(const Plan& plan, const RunState& run) {
    WayBack w;
    for (const Stage& s : plan.stages) {
        const StateWord state = stageProgress(s, run).state;
        const bool still = state != StateWord::NotStarted && state != StateWord::Skipped &&
                           state != StateWord::Undone && !s.steps.isEmpty();
        w.stages += still ? 1 : 0;
        w.inSwitch = w.inSwitch || (still && s.usersMayNotice);
        w.sawSwitch = w.sawSwitch || (s.usersMayNotice && state != StateWord::NotStarted);
    }
    return w;
}

int stagesDone(const Plan& plan, const RunState& run) {
    return static_cast<int>(std::count_if(plan.stages.begin(), plan.stages.end(), [&run](const Stage& s) {
        const StateWord state = stageProgress(s, run).state;
        return state == StateWord::Done || state == StateWord::Skipped;
    }));
}

QString lifeText(double seconds, bool lineLost) {
    if (lineLost)
        return RunValues::tr("no news for %1, trying again").arg(duration(std::max(1.0, seconds)));
    return seconds < 1.5 ? RunValues::tr("now") : RunValues::tr("%1 ago").arg(duration(std::round(seconds)));
}

} // namespace

bool isWorking(RunPhase phase) {
    switch (phase) {
    case RunPhase::Unknown:
    case RunPhase::Deployed:
    case RunPhase::Preparing:
    case RunPhase::Switching:
    case RunPhase::GoingBack:
        return true;
    default:
        return false;
    }
}

double startedAt(const RunState& run) {
    double first = 0;
    for (const StepState& s : run.steps)
        if (s.startedAt > 0 && (first == 0 || s.startedAt < first))
            first = s.startedAt;
    return first;
}

ProgressValues progressValues(const Plan& plan, const RunState& run, double secondsSinceNews, bool lineLost) {
    ProgressValues v;
    const int current = currentStage(plan, run);
    const auto count = plan.stages.size();
    v.segments = segments(plan, run);
    v.whole = runProgress(plan, run);
    if (run.phase == RunPhase::GoingBack) {
        v.title = RunValues::tr("Going back to how it was");
        v.detail = RunValues::tr("The stages are undone, the last one first");
    } else if (run.phase == RunPhase::Switched || run.phase == RunPhase::Kept) {
        v.title = RunValues::tr("%1 is serving").arg(plan.to);
        v.detail = RunValues::tr("%1 of %2 stages done").arg(stagesDone(plan, run)).arg(count);
        v.state = StateWord::Done;
    } else if (current < 0) {
        v.title = RunValues::tr("Starting");
        v.detail = RunValues::tr("The plan is put on the server");
    } else {
        const Stage& s = plan.stages[current];
        const StageProgress p = stageProgress(s, run);
        v.title = s.status.isEmpty() ? s.title : s.status;
        v.detail = RunValues::tr("Stage %1 of %2").arg(current + 1).arg(count);
        v.live = p.detail.left(200).simplified();
    }
    v.usersMayNoticeNow = run.phase == RunPhase::Switching;
    const double begun = startedAt(run);
    double last = run.serverNow;
    if (!isWorking(run.phase)) {
        last = begun;
        for (const StepState& s : run.steps)
            last = std::max(last, s.endedAt);
    }
    v.runningFor =
        begun > 0 ? duration(std::round(std::max(0.0, last - begun))) : RunValues::tr("just started");
    const auto togo = secondsToGo(plan, run);
    v.toGo = v.state == StateWord::Done ? RunValues::tr("nothing") : durationRange(togo.first, togo.second);
    v.noNews = lineLost || secondsSinceNews > 15;
    v.signOfLife =
        v.state == StateWord::Done ? RunValues::tr("all done") : lifeText(secondsSinceNews, lineLost);
    v.notice = noticeText(plan, run);
    if (run.phase == RunPhase::GoingBack) {
        const WayBack back = wayBack(plan, run);
        v.usersMayNoticeNow = back.inSwitch;
        v.toGo = RunValues::tr("%n stage(s)", nullptr, back.stages);
        v.notice = back.inSwitch    ? RunValues::tr("now, for some seconds")
                   : back.sawSwitch ? RunValues::tr("no more")
                                    : RunValues::tr("nothing");
    }
    return v;
}

} // namespace df
