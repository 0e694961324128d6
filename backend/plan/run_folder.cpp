#include "plan/run_folder.h"

#include "core/shell.h"

#include <QDateTime>
#include <QDirIterator>
#include <QFile>
#include <QJsonDocument>

namespace df {

namespace {

QByteArray compact(const QJsonObject& o) { return QJsonDocument(o).toJson(QJsonDocument::Indented); }
QByteArray compact(const QJsonArray& a) { return QJsonDocument(a).toJson(QJsonDocument::Indented); }

QByteArray variablesFile(const Plan& plan) {
    QString text = QStringLiteral("# shellcheck shell=sh disable=SC2034\n");
    for (auto it = plan.variables.cbegin(); it != plan.variables.cend(); ++it)
        text += it.key() + QLatin1Char('=') + shellQuote(it.value()) + QLatin1Char('\n');
    return text.toUtf8();
}

QString progressWord(ProgressKind kind) {
    switch (kind) {
    case ProgressKind::Composer:
        return QStringLiteral("composer");
    case ProgressKind::Git:
        return QStringLiteral("git");
    case ProgressKind::Bytes:
        return QStringLiteral("bytes");
    case ProgressKind::None:
        break;
    }
    return QStringLiteral("none");
}

// One step a line: phase, stage, step, timeout in seconds, repeat, progress; separated by tabs.
QByteArray orderFile(const Plan& plan) {
    QString text;
    for (const Stage& stage : plan.stages)
        for (const Step& step : stage.steps)
            text += QStringList{toString(stage.phase),
                                stage.id,
                                step.id,
                                QString::number(step.timeoutSeconds),
                                step.repeat == Repeat::Always ? QStringLiteral("always")
                                                              : QStringLiteral("after-undo"),
                                progressWord(step.progress)}
                        .join(QLatin1Char('\t')) +
                    QLatin1Char('\n');
    return text.toUtf8();
}

QByteArray runFile(const Plan& plan) {
    return compact(QJsonObject{{QStringLiteral("id"), plan.runId},
                               {QStringLiteral("root"), plan.root},
                               {QStringLiteral("from"), plan.from},
                               {QStringLiteral("to"), plan.to}});
}

QByteArray deliveriesFile(const Plan& plan) {
    QByteArray text;
    for (const Delivery& d : plan.deliveries)
        text += d.id.toUtf8() + '\t' + d.kind.toUtf8() + '\n';
    return text;
}

// The paths of the checklist, those outside the installation by themselves, without their leading slash.
QByteArray moveFile(const Plan& plan, bool absolute) {
    QByteArray text;
    for (const QString& path : plan.move)
        if (path.startsWith(QLatin1Char('/')) == absolute)
            text += path.mid(absolute ? 1 : 0).toUtf8() + '\n';
    return text;
}

void addMove(QVector<RunFile>& files, const Plan& plan) {
    const QString plain = QStringLiteral("0600");
    files << RunFile{QStringLiteral("deliveries.list"), plain, deliveriesFile(plan)}
          << RunFile{QStringLiteral("move.list"), plain, moveFile(plan, false)}
          << RunFile{QStringLiteral("move.abs.list"), plain, moveFile(plan, true)};
    QFile columns(QStringLiteral(":/df/data/encrypted-columns.json"));
    if (columns.open(QIODevice::ReadOnly))
        files << RunFile{QStringLiteral("encrypted-columns.json"), plain, columns.readAll()};
}

void addEngine(QVector<RunFile>& files) {
    for (const QString& folder : {QStringLiteral(":/df/remote/run"), QStringLiteral(":/df/remote/env")}) {
        QDirIterator it(folder);
        while (it.hasNext()) {
            QFile file(it.next());
            if (it.fileName() == QLatin1String("deploy.sh") || !file.open(QIODevice::ReadOnly))
                continue;
            files << RunFile{it.fileName(), QStringLiteral("0600"), file.readAll()};
        }
    }
}

} // namespace

QVector<RunFile> renderRunFolder(const Plan& plan) {
    const QString plain = QStringLiteral("0600");
    QVector<RunFile> files;
    addEngine(files);
    files << RunFile{QStringLiteral("vars.sh"), plain, variablesFile(plan)}
          << RunFile{QStringLiteral("order"), plain, orderFile(plan)}
          << RunFile{QStringLiteral("run.json"), plain, runFile(plan)}
          << RunFile{QStringLiteral("plan.json"), plain, compact(toJson(plan))}
          << RunFile{QStringLiteral("env.changes.json"), plain, compact(plan.envChanges)}
          << RunFile{QStringLiteral("env.scratch.json"), plain, compact(plan.scratchEnvChanges)}
          << RunFile{QStringLiteral("schedules.list"), plain, plan.schedules.toUtf8()};
    if (plan.isMove())
        addMove(files, plan);
    for (const Stage& stage : plan.stages)
        for (const Step& step : stage.steps) {
            files << RunFile{QStringLiteral("steps/") + step.id + QStringLiteral(".sh"), plain,
                             step.command.toUtf8()};
            if (!step.undo.isEmpty())
                files << RunFile{QStringLiteral("steps/") + step.id + QStringLiteral(".undo.sh"), plain,
                                 step.undo.toUtf8()};
        }
    return files;
}

} // namespace df
