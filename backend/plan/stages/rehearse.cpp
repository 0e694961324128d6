#include "plan/plan_input.h"

#include <QCoreApplication>

namespace df {

Stage stageRehearse(const PlanInput&) {
    Stage stage;
    stage.id = QStringLiteral("rehearse");
    stage.title = QCoreApplication::translate("df::plan", "Rehearse the database change on the copy");
    stage.why = QCoreApplication::translate(
        "df::plan",
        "The very commands of the switch run on the scratch database first. If they fail, they fail here.");
    stage.status = QCoreApplication::translate("df::plan", "Rehearsing the database change on the copy");
    stage.undoText =
        QCoreApplication::translate("df::plan", "nothing to undo: the scratch database goes with the copy");
    stage.phase = Phase::Prepare;
    stage.usersMayNotice = false;
    stage.minSeconds = 5;
    stage.maxSeconds = 120;
    stage.steps << stepFromFile(
        QStringLiteral("rehearse.migrate"),
        QCoreApplication::translate("df::plan", "Run the migrations on the scratch database"), 3600, 10);
    stage.steps << stepFromFile(
        QStringLiteral("rehearse.boot"),
        QCoreApplication::translate("df::plan", "Ask the new release for its status on the copy"), 300, 2);
    return stage;
}

} // namespace df
