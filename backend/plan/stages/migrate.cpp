#include "plan/plan_input.h"

#include <QCoreApplication>

namespace df {

Stage stageMigrate(const PlanInput&) {
    Stage stage;
    stage.id = QStringLiteral("migrate");
    stage.title = QCoreApplication::translate("df::plan", "Change the database for the new release");
    stage.why =
        QCoreApplication::translate("df::plan", "The migrations that were rehearsed on the copy now run on "
                                                "your database. API keys that seeding would reset are kept.");
    stage.status = QCoreApplication::translate("df::plan", "Changing the database");
    stage.undoText =
        QCoreApplication::translate("df::plan", "restores the proven copy, checked table by table");
    stage.phase = Phase::Switch;
    stage.usersMayNotice = true;
    stage.minSeconds = 1;
    stage.maxSeconds = 60;
    stage.steps << stepFromFile(QStringLiteral("migrate.run"),
                                QCoreApplication::translate("df::plan", "Run the migrations"), 7200, 6);
    return stage;
}

} // namespace df
