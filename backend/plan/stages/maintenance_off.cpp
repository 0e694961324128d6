#include "plan/plan_input.h"

#include <QCoreApplication>

namespace df {

Stage stageMaintenanceOff(const PlanInput&) {
    Stage stage;
    stage.id = QStringLiteral("maintenance-off");
    stage.title = QCoreApplication::translate("df::plan", "Maintenance off");
    stage.why =
        QCoreApplication::translate("df::plan", "Users are let in again; schedules and workers go on.");
    stage.status = QCoreApplication::translate("df::plan", "Turning maintenance off");
    stage.undoText = QCoreApplication::translate(
        "df::plan", "turns maintenance on again before anything else is taken back");
    stage.phase = Phase::Switch;
    stage.usersMayNotice = true;
    stage.minSeconds = 1;
    stage.maxSeconds = 3;
    stage.steps << stepFromFile(QStringLiteral("resume.schedules"),
                                QCoreApplication::translate("df::plan", "Let cron, timers and workers go on"),
                                120, 1);
    stage.steps << stepFromFile(QStringLiteral("open.up"),
                                QCoreApplication::translate("df::plan", "Turn maintenance off"), 120, 1);
    return stage;
}

} // namespace df
