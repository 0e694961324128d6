#include "plan/migration_stages.h"

#include <QCoreApplication>

namespace df {

Stage stageProveImport(const MigrationInput& in) {
    const double megabytes = double(in.pair.old.database.bytes) / 1e6;
    Stage stage;
    stage.id = QStringLiteral("prove-import");
    stage.title = QCoreApplication::translate("df::plan", "Prove the copy and the APP_KEY");
    stage.why = QCoreApplication::translate(
        "df::plan", "The old database is loaded into a scratch database and compared, table by table, and "
                    "every encrypted value is checked against the APP_KEY.");
    stage.status = QCoreApplication::translate("df::plan", "Proving the copy and the APP_KEY");
    stage.undoText =
        QCoreApplication::translate("df::plan", "nothing to undo: the scratch database goes with the copy");
    stage.phase = Phase::Prepare;
    stage.usersMayNotice = false;
    stage.minSeconds = int(2 + megabytes / 30);
    stage.maxSeconds = int(20 + megabytes / 4);
    stage.steps << stepFromFile(
        QStringLiteral("import.prove"),
        QCoreApplication::translate("df::plan",
                                    "Load the copy, compare every table, check every encrypted value"),
        7200, 3 + megabytes / 20);
    stage.steps << stepFromFile(QStringLiteral("files.list"),
                                QCoreApplication::translate("df::plan", "List what will change places"), 1800,
                                1);
    return stage;
}

} // namespace df
