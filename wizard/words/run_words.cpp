#include "words/error_words.h"

#include "flow/progress.h"
#include "words/amounts.h"

#include <QCoreApplication>

#include <algorithm>

namespace df {

namespace {

struct RunText {
    Q_DECLARE_TR_FUNCTIONS(df::RunWords)
public:
    const RunState& run;
    const Plan& plan;
    const Situation& where;

    [[nodiscard]] QString stageTitle() const {
        const int i = plan.stageOf(run.failedStep);
        return i < 0 ? QString() : plan.stages[i].title;
    }
    [[nodiscard]] int stageNumber() const { return plan.stageOf(run.failedStep) + 1; }
    [[nodiscard]] const StepState* failedState() const {
        for (const StepState& s : run.steps)
            if (s.id == run.failedStep)
                return &s;
        return nullptr;
    }
    void addDetail(Words* w) const;
    void addCutOff(Words* w) const;
    [[nodiscard]] QString whatFailed() const;
    [[nodiscard]] bool hasBegun(const QString& step) const;
    [[nodiscard]] bool moves() const { return !where.movesFrom.isEmpty(); }
    [[nodiscard]] QString served() const;
    [[nodiscard]] QString stay() const;
    [[nodiscard]] QString servesAgain(bool exactly) const;
    [[nodiscard]] QString wasUndone() const;
    [[nodiscard]] Words failed() const;
    [[nodiscard]] Words switchUndone() const;
    [[nodiscard]] Words wentBack() const;
    [[nodiscard]] Words stuck() const;
    [[nodiscard]] Words paused() const;
    [[nodiscard]] Words withoutCopies(const Error& error) const;
};

Words::Action act(const char* id, const QString& text, const char* iconName, bool startsChange = false) {
    return {QString::fromLatin1(id), text, QString::fromLatin1(iconName), startsChange};
}

void RunText::addDetail(Words* w) const {
    const StepState* s = failedState();
    if (s) {
        w->detailTitle = tr("step %1").arg(s->id);
        if (s->exitCode)
            w->detailTitle += QStringLiteral(" · ") +
                              tr("ended with code %1 after %2").arg(*s->exitCode).arg(duration(s->seconds()));
        else if (s->status == StepStatus::Unknown)
            w->detailTitle += QStringLiteral(" · ") + tr("no exit code came");
    }
    w->detail = run.failure;
}

void RunText::addCutOff(Words* w) const {
    if (where.downtime.failedProbes > 0)
        w->facts.append({Words::Fact::Mark::Good,
                         tr("Users get answers; they were cut off for %1").arg(cutOff(where.downtime))});
}

/// How it failed, in one sentence that names the stage.
QString RunText::whatFailed() const {
    const KnownFailure known = knownFailure(run.failure);
    return known.happened.isEmpty() ? tr("Stage %1, “%2”, failed.").arg(stageNumber()).arg(stageTitle())
                                    : tr("%1 It happened in stage %2, “%3”.")
                                          .arg(known.happened)
                                          .arg(stageNumber())
                                          .arg(stageTitle());
}

/// Who serves the users while nothing was switched.
QString RunText::served() const {
    if (!moves())
        return tr("Your API runs %1 as before; nothing of it was changed.").arg(where.from);
    return where.oldClosed ? tr("%1 is in maintenance for the last copy: users are shut out. The site of %2 "
                                "is unchanged.")
                                 .arg(where.movesFrom, where.host)
                           : tr("%1 serves your users as before. The site of %2 is unchanged.")
                                 .arg(where.movesFrom, where.host);
}

QString RunText::stay() const {
    return moves() ? tr("Leave it so for &now") : tr("Stay on %1 for &now").arg(where.from);
}

QString RunText::servesAgain(bool exactly) const {
    if (moves())
        return exactly ? tr("%1 is exactly as it was.").arg(where.host)
                       : tr("%1 has its own site again.").arg(where.host);
    return exactly ? tr("Your API runs %1 again, exactly as before.").arg(where.from)
                   : tr("Your API runs %1 again.").arg(where.from);
}

QString RunText::wasUndone() const {
    return moves() ? tr("Everything that was done for the move from %1 was undone.").arg(where.movesFrom)
                   : tr("Everything that was done for the upgrade to %1 was undone.").arg(where.to);
}

Words RunText::failed() const {
    Words w;
    const KnownFailure known = knownFailure(run.failure);
    w.title =
        known.title.isEmpty() ? tr("Stage %1 failed: %2.").arg(stageNumber()).arg(stageTitle()) : known.title;
    w.happened = whatFailed();
    w.means = served();
    w.facts = {{Words::Fact::Mark::Good, tr("Users notice nothing")},
               {Words::Fact::Mark::Good, tr("Your data wasn't touched")}};
    if (where.oldClosed)
        w.facts.first() = {Words::Fact::Mark::Attention, tr("Going back opens the old server again")};
    w.actions = {act("stay", stay(), ""), act("try-stage", tr("&Try this stage again"), "refresh", true),
                 act("go-back", tr("&Go back to how it was"), "state-undone", true)};
    w.hint = known.remedy.isEmpty() ? tr("Staying keeps what was prepared. Trying again repeats the failed "
                                         "step. Going back removes everything.")
                                    : known.remedy;
    addDetail(&w);
    return w;
}

Words RunText::switchUndone() const {
    Words w;
    const KnownFailure known = knownFailure(run.failure);
    w.title = tr("The switch to %1 was undone.").arg(where.to);
    w.happened = stageNumber() == 0
                     ? tr("The work was cut off during the switch: perhaps the server was restarted.")
                 : known.title.isEmpty()
                     ? tr("Stage %1, “%2”, failed during the switch.").arg(stageNumber()).arg(stageTitle())
                     : tr("%1 It happened in stage %2, “%3”.")
                           .arg(known.happened)
                           .arg(stageNumber())
                           .arg(stageTitle());
    if (!known.title.isEmpty())
        w.title = tr("%1 So the switch to %2 was undone.").arg(known.title, where.to);
    const bool same = run.fingerprint.same;
    const bool checked = !run.fingerprint.now.isEmpty();
    w.means = servesAgain(same);
    addCutOff(&w);
    if (where.oldClosed)
        w.facts.append({Words::Fact::Mark::Attention, tr("Going back opens the old server again")});
    if (same)
        w.facts.append({Words::Fact::Mark::Good, tr("Nothing lost: files and tables are equal")});
    else if (checked)
        w.facts.append(
            {Words::Fact::Mark::Attention, tr("%n thing(s) differ from before, see Details", nullptr,
                                              static_cast<int>(run.fingerprint.differences.size()))});
    w.actions = {act("stay", stay(), ""), act("try-switch", tr("&Try the switch again"), "refresh", true),
                 act("go-back", tr("&Go back to how it was"), "state-undone", true)};
    w.hint = tr("Staying keeps the new release prepared for another day. Going back removes it.");
    if (!known.remedy.isEmpty())
        w.hint = known.remedy + QLatin1Char(' ') + w.hint;
    addDetail(&w);
    if (checked && !same)
        w.detail += QLatin1Char('\n') + run.fingerprint.differences.join(u'\n');
    return w;
}

bool RunText::hasBegun(const QString& step) const {
    return std::any_of(run.steps.begin(), run.steps.end(), [&step](const StepState& s) {
        return s.id == step && s.status != StepStatus::NotStarted;
    });
}

/// All is undone. After a failure its words come first: that is what a reader looks for.
Words RunText::wentBack() const {
    Words w;
    const bool untouched = run.fingerprint.before.isEmpty() && asBefore(plan, run);
    const bool same = run.fingerprint.same || untouched;
    const bool failed = stageNumber() > 0;
    w.look = same ? Words::Look::Neutral : Words::Look::Error;
    w.title = same ? tr("The server went back, exactly as before.")
                   : tr("The server went back, but something differs.");
    w.happened = wasUndone();
    if (failed)
        w.happened = whatFailed() + QLatin1Char(' ') + w.happened;
    w.means = untouched ? served() : servesAgain(same);
    addCutOff(&w);
    if (moves() && hasBegun(QStringLiteral("receive.again"))) // it was shut for that
        w.facts.append(
            {Words::Fact::Mark::Attention, tr("Users of the old server were shut out for the last copy")});
    else if (untouched && where.downtime.failedProbes == 0)
        w.facts.append({Words::Fact::Mark::Good, tr("Users noticed nothing")});
    if (same && !untouched)
        w.facts.append(
            {Words::Fact::Mark::Good, tr("Proved: files, tables, services and settings are equal")});
    else if (!same && run.fingerprint.now.isEmpty())
        w.facts.append({Words::Fact::Mark::Attention, tr("It was not compared with before")});
    else if (!same)
        w.facts.append({Words::Fact::Mark::Bad, tr("%n thing(s) differ from before", nullptr,
                                                   static_cast<int>(run.fingerprint.differences.size()))});
    w.actions = {act("next", tr("&Show the result"), "")};
    if (failed)
        w.hint = knownFailure(run.failure).remedy;
    if (failed)
        addDetail(&w);
    if (!same) {
        w.detailTitle = tr("what differs");
        w.detail = (run.fingerprint.differences + QStringList{w.detail}).join(u'\n');
    }
    return w;
}

Words RunText::stuck() const {
    Words w;
    w.title = tr("Going back stopped half-way.");
    w.happened = tr("A step of the way back failed: “%1”.").arg(stageTitle());
    w.means = switchBegan(plan, run) ? tr("Users may be cut off: maintenance may still be on.")
              : moves() ? tr("%1 What was prepared for the move is not all removed.").arg(served())
                        : tr("Your API runs %1 as before; what was prepared beside it is not all removed.")
                              .arg(where.from);
    w.facts = {{Words::Fact::Mark::Good, tr("The copies are on the server, in %1").arg(plan.runFolder)},
               {Words::Fact::Mark::Bad, tr("A person is needed")}};
    w.actions = {act("go-back", tr("&Go on going back"), "state-undone", true)};
    w.hint = tr("Going on repeats the failed step. By hand on the server: sh %1/undo.sh").arg(plan.runFolder);
    addDetail(&w);
    return w;
}

Words RunText::paused() const {
    Words w;
    w.look = Words::Look::NeedsYou;
    w.title = where.pauseAsked ? tr("Paused, as you asked.")
              : moves()        ? tr("The move is held.")
                               : tr("The upgrade is held.");
    w.happened = tr("The last stage is finished and nothing runs on the server.");
    if (!where.pauseAsked)
        w.happened += QLatin1Char(' ') + tr("Another computer is still fetching its copies, or a pause was "
                                            "asked for there.");
    w.means = moves() ? served() : tr("Your API runs %1 as before.").arg(where.from);
    w.facts = {{Words::Fact::Mark::Good, tr("Users notice nothing")}};
    if (where.oldClosed)
        w.facts.first() = {Words::Fact::Mark::Attention, tr("Going back opens the old server again")};
    w.actions = {act("stay", stay(), ""),
                 act("resume", moves() ? tr("G&o on with the move") : tr("G&o on with the upgrade"),
                     "chevron-right", true),
                 act("go-back", tr("&Go back to how it was"), "state-undone", true)};
    w.hint = where.pauseAsked ? tr("Staying keeps what was prepared for another day.")
                              : tr("Going on from here doesn't wait for the copies of the other computer. "
                                   "Staying keeps what was prepared.");
    return w;
}

Words RunText::withoutCopies(const Error& error) const {
    Words w = wordsFor(error, where);
    w.look = Words::Look::NeedsYou;
    w.title = tr("The copies for this computer could not be made.");
    w.means = moves() ? served() : tr("Nothing was switched: your API runs %1 as before.").arg(where.from);
    w.actions = {act("stay", stay(), ""), act("resume", tr("&Copy again and go on"), "refresh", true),
                 act("go-back", tr("&Go back to how it was"), "state-undone", true)};
    w.hint = tr("The copies on the server are there and proven.");
    return w;
}

} // namespace

Words wordsForRun(const RunState& run, const Plan& plan, const Situation& situation,
                  const std::optional<Error>& copyError) {
    const RunText text{run, plan, situation};
    switch (run.phase) {
    case RunPhase::Failed:
        return text.failed();
    case RunPhase::SwitchUndone:
        return text.switchUndone();
    case RunPhase::WentBack:
        return text.wentBack();
    case RunPhase::Stuck:
        return text.stuck();
    case RunPhase::Paused:
        return copyError ? text.withoutCopies(*copyError) : text.paused();
    default:
        return {};
    }
}

} // namespace df
