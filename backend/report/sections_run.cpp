#include "report/downtime_chart.h"
#include "report/sections.h"
#include "report/stage_results.h"
#include "run/old_print.h"

namespace df {
namespace {

QString stageState(const QString& status, const HtmlText& html) {
    if (status == QLatin1String("done"))
        return html.state(ReportText::tr("Done"), QStringLiteral("done"));
    if (status == QLatin1String("failed"))
        return html.state(ReportText::tr("Failed"), QStringLiteral("failed"));
    if (status == QLatin1String("undone"))
        return html.state(ReportText::tr("Undone"), QStringLiteral("undone"));
    return html.state(status == QLatin1String("skipped") ? ReportText::tr("Skipped")
                                                         : ReportText::tr("Not started"),
                      QStringLiteral("plain"));
}

QString exitText(const StepResult& step) {
    if (step.exitCode)
        return ReportText::tr("exit code %1").arg(*step.exitCode);
    return step.status == StepStatus::NotStarted || step.status == StepStatus::Skipped
               ? QString()
               : ReportText::tr("exit code unknown");
}

QVector<StageResult> results(const Report& report) {
    return report.plan
               ? stageResults(*report.plan, report.run.value_or(RunState()), report.comparison.has_value())
               : QVector<StageResult>();
}

QString codesText(const DowntimeFact& fact) {
    QStringList words;
    for (auto it = fact.codes.begin(); it != fact.codes.end(); ++it)
        words.append(it.key() == QLatin1String("0")
                         ? ReportText::tr("%1 without an answer").arg(it.value())
                         : ReportText::tr("%1 with HTTP %2").arg(QString::number(it.value()), it.key()));
    return words.join(QLatin1String(", "));
}

} // namespace

QString stagesSection(const Report& report, const HtmlText& html) {
    QVector<QStringList> rows;
    for (const StageResult& stage : results(report)) {
        const QString notice = stage.usersMayNotice ? ReportText::tr("yes") : ReportText::tr("no");
        rows.append({QStringLiteral("<b>") + html.text(stage.title) + QStringLiteral("</b>"),
                     stageState(stage.status, html),
                     html.text(stage.seconds > 0 ? lastingText(stage.seconds) : QString()),
                     html.text(notice)});
        for (const StepResult& step : stage.steps)
            rows.append({html.text(step.title), html.text(exitText(step)),
                         html.text(step.seconds > 0 ? lastingText(step.seconds) : QString()), QString()});
    }
    if (rows.isEmpty())
        return {};
    return html.heading(ReportText::tr("What was done")) +
           html.table({ReportText::tr("Stage and step"), ReportText::tr("Result"), ReportText::tr("Time"),
                       ReportText::tr("Users may notice")},
                      rows);
}

/// "2.1 s", or "16 s in all (12 s and 4 s)": the switch, then the way back.
QString absencesText(const DowntimeFact& fact) {
    QStringList each;
    for (const Absence& absence : fact.absences)
        each << lastingText(absence.seconds);
    if (each.size() < 2)
        return lastingText(fact.seconds);
    return ReportText::tr("%1 in all (%2)")
        .arg(lastingText(fact.seconds), each.join(ReportText::tr(" and ")));
}

QString downtimeSection(const Report& report, const HtmlText& html) {
    if (report.probes.isEmpty())
        return {};
    const DowntimeFact fact = downtime(report.probes);
    const QString sentence = fact.failedProbes == 0
                                 ? ReportText::tr("Users were never cut off.")
                                 : ReportText::tr("Users were cut off for %1.").arg(absencesText(fact));
    const QString measured =
        ReportText::tr("The API was asked every %1 ms, %2 times in all: %3.")
            .arg(QString::number(fact.everyMs), QString::number(fact.probes), codesText(fact));
    const DowntimeChart chart = downtimeChart(report.probes);
    const QString picture =
        html.medium() == Medium::Screen
            ? toSvg(chart, html.text(sentence))
            : QStringLiteral("<p><img src=\"downtime-chart\" width=\"600\" height=\"75\"></p>\n");
    const QString span =
        ReportText::tr("From %1 to %2. Bars: how long an answer took. Filled blocks: no good answer.")
            .arg(momentText(QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(chart.from * 1000))),
                 momentText(QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(chart.to * 1000))));
    return html.heading(ReportText::tr("Downtime")) + html.paragraph(sentence, "lead") + picture +
           html.paragraph(span, "note") + html.paragraph(measured);
}

