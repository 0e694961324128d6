#include "plan/plan_input.h"

#include <QCoreApplication>

namespace df {

Stage stageCheckInside(const PlanInput&) {
    Stage stage;
    stage.id = QStringLiteral("check-inside");
    stage.title = QCoreApplication::translate("df::plan", "Check the new release from inside");
    stage.why = QCoreApplication::translate("df::plan",
                                            "The new release is asked through the real web server while "
                                            "users still get 503. It must be the right commit and answer.");
    stage.status = QCoreApplication::translate("df::plan", "Checking the new release from inside");
    stage.undoText = QCoreApplication::translate("df::plan", "nothing to undo: it only asks");
    stage.phase = Phase::Switch;
    stage.usersMayNotice = true;
    stage.minSeconds = 1;
    stage.maxSeconds = 5;
    stage.steps << stepFromFile(QStringLiteral("inside.check"),
                                QCoreApplication::translate("df::plan", "Ask the new release"), 300, 2);
    return stage;
}

} // namespace df
