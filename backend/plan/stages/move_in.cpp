#include "plan/migration_stages.h"

#include <QCoreApplication>

namespace df {

Stage stageMoveIn(const MigrationInput&) {
    Stage stage;
    stage.id = QStringLiteral("move-in");
    stage.title = QCoreApplication::translate("df::plan", "Put the data in its place");
    stage.why = QCoreApplication::translate(
        "df::plan", "Files by renaming, .env with the old APP_KEY first, then the database: loaded beside "
                    "the new server's, compared, and exchanged.");
    stage.status = QCoreApplication::translate("df::plan", "Putting the data in its place");
    stage.undoText =
        QCoreApplication::translate("df::plan", "puts the new server's own files, .env and database back");
    stage.phase = Phase::Switch;
    stage.usersMayNotice = true;
    stage.minSeconds = 2;
    stage.maxSeconds = 120;
    stage.steps << stepFromFile(QStringLiteral("move.files"),
                                QCoreApplication::translate("df::plan", "Exchange the files"), 7200, 2);
    stage.steps << stepFromFile(QStringLiteral("move.env"),
                                QCoreApplication::translate("df::plan", "Put the merged .env in place"), 60,
                                1);
    stage.steps << stepFromFile(QStringLiteral("move.database"),
                                QCoreApplication::translate("df::plan", "Exchange the database"), 7200, 6);
    return stage;
}

} // namespace df
