#pragma once

#include "flow/step.h"
#include "plan/plan.h"
#include "widgets/fold_tree.h"

namespace df {

struct RunState;

/// What one row shows, beside the stage itself.
struct StageRow {
    int number = 0;
    QString title;
    StateWord state = StateWord::NotStarted;
    QString stateText; ///< "Running · 63 %"; empty on the plan page
    QString time;      ///< estimate as a range, later measured
    bool current = false;
};

struct PhaseHead {
    QString name, note, tag;
    bool usersMayNotice = false;
};

/// The stages by phase, each unfolding to why, commands and undo. On the plan page without states, on the run
/// page with.
class StageList : public FoldTree {
    Q_OBJECT
public:
    explicit StageList(QWidget* parent = nullptr);
    void showPlan(const Plan& plan);
    void showRun(const Plan& plan, const RunState& run);
    [[nodiscard]] bool showsStates() const { return m_states; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void keepInView();
    [[nodiscard]] FoldDetail* makeDetail(const QString& stageId) const;
    void build(const QVector<StageRow>& rows, const QVector<PhaseHead>& heads);
    Plan m_plan;
    bool m_states = false;
    QString m_currentStage;
};

[[nodiscard]] QString phaseName(Phase phase);
/// "10 s", "9–14 min" of all stages of the plan / of those where users may notice.
[[nodiscard]] std::pair<int, int> totalSeconds(const Plan& plan);
[[nodiscard]] std::pair<int, int> noticeSeconds(const Plan& plan);

} // namespace df

Q_DECLARE_METATYPE(df::StageRow)
Q_DECLARE_METATYPE(df::PhaseHead)
