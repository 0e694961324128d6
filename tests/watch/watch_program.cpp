// Linked into a second build of the program (df-upgrade-wizard-watched): the same sources, with a look at the
// widgets from the first moment on. DF_WATCH_FILE says where to write; without it this is the program as it
// is.
#include "watch/shown_log.h"

#include <QCoreApplication>
#include <QTimer>

namespace {

void beginToWatch() {
    const QString path = qEnvironmentVariable("DF_WATCH_FILE");
    if (path.isEmpty())
        return;
    // Once the event loop runs: the application is whole then.
    QTimer::singleShot(0, qApp, [path] { new df::test::ShownLog(path, qApp); });
}

} // namespace

Q_COREAPP_STARTUP_FUNCTION(beginToWatch)
