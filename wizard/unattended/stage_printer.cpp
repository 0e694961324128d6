#include "unattended/stage_printer.h"

#include "flow/progress.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace df {

namespace {

QString lineOf(const Plan& plan, int index, const StageProgress& progress, const QString& word) {
    QString line = QCoreApplication::translate("StagePrinter", "stage %1 of %2  %3 … %4")
                       .arg(index + 1)
                       .arg(plan.stages.size())
                       .arg(plan.stages.at(index).title, word);
    if (word == stageWord(StateWord::Done) || word == stageWord(StateWord::Failed))
        line += QStringLiteral(" %1 s").arg(QLocale::c().toString(progress.seconds, 'f', 1));
    return line;
}

} // namespace

QStringList StagePrinter::newLines(const Plan& plan, const RunState& run) {
    QStringList done, undone;
    const auto say = [this, &plan](QStringList* lines, int i, const StageProgress& progress,
                                   const QString& word) {
        const QString key = plan.stages.at(i).id + QLatin1Char(' ') + word;
        if (m_said.contains(key))
            return;
        m_said.insert(key);
        *lines << lineOf(plan, i, progress, word);
    };
    const int failed = plan.stageOf(run.failedStep);
    for (int i = 0; i < int(plan.stages.size()); ++i) {
        const StageProgress progress = stageProgress(plan.stages.at(i), run);
        if (progress.state == StateWord::Undone && i == failed) // undone before anybody looked
            say(&done, i, progress, stageWord(StateWord::Failed));
        if (progress.state == StateWord::Undone)
            say(&undone, i, progress, stageWord(StateWord::Undone));
        else if (progress.state != StateWord::NotStarted && progress.state != StateWord::Running)
            say(&done, i, progress, stageWord(progress.state));
    }
    std::reverse(undone.begin(), undone.end()); // in the order in which it happens
    return done + undone;
}

} // namespace df
