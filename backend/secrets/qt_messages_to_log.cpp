#include "secrets/log.h"

#include <QtGlobal>

#include <mutex>

namespace df {
namespace {

// Qt's message handler is a plain function: it needs a place to find the log in.
std::mutex handlerMutex;
const Log* handlerLog = nullptr;
QtMessageHandler previousHandler = nullptr;

void handle(QtMsgType type, const QMessageLogContext& context, const QString& message) {
    QtMessageHandler previous = nullptr;
    {
        const std::lock_guard lock(handlerMutex);
        previous = previousHandler;
        if (handlerLog && type == QtDebugMsg)
            handlerLog->debug(message);
        else if (handlerLog && type == QtInfoMsg)
            handlerLog->info(message);
        else if (handlerLog && type == QtWarningMsg)
            handlerLog->warning(message);
        else if (handlerLog)
            handlerLog->error(message);
    }
    if (previous)
        previous(type, context, message);
}

} // namespace

QtMessagesToLog::QtMessagesToLog(const Log& log) {
    const std::lock_guard lock(handlerMutex);
    handlerLog = &log;
    previousHandler = qInstallMessageHandler(&handle);
}

QtMessagesToLog::~QtMessagesToLog() {
    qInstallMessageHandler(previousHandler);
    const std::lock_guard lock(handlerMutex);
    handlerLog = nullptr;
    previousHandler = nullptr;
}

} // namespace df
