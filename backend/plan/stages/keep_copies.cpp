#include "plan/plan_input.h"

#include <QCoreApplication>

namespace df {

Stage stageKeepCopies(const PlanInput&) {
    Stage stage;
    stage.id = QStringLiteral("keep-copies");
    stage.title = QCoreApplication::translate("df::plan", "Keep a copy of .env and of your changes");
    stage.why =
        QCoreApplication::translate("df::plan", "Git can not bring back what it does not know: .env, your "
                                                "changed files, what the composer files say today.");
    stage.status = QCoreApplication::translate("df::plan", "Copying .env and your changes");
    stage.undoText = QCoreApplication::translate(
        "df::plan", "nothing to undo: copies alone. They stay until you delete them");
    stage.phase = Phase::Prepare;
    stage.usersMayNotice = false;
    stage.minSeconds = 2;
    stage.maxSeconds = 20;
    stage.steps << stepFromFile(
        QStringLiteral("keep.copies"),
        QCoreApplication::translate("df::plan", "Copy .env, your changes and the list of all files"), 900, 4);
    return stage;
}

} // namespace df
