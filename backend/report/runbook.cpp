#include "report/runbook.h"

#include "report/html_text.h"
#include "report/pdf.h"

#include <numeric>

namespace df {
namespace {

class RunbookText {
    Q_DECLARE_TR_FUNCTIONS(Runbook)
};

QString accountOf(RunAs who) {
    return who == RunAs::Authority ? RunbookText::tr("as the run's authority")
           : who == RunAs::Owner   ? RunbookText::tr("as the tree's owner")
                                   : RunbookText::tr("as the web server's user");
}

QString stepText(const Step& step, const HtmlText& html) {
    QString out =
        html.paragraph(RunbookText::tr("%1 (%2), %3").arg(step.title, step.id, accountOf(step.runAs)),
                       "note") +
        html.pre(step.command.trimmed());
    if (!step.undo.trimmed().isEmpty())
        out += html.paragraph(RunbookText::tr("To undo it:"), "note") + html.pre(step.undo.trimmed());
    return out;
}

QString stageText(const Stage& stage, int number, const HtmlText& html) {
    QString out = html.heading(RunbookText::tr("%1. %2").arg(QString::number(number), stage.title), 3) +
                  html.paragraph(stage.why);
    out += html.paragraph(RunbookText::tr("Takes %1 to %2. %3")
                              .arg(lastingText(stage.minSeconds), lastingText(stage.maxSeconds),
                                   stage.usersMayNotice ? RunbookText::tr("Users may notice.")
                                                        : RunbookText::tr("Users notice nothing.")));
    if (!stage.undoText.isEmpty())
        out += html.paragraph(RunbookText::tr("Undo: %1").arg(stage.undoText));
    for (const Step& step : stage.steps)
        out += stepText(step, html);
    return out;
}

QString headingOf(Phase phase) {
    return phase == Phase::Prepare  ? RunbookText::tr("Prepare: users notice nothing")
           : phase == Phase::Switch ? RunbookText::tr("Switch: users may notice")
                                    : RunbookText::tr("Verify");
}

QString titleOf(const Plan& plan, const QString& server) {
    return RunbookText::tr("Upgrade %1 from DreamFactory %2 to %3").arg(server, plan.from, plan.to);
}

QString variables(const Plan& plan, const HtmlText& html) {
    QVector<QStringList> rows;
    for (auto it = plan.variables.begin(); it != plan.variables.end(); ++it)
        rows.append({html.text(it.key()), html.text(it.value())});
    return rows.isEmpty()
               ? QString()
               : html.heading(RunbookText::tr("Variables that the commands use")) + html.table({}, rows);
}

QString page(const Plan& plan, const QString& server, const HtmlText& html) {
    QString body = QStringLiteral("<h1>") + html.text(titleOf(plan, server)) + QStringLiteral("</h1>\n");
    const int most = std::accumulate(plan.stages.begin(), plan.stages.end(), 0,
                                     [](int sum, const Stage& s) { return sum + s.maxSeconds; });
    body += html.paragraph(
        RunbookText::tr("%1 stages, at most about %2. Installation: %3. Run folder: %4.")
            .arg(QString::number(plan.stages.size()), lastingText(most), plan.root, plan.runFolder),
        "lead");
    int number = 0;
    for (const Phase phase : {Phase::Prepare, Phase::Switch, Phase::Verify}) {
        QString stages;
        for (const Stage& stage : plan.stages)
            if (stage.phase == phase)
                stages += stageText(stage, ++number, html);
        if (!stages.isEmpty())
            body += html.heading(headingOf(phase)) + stages;
    }
    return htmlPage(html.text(titleOf(plan, server)), body + variables(plan, html), html.medium());
}

} // namespace

QString runbookHtml(const Plan& plan, const QString& server, const TextFilter& filter) {
    return page(plan, server, HtmlText(filter, Medium::Screen));
}

QByteArray runbookPdf(const Plan& plan, const QString& server, const TextFilter& filter) {
    const QString title = titleOf(plan, server);
    return pdfOf(page(plan, server, HtmlText(filter, Medium::Paper)), filter ? filter(title) : title);
}

} // namespace df