namespace {

constexpr qsizetype mostNamed = 20;

QString namesOf(const QStringList& paths) {
    const QString names = QStringList(paths.mid(0, mostNamed)).join(QStringLiteral(", "));
    return paths.size() > mostNamed
               ? ReportText::tr("%1 and %2 more").arg(names, QString::number(paths.size() - mostNamed))
               : names;
}

/// What is not on the new server as it was on the old one.
QString shortcomings(const DeliveryFact& d, const HtmlText& html) {
    QString out;
    const auto say = [&](const QStringList& paths, const QString& sentence) {
        if (!paths.isEmpty())
            out += html.paragraph(sentence.arg(namesOf(paths)), "note");
    };
    say(d.changed, ReportText::tr("Changed each time they were read, so perhaps not of one moment: %1"));
    say(d.leftOut, ReportText::tr("Did not come along (no files, or links that lead elsewhere): %1"));
    say(d.listed, ReportText::tr("Came without their access lists and extended attributes: %1"));
    return out;
}

/// What passed between the two servers of a move.
QString deliveriesSection(const Report& report, const HtmlText& html) {
    QVector<QStringList> rows;
    QString notes;
    for (const DeliveryFact& d : report.deliveries)
        notes += shortcomings(d, html);
    for (const DeliveryFact& d : report.deliveries)
        rows.append(
            {html.text(d.id), html.text(sizeText(d.bytes)), html.text(QString::number(d.files)),
             QStringLiteral("<span class=\"mono\">") + html.text(d.sha256) + QStringLiteral("</span>")});
    if (rows.isEmpty())
        return {};
    return html.heading(ReportText::tr("What came from the old server")) +
           html.paragraph(ReportText::tr("Each hash was taken at both ends, and is the same."), "note") +
           html.table({ReportText::tr("What"), ReportText::tr("Size"), ReportText::tr("Files"),
                       ReportText::tr("SHA-256")},
                      rows) +
           notes;
}

} // namespace

QString backupsSection(const Report& report, const HtmlText& html) {
    QVector<QStringList> rows;
    for (const BackupFact& b : report.run.value_or(RunState()).backups)
        rows.append(
            {html.text(b.what),
             QStringLiteral("<span class=\"mono\">") + html.text(b.where) + QStringLiteral("</span>"),
             html.text(sizeText(b.bytes)), html.text(b.provenBy),
             QStringLiteral("<span class=\"mono\">") + html.text(b.sha256) + QStringLiteral("</span>")});
    const QString came = deliveriesSection(report, html);
    if (rows.isEmpty())
        return came;
    return came + html.heading(ReportText::tr("Copies")) +
           html.paragraph(
               ReportText::tr(
                   "Copies of the database and of .env hold secrets. Only root or the owner can read them."),
               "note") +
           html.table({ReportText::tr("Copy of"), ReportText::tr("Where"), ReportText::tr("Size"),
                       ReportText::tr("Proven by"), ReportText::tr("SHA-256")},
                      rows);
}

namespace {

QString printTable(const FingerprintFact& fact, const HtmlText& html) {
    const auto mono = [&html](const QString& hash) {
        return QStringLiteral("<span class=\"mono\">") + html.text(hash) + QStringLiteral("</span>");
    };
    QVector<QStringList> rows{{html.text(ReportText::tr("Before")), mono(fact.before)}};
    if (!fact.now.isEmpty())
        rows.append({html.text(ReportText::tr("Now")), mono(fact.now)});
    return html.table({}, rows);
}

QString oldServerWords(const FingerprintFact& fact) {
    if (fact.same)
        return ReportText::tr("Both are the same: the old server's files, settings and tables are exactly as "
                              "before. It was only read.");
    if (onlyRowsDiffer(fact))
        return ReportText::tr("Its files and settings are exactly as before. Rows of tables differ: users "
                              "wrote there meanwhile, the move writes none.");
    return fact.differences.isEmpty()
               ? ReportText::tr(
                     "They differ. What differs is not known: the wizard was started again between.")
               : ReportText::tr("They differ:");
}

/// Of a move. Without a second one nothing is claimed.
QString oldFingerprintSection(const Report& report, const HtmlText& html) {
    if (!report.oldFingerprint || report.oldFingerprint->now.isEmpty())
        return {};
    const FingerprintFact& fact = *report.oldFingerprint;
    return html.heading(ReportText::tr("Fingerprint of the old server")) + printTable(fact, html) +
           html.paragraph(oldServerWords(fact)) + html.list(fact.differences);
}

} // namespace

QString fingerprintSection(const Report& report, const HtmlText& html) {
    const FingerprintFact fact = report.run.value_or(RunState()).fingerprint;
    const QString old = oldFingerprintSection(report, html);
    if (fact.before.isEmpty())
        return old;
    QString out = html.heading(ReportText::tr("Fingerprint of the server")) + printTable(fact, html);
    if (!fact.now.isEmpty())
        out +=
            html.paragraph(fact.same ? ReportText::tr("Both are the same: the server is exactly as before.")
                                     : ReportText::tr("They differ:"));
    return out + html.list(fact.differences) + old;
}

QString commandsSection(const Report& report, const HtmlText& html) {
    QString out;
    for (const StageResult& stage : results(report)) {
        out += html.heading(stage.title, 3);
        for (const StepResult& step : stage.steps)
            out += html.paragraph(ReportText::tr("%1 (%2)").arg(step.title, step.id), "note") +
                   html.pre(step.command.trimmed());
    }
    return out.isEmpty() ? out : html.heading(ReportText::tr("Every command")) + out;
}

} // namespace df
