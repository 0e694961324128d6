#include "plan/plan_input.h"

#include <QCoreApplication>

namespace df {

Stage stageExchange(const PlanInput& in) {
    Stage stage;
    stage.id = QStringLiteral("exchange");
    stage.title = QCoreApplication::translate("df::plan", "Put the new release in place");
    stage.why = QCoreApplication::translate(
        "df::plan", "The two releases change places, name by name. Files in storage stay where they are.");
    stage.status = QCoreApplication::translate("df::plan", "Putting the new release in place");
    stage.undoText = QCoreApplication::translate("df::plan", "puts the old release back in its place");
    stage.phase = Phase::Switch;
    stage.usersMayNotice = true;
    stage.minSeconds = 1;
    stage.maxSeconds = 2;
    stage.steps << stepFromFile(QStringLiteral("exchange.swap"),
                                QCoreApplication::translate("df::plan", "Exchange the two releases"), 600, 1);
    if (in.phpBeside) {
        stage.maxSeconds = 5;
        stage.steps << stepPhpSwitch();
    }
    return stage;
}

} // namespace df
