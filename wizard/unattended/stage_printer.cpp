#include "unattended/stage_printer.h"

#include "flow/progress.h"

#include <QCoreApplication>
#include <QLocale>

namespace df {

QStringList StagePrinter::newLines(const Plan& plan, const RunState& run) {
    QStringList lines;
    for (int i = 0; i < int(plan.stages.size()); ++i) {
        const Stage& stage = plan.stages.at(i);
        const StageProgress progress = stageProgress(stage, run);
        const QString word = stageWord(progress.state);
        if (progress.state == StateWord::NotStarted || progress.state == StateWord::Running)
            continue;
        const QString key = stage.id + QLatin1Char(' ') + word;
        if (m_said.contains(key))
            continue;
        m_said.insert(key);
        QString line = QCoreApplication::translate("StagePrinter", "stage %1 of %2  %3 … %4")
                           .arg(i + 1)
                           .arg(plan.stages.size())
                           .arg(stage.title, word);
        if (progress.state == StateWord::Done || progress.state == StateWord::Failed)
            line += QStringLiteral(" %1 s").arg(QLocale::c().toString(progress.seconds, 'f', 1));
        lines << line;
    }
    return lines;
}

} // namespace df
