#include "plan/migration_stages.h"

#include <QCoreApplication>

namespace df {

Stage stageProveKey(const MigrationInput&) {
    Stage stage;
    stage.id = QStringLiteral("prove-key");
    stage.title = QCoreApplication::translate("df::plan", "Check every encrypted value");
    stage.why =
        QCoreApplication::translate("df::plan", "On the database that will serve, with the APP_KEY that will "
                                                "serve: each value is checked without being decrypted.");
    stage.status = QCoreApplication::translate("df::plan", "Checking every encrypted value");
    stage.undoText = QCoreApplication::translate("df::plan", "nothing to undo: it only reads");
    stage.phase = Phase::Switch;
    stage.usersMayNotice = true;
    stage.minSeconds = 1;
    stage.maxSeconds = 10;
    stage.steps << stepFromFile(QStringLiteral("keys.prove"),
                                QCoreApplication::translate("df::plan", "Check every encrypted value"), 600,
                                1);
    return stage;
}

} // namespace df
