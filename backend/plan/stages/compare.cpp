#include "plan/plan_input.h"

#include <QCoreApplication>

namespace df {

Stage stageCompare(const PlanInput&) {
    Stage stage;
    stage.id = QStringLiteral("compare");
    stage.title = QCoreApplication::translate("df::plan", "Compare before and after");
    stage.why = QCoreApplication::translate(
        "df::plan", "What was recorded before is recorded again and put side by side.");
    stage.status = QCoreApplication::translate("df::plan", "Comparing before and after");
    stage.undoText = QCoreApplication::translate("df::plan", "nothing to undo: it only reads");
    stage.phase = Phase::Verify;
    stage.usersMayNotice = false;
    stage.minSeconds = 5;
    stage.maxSeconds = 60;
    return stage;
}

} // namespace df
