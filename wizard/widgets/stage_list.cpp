#include "widgets/stage_list.h"

#include "flow/progress.h"
#include "theme/icons.h"
#include "theme/metrics.h"
#include "widgets/code_box.h"
#include "widgets/controls.h"
#include "widgets/stage_delegate.h"
#include "words/amounts.h"

#include <QBoxLayout>

namespace df {

namespace {

QString phaseNote(Phase phase, bool move) {
    switch (phase) {
    case Phase::Prepare:
        return move ? StageList::tr("the old server's data is copied and proven")
                    : StageList::tr("the new release is built beside the old one");
    case Phase::Switch:
        return StageList::tr("runs as one piece; undoes itself if a step fails");
    case Phase::Verify:
        break;
    }
    return StageList::tr("before and after, side by side");
}

QString stageTime(const Stage& stage, const StageProgress& p) {
    if (p.seconds > 0)
        return shortDuration(p.seconds);
    if (p.state == StateWord::NotStarted)
        return durationRange(stage.minSeconds, stage.maxSeconds);
    return QStringLiteral("–");
}

QString stateWords(const StageProgress& p) {
    if (p.state != StateWord::Running || p.progress <= 0)
        return stateText(p.state);
    return QStringLiteral("%1 · %2 %").arg(stateText(p.state)).arg(static_cast<int>(p.progress * 100));
}

QString commandsOf(const Stage& stage) {
    QStringList parts;
    for (const Step& s : stage.steps)
        parts << QStringLiteral("# %1\n%2").arg(s.title, s.command.trimmed());
    return parts.join(QStringLiteral("\n\n"));
}

} // namespace

QString phaseName(Phase phase) {
    switch (phase) {
    case Phase::Prepare:
        return StageList::tr("Prepare");
    case Phase::Switch:
        return StageList::tr("Switch");
    case Phase::Verify:
        break;
    }
    return StageList::tr("Verify");
}

std::pair<int, int> totalSeconds(const Plan& plan) {
    std::pair<int, int> sum{0, 0};
    for (const Stage& s : plan.stages) {
        sum.first += s.minSeconds;
        sum.second += s.maxSeconds;
    }
    return sum;
}

std::pair<int, int> noticeSeconds(const Plan& plan) {
    std::pair<int, int> sum{0, 0};
    for (const Stage& s : plan.stages)
        if (s.usersMayNotice) {
            sum.first += s.minSeconds;
            sum.second += s.maxSeconds;
        }
    return sum;
}

StageList::StageList(QWidget* parent) : FoldTree(parent) {
    setItemDelegate(new StageDelegate(this));
    setAccessibleName(tr("Stages"));
    setDetailMaker([this](const QString& id) { return makeDetail(id); });
}

void StageList::showPlan(const Plan& plan) {
    const bool other = plan.runId != m_plan.runId || toJson(plan) != toJson(m_plan);
    m_plan = plan;
    m_states = false;
    QVector<StageRow> rows;
    for (int i = 0; i < plan.stages.size(); ++i)
        rows.append({i + 1,
                     plan.stages[i].title,
                     StateWord::NotStarted,
                     {},
                     durationRange(plan.stages[i].minSeconds, plan.stages[i].maxSeconds),
                     false});
    const auto notice = noticeSeconds(plan);
    QVector<PhaseHead> heads;
    for (const Phase phase : {Phase::Prepare, Phase::Switch, Phase::Verify}) {
        const bool may = std::any_of(plan.stages.begin(), plan.stages.end(), [phase](const Stage& s) {
            return s.phase == phase && s.usersMayNotice;
        });
        heads.append({phaseName(phase), phaseNote(phase, plan.isMove()),
                      may ? tr("Users may notice: %1").arg(durationRange(notice.first, notice.second))
                          : tr("Users notice nothing"),
                      may});
    }
    build(rows, heads);
    if (other)
        renewDetails();
}

void StageList::showRun(const Plan& plan, const RunState& run) {
    if (plan.runId != m_plan.runId || plan.stages.size() != m_plan.stages.size())
        m_plan = plan;
    m_states = true;
    const int current = currentStage(plan, run);
    QVector<StageRow> rows;
    QMap<Phase, std::pair<int, int>> done; // done, all
    QMap<Phase, int> undone;
    int failedStage = -1;
    for (int i = 0; i < plan.stages.size(); ++i) {
        const StageProgress p = stageProgress(plan.stages[i], run);
        rows.append({i + 1, plan.stages[i].title, p.state, stateWords(p), stageTime(plan.stages[i], p),
                     i == current && p.state == StateWord::Running});
        auto& [finished, all] = done[plan.stages[i].phase];
        finished += p.state == StateWord::Done || p.state == StateWord::Skipped ? 1 : 0;
        ++all;
        undone[plan.stages[i].phase] += p.state == StateWord::Undone ? 1 : 0;
        if (p.state == StateWord::Failed)
            failedStage = i;
    }
    QVector<PhaseHead> heads;
    for (const Phase phase : {Phase::Prepare, Phase::Switch, Phase::Verify}) {
        const auto [finished, all] = done.value(phase);
        const bool sw = phase == Phase::Switch;
        const bool back = undone.value(phase) > 0;
        heads.append({phaseName(phase),
                      back && run.phase == RunPhase::Stuck ? tr("going back stopped here")
                      : !back                              ? tr("%1 of %2 done").arg(finished).arg(all)
                      : finished ? tr("%1 of %2 done, the others undone").arg(finished).arg(all)
                                 : tr("undone"),
                      sw && !back ? tr("users may notice") : QString(), sw && !back});
    }
    build(rows, heads);
    const int shown = failedStage >= 0 ? failedStage : current;
    const QString now = shown >= 0 ? plan.stages[shown].id : QString();
    if (now != m_currentStage) {
        m_currentStage = now;
        keepInView();
    }
}

/// Keeps the stage that runs or failed in view, unless the user looks elsewhere.
void StageList::keepInView() {
    const QModelIndex i = m_currentStage.isEmpty() ? QModelIndex() : rows().indexOf(m_currentStage);
    if (i.isValid() && !underMouse())
        scrollTo(i, QAbstractItemView::PositionAtCenter);
}

void StageList::resizeEvent(QResizeEvent* event) {
    FoldTree::resizeEvent(event);
    if (m_states)
        keepInView(); // the error card takes room from the list
}

void StageList::build(const QVector<StageRow>& rows, const QVector<PhaseHead>& heads) {
    QVector<FoldGroup> groups;
    const QVector<Phase> phases = {Phase::Prepare, Phase::Switch, Phase::Verify};
    for (int k = 0; k < phases.size(); ++k) {
        FoldGroup g{toString(phases[k]),
                    QStringLiteral("%1: %2. %3").arg(heads[k].name, heads[k].note, heads[k].tag),
                    QVariant::fromValue(heads[k]),
                    {}};
        for (int i = 0; i < rows.size(); ++i) {
            if (m_plan.stages[i].phase != phases[k])
                continue;
            const StageRow& r = rows[i];
            const QString text =
                QStringLiteral("%1. %2, %3 %4").arg(r.number).arg(r.title, r.stateText, r.time);
            g.items.append({m_plan.stages[i].id, text, QVariant::fromValue(r), {}, true});
        }
        if (!g.items.isEmpty())
            groups.append(g);
    }
    setGroups(groups);
}

FoldDetail* StageList::makeDetail(const QString& stageId) const {
    auto* w = new FoldDetail;
    w->setAutoFillBackground(true);
    w->setBackgroundRole(QPalette::Base);
    auto* box = new QVBoxLayout(w);
    box->setContentsMargins(px(60), 0, px(20), px(14));
    box->setSpacing(px(8));
    for (const Stage& stage : m_plan.stages) {
        if (stage.id != stageId)
            continue;
        box->addWidget(new TextLabel(stage.why, Type::Table, Tone::Muted));
        box->addWidget(new CodeBox(commandsOf(stage), tr("Commands of stage “%1”").arg(stage.title), 16));
        QBoxLayout* undo = nullptr;
        QWidget* row = rowWidget(&undo, 0, 0, 10);
        undo->addWidget(new IconLabel(stateIcon(StateWord::Undone), Tone::Undone), 0, Qt::AlignVCenter);
        auto* text = new TextLabel(Type::Table);
        text->setSpans(
            {strong(tr("Undo: ")), {stage.undoText.isEmpty() ? tr("nothing to undo.") : stage.undoText}});
        undo->addWidget(text, 1);
        box->addWidget(row);
    }
    return w;
}

} // namespace df
