#include "plan/plan_input.h"

#include <QCoreApplication>

namespace df {

Stage stageLastCopy(const PlanInput&) {
    Stage stage;
    stage.id = QStringLiteral("last-copy");
    stage.title = QCoreApplication::translate("df::plan", "Last copy of the database");
    stage.why =
        QCoreApplication::translate("df::plan", "Tables that did not change are covered by the proven copy; "
                                                "if any did, the copy is taken and proven once more.");
    stage.status = QCoreApplication::translate("df::plan", "Taking the last copy of the database");
    stage.undoText = QCoreApplication::translate("df::plan", "nothing to undo: your database is only read");
    stage.phase = Phase::Switch;
    stage.usersMayNotice = true;
    stage.minSeconds = 1;
    stage.maxSeconds = 10;
    stage.steps << stepFromFile(
        QStringLiteral("final.copy"),
        QCoreApplication::translate("df::plan", "Compare, and copy again where needed"), 7200, 3);
    return stage;
}

} // namespace df
