#include "plan/migration_stages.h"

#include <QCoreApplication>

namespace df {

Stage stageCloseEarly(const MigrationInput& in) {
    Stage stage;
    stage.id = QStringLiteral("close-early");
    stage.title = QCoreApplication::translate("df::plan", "Keep strangers out of the new server");
    stage.why = QCoreApplication::translate(
        "df::plan", "As long as a DreamFactory has no administrator, whoever comes first can make themselves "
                    "one. Until the data is in, it answers 503.");
    stage.status = QCoreApplication::translate("df::plan", "Closing the new server");
    stage.undoText = QCoreApplication::translate("df::plan", "opens the new server again");
    stage.phase = Phase::Prepare;
    stage.usersMayNotice = false;
    stage.minSeconds = 1;
    stage.maxSeconds = 4;
    if (in.pair.fresh.database.counts.value(QStringLiteral("admin")) > 0)
        return stage;
    stage.steps << stepFromFile(QStringLiteral("close.early"),
                                QCoreApplication::translate("df::plan", "Turn maintenance on"), 120, 1);
    return stage;
}

} // namespace df
