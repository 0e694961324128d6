#include "plan/plan_input.h"

#include <QCoreApplication>

namespace df {

Stage stageCopyDatabase(const PlanInput& in) {
    Stage stage;
    stage.id = QStringLiteral("copy-database");
    stage.title = QCoreApplication::translate("df::plan", "Copy the database, and prove the copy");
    stage.why =
        QCoreApplication::translate("df::plan", "The copy is loaded into a scratch database and compared, "
                                                "table by table. Only a proven copy is a way back.");
    stage.status = QCoreApplication::translate("df::plan", "Copying the database");
    stage.undoText =
        QCoreApplication::translate("df::plan", "drops the scratch database. Your database is only read");
    stage.phase = Phase::Prepare;
    stage.usersMayNotice = false;
    stage.minSeconds = 3;
    stage.maxSeconds = 60;
    const double megabytes = double(in.installation.database.bytes) / 1e6;
    const double dumpWeight = 2 + megabytes / 20;
    stage.minSeconds = int(2 + megabytes / 40);
    stage.maxSeconds = int(20 + megabytes / 5);
    stage.steps << stepFromFile(QStringLiteral("copy.dump"),
                                QCoreApplication::translate("df::plan", "Take the copy"), 7200, dumpWeight,
                                ProgressKind::Bytes);
    stage.steps << stepFromFile(
        QStringLiteral("copy.prove"),
        QCoreApplication::translate("df::plan",
                                    "Load the copy into a scratch database and compare every table"),
        7200, dumpWeight);
    return stage;
}

} // namespace df
