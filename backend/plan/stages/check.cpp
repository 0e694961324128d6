#include "plan/plan_input.h"

#include <QCoreApplication>

namespace df {

Stage stageCheck(const PlanInput& in) {
    Stage stage;
    stage.id = QStringLiteral("check");
    stage.title = QCoreApplication::translate("df::plan", "Check again, with a real test write");
    stage.why = QCoreApplication::translate("df::plan",
                                            "Makes sure that nothing moved since the server was looked at, "
                                            "and that the disk really takes what the run will write.");
    stage.status = QCoreApplication::translate("df::plan", "Checking the server once more");
    stage.undoText = QCoreApplication::translate("df::plan", "gives the reserved disk space back");
    stage.phase = Phase::Prepare;
    stage.usersMayNotice = false;
    stage.minSeconds = 1;
    stage.maxSeconds = 5;
    stage.steps << stepFromFile(
        QStringLiteral("check.room"),
        QCoreApplication::translate("df::plan", "Write for real where the run will write"), 120, 2);
    if (in.phpBeside)
        stage.steps << stepPhpCheck();
    return stage;
}

} // namespace df
