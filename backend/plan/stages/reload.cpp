#include "plan/plan_input.h"

#include <QCoreApplication>

namespace df {

Stage stageReload(const PlanInput&) {
    Stage stage;
    stage.id = QStringLiteral("reload");
    stage.title = QCoreApplication::translate("df::plan", "Load the new code");
    stage.why = QCoreApplication::translate(
        "df::plan", "PHP keeps the old code in memory until it is told to read it again.");
    stage.status = QCoreApplication::translate("df::plan", "Loading the new code");
    stage.undoText = QCoreApplication::translate(
        "df::plan", "nothing to undo here: putting the old release back loads it as well");
    stage.phase = Phase::Switch;
    stage.usersMayNotice = true;
    stage.minSeconds = 1;
    stage.maxSeconds = 5;
    stage.steps << stepFromFile(QStringLiteral("reload.code"),
                                QCoreApplication::translate("df::plan", "Reload PHP"), 120, 2);
    return stage;
}

} // namespace df
