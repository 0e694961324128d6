#include "plan/plan_input.h"

#include <QCoreApplication>

namespace df {

Stage stageMaintenanceOn(const PlanInput&) {
    Stage stage;
    stage.id = QStringLiteral("maintenance-on");
    stage.title = QCoreApplication::translate("df::plan", "Maintenance on, schedules paused");
    stage.why =
        QCoreApplication::translate("df::plan", "From here on users get the answer 503, so that nothing is "
                                                "written while the releases change places.");
    stage.status = QCoreApplication::translate("df::plan", "Turning maintenance on");
    stage.undoText =
        QCoreApplication::translate("df::plan", "turns maintenance off and the schedules on again");
    stage.phase = Phase::Switch;
    stage.usersMayNotice = true;
    stage.minSeconds = 1;
    stage.maxSeconds = 4;
    stage.steps << stepFromFile(QStringLiteral("close.down"),
                                QCoreApplication::translate("df::plan", "Turn maintenance on"), 120, 1);
    stage.steps << stepFromFile(
        QStringLiteral("pause.schedules"),
        QCoreApplication::translate("df::plan", "Pause cron, timers and workers of this installation"), 120,
        1);
    stage.steps << stepFromFile(
        QStringLiteral("reference.print"),
        QCoreApplication::translate("df::plan", "Note the exact state, for the way back"), 1800, 2);
    return stage;
}

} // namespace df
