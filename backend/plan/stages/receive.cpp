#include "plan/migration_stages.h"

#include <QCoreApplication>

namespace df {

Stage stageReceive(const MigrationInput& in) {
    const double megabytes = double(in.pair.old.database.bytes + in.pair.old.storage.bytes) / 1e6;
    Stage stage;
    stage.id = QStringLiteral("receive");
    stage.title = QCoreApplication::translate("df::plan", "Copy the data from the old server");
    stage.why = QCoreApplication::translate(
        "df::plan", "Database, .env and files come through this computer, straight from one server to the "
                    "other, and are compared by their hashes. The old server is only read.");
    stage.status = QCoreApplication::translate("df::plan", "Copying the data from the old server");
    stage.undoText =
        QCoreApplication::translate("df::plan", "deletes what came; the old server was only read");
    stage.phase = Phase::Prepare;
    stage.usersMayNotice = false;
    stage.minSeconds = int(2 + megabytes / 40);
    stage.maxSeconds = int(30 + megabytes / 4);
    stage.steps << stepFromFile(QStringLiteral("receive.open"),
                                QCoreApplication::translate("df::plan", "Make room for what comes"), 120, 1);
    stage.steps << stepFromFile(QStringLiteral("receive.data"),
                                QCoreApplication::translate("df::plan", "Receive database, .env and files"),
                                172800, 3 + megabytes / 20, ProgressKind::Bytes);
    return stage;
}

} // namespace df
