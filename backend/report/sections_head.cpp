#include "advise/area_name.h"
#include "report/sections.h"

#include <algorithm>

namespace df {
namespace {

QString hostOf(const Report& report) {
    const QString host = report.server.section(QLatin1Char('@'), -1);
    return host.isEmpty() ? ReportText::tr("The server") : host;
}

QString from(const Report& report) {
    return report.plan ? report.plan->from : report.advice ? report.advice->from : QString();
}

/// What the run's server had before: a move whose report is written from the new server alone brought no
/// code.
QString before(const Report& report) {
    return report.plan && report.plan->isMove() ? report.plan->to : from(report);
}

QString to(const Report& report) {
    return report.plan ? report.plan->to : report.advice ? report.advice->to : QString();
}

bool exactlyAsBefore(const Report& report) { return report.run && report.run->fingerprint.same; }

int mustFix(const Report& report) {
    if (!report.advice)
        return 0;
    const auto& findings = report.advice->findings;
    return static_cast<int>(std::count_if(findings.begin(), findings.end(),
                                          [](const Finding& f) { return f.severity == Severity::MustFix; }));
}

/// Only what was measured is claimed: without a second fingerprint the phase says how far it went.
QString failedSentence(const Report& report) {
    const QString host = hostOf(report);
    if (!report.run)
        return ReportText::tr("It did not work. Nothing on %1 was changed.").arg(host);
    if (exactlyAsBefore(report))
        return ReportText::tr("The upgrade failed, and %1 is exactly as it was before.").arg(host);
    if (report.run->fingerprint.now.isEmpty() && report.run->phase == RunPhase::Failed)
        return ReportText::tr("The upgrade stopped before the switch. %1 still runs DreamFactory %2.")
            .arg(host, before(report));
    if (report.run->fingerprint.now.isEmpty() && report.run->phase == RunPhase::SwitchUndone)
        return ReportText::tr("The switch failed and was undone. %1 runs DreamFactory %2 again.")
            .arg(host, before(report));
    return ReportText::tr("The upgrade failed, and %1 is not as it was before. The report says what differs.")
        .arg(host);
}

QString wentBackSentence(const Report& report) {
    return exactlyAsBefore(report)
               ? ReportText::tr("%1 went back to DreamFactory %2 and is exactly as it was before.")
                     .arg(hostOf(report), before(report))
               : ReportText::tr("%1 went back to DreamFactory %2. The report says what differs.")
                     .arg(hostOf(report), before(report));
}

QString severityState(Severity severity) {
    return severity == Severity::MustFix      ? QStringLiteral("failed")
           : severity == Severity::ShouldKnow ? QStringLiteral("look")
                                              : QStringLiteral("done");
}

} // namespace

namespace {

QString moveSentence(const Report& report) {
    const QString& o = report.outcome;
    const QString to = hostOf(report), from = report.movedFrom.section(QLatin1Char('@'), -1);
    if (o == QLatin1String("done"))
        return ReportText::tr("%1 has the data of %2.").arg(to, from);
    if (o == QLatin1String("refused"))
        return ReportText::tr("The move from %1 to %2 was not started. Nothing was changed.").arg(from, to);
    if (o == QLatin1String("went-back"))
        return report.run && report.run->fingerprint.same
                   ? ReportText::tr("%1 is exactly as it was.").arg(to)
                   : ReportText::tr("%1 has its own site again.").arg(to);
    if (o == QLatin1String("failed"))
        return ReportText::tr("The move from %1 to %2 failed.").arg(from, to);
    if (o == QLatin1String("not-connected"))
        return ReportText::tr("%1 or %2 could not be reached or trusted. Nothing was changed.").arg(from, to);
    if (o == QLatin1String("looked"))
        return ReportText::tr("%1 and %2 were looked at. Nothing was changed.").arg(from, to);
    return ReportText::tr("How the move to %1 stands isn't known yet.").arg(to);
}

} // namespace

QString outcomeSentence(const Report& report) {
    const QString& o = report.outcome;
    if (!report.movedFrom.isEmpty())
        return moveSentence(report);
    if (o == QLatin1String("done"))
        return ReportText::tr("%1 runs DreamFactory %2.").arg(hostOf(report), to(report));
    if (o == QLatin1String("looked"))
        return ReportText::tr("%1 was looked at. Nothing was changed.").arg(hostOf(report));
    if (o == QLatin1String("refused"))
        return ReportText::tr(
                   "The upgrade of %1 was not started: %2 findings must be fixed first. Nothing was changed.")
            .arg(hostOf(report))
            .arg(mustFix(report));
    if (o == QLatin1String("went-back"))
        return wentBackSentence(report);
    if (o == QLatin1String("failed"))
        return failedSentence(report);
    if (o == QLatin1String("not-connected"))
        return ReportText::tr("%1 could not be reached or trusted. Nothing was changed.").arg(hostOf(report));
    return ReportText::tr("How the run on %1 stands isn't known yet.").arg(hostOf(report));
}

QString headSection(const Report& report, const HtmlText& html) {
    QString out = QStringLiteral("<h1>") + html.text(outcomeSentence(report)) + QStringLiteral("</h1>\n");
    if (report.practice)
        out += html.paragraph(ReportText::tr("This was a practice server."), "lead");
    if (report.comparison)
        out += html.paragraph(report.comparison->decidedBy, "lead");
    QVector<QStringList> rows;
    const auto row = [&](const QString& name, const QString& value) {
        if (!value.isEmpty())
            rows.append({html.text(name), html.text(value)});
    };
    row(ReportText::tr("Old server"), report.movedFrom);
    row(report.movedFrom.isEmpty() ? ReportText::tr("Server") : ReportText::tr("New server"), report.server);
    row(ReportText::tr("From release"), from(report));
    row(ReportText::tr("To release"), to(report));
    row(ReportText::tr("Started"), momentText(report.startedAt));
    row(ReportText::tr("Took"), lastingText(report.seconds));
    row(ReportText::tr("Done by"), report.by);
    row(ReportText::tr("Run"), report.runId);
    row(ReportText::tr("Written by"), QStringLiteral("DreamFactory Upgrade Wizard " DF_VERSION));
    return out + html.table({}, rows);
}

QString errorSection(const Report& report, const HtmlText& html) {
    if (!report.error)
        return {};
    const ReportError& e = *report.error;
    QString out = html.heading(ReportText::tr("What went wrong")) + html.paragraph(e.what, "lead") +
                  html.paragraph(e.means);
    if (!e.doThis.isEmpty())
        out += html.heading(ReportText::tr("What you can do"), 3) + html.list(e.doThis);
    if (!e.detail.isEmpty())
        out += html.heading(ReportText::tr("Details"), 3) + html.pre(e.detail);
    return out;
}

QString waySection(const Advice& advice, const HtmlText& html) {
    QStringList reasons;
    for (const Reason& reason : advice.reasons)
        reasons.append(reason.source.isEmpty()
                           ? reason.text
                           : ReportText::tr("%1 (source: %2)").arg(reason.text, reason.source));
    QString out = html.list(reasons);
    QStringList stops;
    for (const Hop& stop : advice.stops)
        stops.append(QStringLiteral("%1: %2 %3").arg(stop.release, stop.why, stop.needs).trimmed());
    if (!stops.isEmpty())
        out += html.heading(ReportText::tr("The stops of the way in steps"), 3) + html.list(stops);
    if (!advice.wouldChange.isEmpty())
        out +=
            html.heading(ReportText::tr("What would change this advice"), 3) + html.list(advice.wouldChange);
    return out;
}

namespace {

QString findingState(const Finding& f, bool accepted, const HtmlText& html) {
    const QString state = html.state(severityName(f.severity), severityState(f.severity));
    if (f.severity != Severity::ShouldKnow)
        return state;
    return state + QStringLiteral("<br>") +
           html.text(accepted ? ReportText::tr("accepted") : ReportText::tr("not accepted"));
}

/// What to do is told of what is open; of what is fine the program has it all.
QString findingText(const Finding& f, const HtmlText& html) {
    QStringList lines{f.text};
    if (!f.means.isEmpty())
        lines << f.means;
    if (f.severity != Severity::Fine)
        lines << f.doThis;
    for (QString& line : lines)
        line = html.text(line);
    return lines.join(QLatin1String("<br>"));
}

} // namespace

QString adviceSection(const Report& report, const HtmlText& html) {
    if (!report.advice)
        return {};
    const QString out =
        html.heading(ReportText::tr("Advice and findings")) + waySection(*report.advice, html);
    QVector<QStringList> rows;
    for (const Finding& f : report.advice->findings)
        rows.append({findingState(f, report.accepted.contains(f.id), html), html.text(areaName(f.area)),
                     findingText(f, html), html.text(f.source)});
    return out + html.table({ReportText::tr("Finding"), ReportText::tr("About"),
                             ReportText::tr("What was found"), ReportText::tr("Source")},
                            rows, {13, 12, 52, 23});
}

QString environmentSection(const Report& report, const HtmlText& html) {
    if (!report.facts)
        return {};
    const MachineFacts& machine = report.facts->machine;
    QVector<QStringList> rows;
    const auto row = [&](const QString& name, const QString& value) {
        if (!value.trimmed().isEmpty())
            rows.append({html.text(name), html.text(value)});
    };
    row(ReportText::tr("Host name"), machine.hostName);
    row(ReportText::tr("System"),
        machine.osName + QLatin1Char(' ') + machine.kernel + QLatin1Char(' ') + machine.architecture);
    row(ReportText::tr("Signed in as"), machine.signedInUser);
    for (const Installation& i : report.facts->installations) {
        row(ReportText::tr("Installation"),
            i.path + QLatin1Char(' ') + i.owner + QLatin1Char(':') + i.group + QLatin1Char(' ') + i.mode);
        row(ReportText::tr("Version"), i.code.version + QLatin1Char(' ') + i.code.commit);
        row(ReportText::tr("PHP"), i.php.version + QLatin1Char(' ') + i.php.binary);
        row(ReportText::tr("PHP-FPM"), i.fpm.version + QLatin1Char(' ') + i.fpm.service);
        row(ReportText::tr("Web server"), i.web.kind + QLatin1Char(' ') + i.web.version);
        row(ReportText::tr("Database"),
            toString(i.database.engine) + QLatin1Char(' ') + i.database.serverVersion);
        row(ReportText::tr("Composer"), i.composerVersion);
    }
    return html.heading(ReportText::tr("The server as it was found")) + html.table({}, rows);
}

} // namespace df
