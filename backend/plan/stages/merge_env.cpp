#include "plan/migration_stages.h"

#include <QCoreApplication>

namespace df {

Stage stageMergeEnv(const MigrationInput&) {
    Stage stage;
    stage.id = QStringLiteral("merge-env");
    stage.title = QCoreApplication::translate("df::plan", "Merge the two .env files");
    stage.why = QCoreApplication::translate(
        "df::plan", "Keys and behaviour come from the old server, database and paths stay the new one's, as "
                    "the table of .env says. A copy of the release reads it first.");
    stage.status = QCoreApplication::translate("df::plan", "Merging the two .env files");
    stage.undoText =
        QCoreApplication::translate("df::plan", "deletes the merged file and the copy of the release");
    stage.phase = Phase::Prepare;
    stage.usersMayNotice = false;
    stage.minSeconds = 2;
    stage.maxSeconds = 60;
    stage.steps << stepFromFile(QStringLiteral("env.merge"),
                                QCoreApplication::translate("df::plan", "Put the merged .env together"), 120,
                                1);
    stage.steps << stepFromFile(
        QStringLiteral("twin.build"),
        QCoreApplication::translate("df::plan", "Copy the release beside itself, to try it"), 1800, 6);
    return stage;
}

} // namespace df
