#include "plan/plan_input.h"

#include <QCoreApplication>

namespace df {

Stage stageAdaptEnv(const PlanInput&) {
    Stage stage;
    stage.id = QStringLiteral("adapt-env");
    stage.title = QCoreApplication::translate("df::plan", "Adapt .env");
    stage.why = QCoreApplication::translate(
        "df::plan", "Keys that the new release reads under another name or with another default are written "
                    "as they must be. Every other line stays as it is.");
    stage.status = QCoreApplication::translate("df::plan", "Adapting .env");
    stage.undoText = QCoreApplication::translate("df::plan", "deletes the adapted copy");
    stage.phase = Phase::Prepare;
    stage.usersMayNotice = false;
    stage.minSeconds = 1;
    stage.maxSeconds = 2;
    stage.steps << stepFromFile(QStringLiteral("env.adapt"),
                                QCoreApplication::translate("df::plan", "Write the adapted copy"), 60, 1);
    return stage;
}

} // namespace df
