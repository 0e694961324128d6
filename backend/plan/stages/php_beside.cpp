#include "plan/plan_input.h"

#include <QCoreApplication>

namespace df {

Stage stagePhpBeside(const PlanInput& in) {
    Stage stage;
    stage.id = QStringLiteral("php-beside");
    stage.phase = Phase::Prepare;
    stage.title = QCoreApplication::translate("df::plan", "Install PHP beside the old one");
    if (!in.phpBeside)
        return stage;
    const QString minor = in.phpBeside->minor;
    stage.title = QCoreApplication::translate("df::plan", "Install PHP %1 beside the old one").arg(minor);
    stage.why =
        QCoreApplication::translate(
            "df::plan",
            "The new release needs PHP %1. It gets a pool of its own with the old one's user and limits, "
            "and serves nothing yet. The old PHP stays as it is.")
            .arg(minor);
    stage.status = QCoreApplication::translate("df::plan", "Installing PHP %1").arg(minor);
    stage.undoText = QCoreApplication::translate(
        "df::plan", "removes the pool, and the packages that were not there before");
    stage.minSeconds = 5;
    stage.maxSeconds = 120;
    stage.steps << stepFromFile(QStringLiteral("beside.install"),
                                QCoreApplication::translate("df::plan", "Install the packages"), 1800, 20);
    stage.steps << stepFromFile(
        QStringLiteral("beside.pool"),
        QCoreApplication::translate("df::plan", "Give the web site a pool in it, like the old one"), 300, 3);
    return stage;
}

Step stepPhpCheck() {
    return stepFromFile(QStringLiteral("beside.check"),
                        QCoreApplication::translate(
                            "df::plan", "See whether another PHP can come without touching what is there"),
                        300, 3);
}

Step stepPhpSwitch() {
    return stepFromFile(QStringLiteral("beside.switch"),
                        QCoreApplication::translate("df::plan", "Point the web site to the new PHP"), 120, 2);
}

} // namespace df
