#include "plan/plan_input.h"

#include <QCoreApplication>

namespace df {

Stage stageBuild(const PlanInput& in) {
    Stage stage;
    stage.id = QStringLiteral("build");
    stage.title = QCoreApplication::translate("df::plan", "Build the new release beside the old one");
    stage.why =
        QCoreApplication::translate("df::plan", "The release is put together in a folder of its own, with "
                                                "the PHP that will run it. The live site is not touched.");
    stage.status = QCoreApplication::translate("df::plan", "Building the new release beside the old one");
    stage.undoText = QCoreApplication::translate("df::plan", "deletes the folder of the new release");
    stage.phase = Phase::Prepare;
    stage.usersMayNotice = false;
    stage.minSeconds = 20;
    stage.maxSeconds = 300;
    stage.steps << stepFromFile(
        QStringLiteral("build.code"),
        QCoreApplication::translate("df::plan", "Fetch the release and check it out beside the old one"),
        1800, 8, ProgressKind::Git);
    stage.steps << stepFromFile(QStringLiteral("build.carry"),
                                QCoreApplication::translate("df::plan", "Take your own files along"), 1800,
                                3);
    if (in.choices.localChanges == LocalChanges::Reapply)
        stage.steps << stepFromFile(
            QStringLiteral("build.changes"),
            QCoreApplication::translate("df::plan", "Apply your changes where they fit"), 300, 1);
    if (in.choices.commercialFiles)
        stage.steps << stepFromFile(
            QStringLiteral("build.commercial"),
            QCoreApplication::translate("df::plan",
                                        "Put the composer files of the commercial edition in place"),
            60, 1);
    stage.steps << stepFromFile(
        QStringLiteral("build.env"),
        QCoreApplication::translate("df::plan", "Give it an .env of its own until the switch"), 120, 1);
    stage.steps << stepFromFile(QStringLiteral("build.composer"),
                                QCoreApplication::translate("df::plan", "Install its packages"), 3600, 60,
                                ProgressKind::Composer);
    stage.steps << stepFromFile(QStringLiteral("build.ui"),
                                QCoreApplication::translate("df::plan", "Check the admin user interface"),
                                900, 2);
    stage.steps << stepFromFile(
        QStringLiteral("build.modes"),
        QCoreApplication::translate("df::plan", "Set owner and modes as in the old release"), 900, 3);
    stage.steps << stepFromFile(QStringLiteral("build.keep"),
                                QCoreApplication::translate("df::plan", "Keep the old release whole"), 1800,
                                4);
    return stage;
}

} // namespace df
