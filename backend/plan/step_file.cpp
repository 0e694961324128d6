#include "plan/plan_input.h"

#include <QFile>

namespace df {

namespace {
QString readText(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}
} // namespace

Step stepFromFile(const QString& id, const QString& title, int timeoutSeconds, double weight,
                  ProgressKind progress) {
    const QString base = QStringLiteral(":/df/remote/steps/") + id;
    Step step;
    step.id = id;
    step.title = title;
    step.command = readText(base + QStringLiteral(".sh"));
    step.undo = readText(base + QStringLiteral(".undo.sh"));
    step.repeat = step.undo.isEmpty() ? Repeat::Always : Repeat::AfterUndo;
    step.timeoutSeconds = timeoutSeconds;
    step.weight = weight;
    step.progress = progress;
    return step;
}

} // namespace df
