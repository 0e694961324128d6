#include "plan/plan_input.h"

#include <QCoreApplication>

namespace df {

Stage stageCaches(const PlanInput&) {
    Stage stage;
    stage.id = QStringLiteral("clear-caches");
    stage.title = QCoreApplication::translate("df::plan", "Clear what is remembered from before");
    stage.why = QCoreApplication::translate(
        "df::plan",
        "Configuration, routes, views and answers that the old release cached would mislead the new one.");
    stage.status = QCoreApplication::translate("df::plan", "Clearing caches");
    stage.undoText = QCoreApplication::translate(
        "df::plan", "nothing to undo: the old release fills its own caches again");
    stage.phase = Phase::Switch;
    stage.usersMayNotice = true;
    stage.minSeconds = 1;
    stage.maxSeconds = 5;
    stage.steps << stepFromFile(
        QStringLiteral("caches.clear"),
        QCoreApplication::translate("df::plan", "Clear the caches, in the right order"), 300, 2);
    stage.steps << stepFromFile(QStringLiteral("modes.repair"),
                                QCoreApplication::translate("df::plan", "Repair owner and modes"), 600, 1);
    return stage;
}

} // namespace df
