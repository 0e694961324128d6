#include "plan/migration_stages.h"

#include <QCoreApplication>

namespace df {

Stage stageLastDelivery(const MigrationInput& in) {
    const double megabytes = double(in.pair.old.database.bytes) / 1e6;
    Stage stage;
    stage.id = QStringLiteral("last-delivery");
    stage.title = QCoreApplication::translate("df::plan", "Last copy, with the old server in maintenance");
    stage.why = QCoreApplication::translate(
        "df::plan", "Users are shut out of the old server, so that nothing they write is lost, and what "
                    "changed since the first copy comes over. It is proven like the first.");
    stage.status = QCoreApplication::translate("df::plan", "Taking the last copy");
    stage.undoText = QCoreApplication::translate("df::plan", "opens the old server again");
    stage.phase = Phase::Prepare;
    stage.usersMayNotice = false;
    stage.minSeconds = 3;
    stage.maxSeconds = int(30 + megabytes / 8);
    if (!in.choices.closeOld)
        return stage;
    stage.steps << stepFromFile(
        QStringLiteral("receive.forget"),
        QCoreApplication::translate("df::plan", "Let nothing of the first copy count as the last one"), 120,
        1);
    stage.steps << stepFromFile(QStringLiteral("receive.again"),
                                QCoreApplication::translate("df::plan", "Receive what changed since"), 172800,
                                2 + megabytes / 80, ProgressKind::Bytes);
    stage.steps << stepFromFile(
        QStringLiteral("import.again"),
        QCoreApplication::translate("df::plan",
                                    "Load the copy, compare every table, check every encrypted value"),
        7200, 2 + megabytes / 20);
    stage.steps << stepFromFile(QStringLiteral("files.again"),
                                QCoreApplication::translate("df::plan", "List what will change places"), 1800,
                                1);
    return stage;
}

} // namespace df
