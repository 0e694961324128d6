#include "report/sections.h"
#include "report/times_chart.h"
#include "verify/area_title.h"
#include "verify/rank_test.h"

#include <QMap>

namespace df {
namespace {

QString verdictState(Verdict verdict, const HtmlText& html) {
    switch (verdict) {
    case Verdict::Same:
        return html.state(ReportText::tr("Same"), QStringLiteral("plain"));
    case Verdict::AsExpected:
        return html.state(ReportText::tr("As expected"), QStringLiteral("done"));
    case Verdict::Look:
        return html.state(ReportText::tr("Look"), QStringLiteral("look"));
    case Verdict::Worse:
        return html.state(ReportText::tr("Worse"), QStringLiteral("failed"));
    }
    return {};
}

QString areaState(const AreaComparison& area, const HtmlText& html) {
    return area.verdict == Verdict::Same && !area.notCollected.isEmpty()
               ? html.state(ReportText::tr("Not compared"), QStringLiteral("plain"))
               : verdictState(area.verdict, html);
}

QString summaryOf(const AreaComparison& area) {
    if (!area.notCollected.isEmpty())
        return area.notCollected;
    return ReportText::tr("%1 before, %2 now, %3 the same").arg(area.before).arg(area.after).arg(area.same);
}

/// An empty value has to look like one.
QString valueOf(const QString& value, bool exists) {
    return !exists ? QString() : value.isEmpty() ? ReportText::tr("(empty)") : value;
}

/// What a person said of it, below what the program says.
QString noteText(const DifferenceNote* note, const HtmlText& html) {
    if (!note)
        return {};
    const QString word = note->accepted ? ReportText::tr("Known, accepted") : ReportText::tr("Note");
    return QStringLiteral("<br>") + html.state(word, QStringLiteral("done")) +
           html.text(note->text.isEmpty() ? QString() : QStringLiteral(": ") + note->text) +
           QStringLiteral(" <span class=\"muted\">") + html.text(momentText(note->at)) +
           QStringLiteral("</span>");
}

QStringList rowOf(const Difference& d, const DifferenceNote* note, const HtmlText& html) {
    const QString what = d.attribute.isEmpty() ? d.label : d.label + QStringLiteral(": ") + d.attribute;
    QString before = valueOf(d.before, d.kind != Difference::Kind::Added);
    QString after = valueOf(d.after, d.kind != Difference::Kind::Removed);
    if (d.attribute.isEmpty()) {
        before = d.kind == Difference::Kind::Removed ? ReportText::tr("there") : QString();
        after = d.kind == Difference::Kind::Added ? ReportText::tr("there") : ReportText::tr("gone");
    }
    return {html.text(what), html.text(before), html.text(after),
            verdictState(d.verdict, html) + QStringLiteral(". ") + html.text(d.reason) +
                noteText(note, html)};
}

QString areaTable(const AreaComparison& area, const QVector<DifferenceNote>& notes, const HtmlText& html) {
    QVector<QStringList> rows;
    for (const Difference& d : area.differences)
        rows.append(rowOf(d, noteFor(notes, area.id, d), html));
    if (rows.isEmpty())
        return {};
    return html.heading(areaTitle(area.id), 3) +
           html.table({ReportText::tr("What"), ReportText::tr("Before"), ReportText::tr("Now"),
                       ReportText::tr("Meaning")},
                      rows, {22, 22, 22, 34});
}

QString milliseconds(double value) { return ReportText::tr("%1 ms").arg(value, 0, 'f', value < 10 ? 1 : 0); }

QString timesPart(const Report& report, const HtmlText& html) {
    const TimesTest& test = report.comparison->times;
    QVector<QStringList> rows;
    for (const CallJudgement& call : test.judged)
        rows.append({html.text(call.call), html.text(milliseconds(call.before)),
                     html.text(milliseconds(call.after)),
                     !call.notJudged.isEmpty() ? html.text(call.notJudged)
                     : call.slower ? html.state(ReportText::tr("Slower"), QStringLiteral("failed"))
                                   : html.state(ReportText::tr("Not slower"), QStringLiteral("done"))});
    const TimesChart chart =
        report.before && report.after ? timesChart(*report.before, *report.after) : TimesChart();
    if (rows.isEmpty() && chart.calls.isEmpty())
        return {};
    const QString title = ReportText::tr("Response times");
    const QString picture =
        chart.calls.isEmpty() ? QString()
        : html.medium() == Medium::Screen
            ? toSvg(chart, html)
            : QStringLiteral("<p><img src=\"times-chart\" width=\"600\" height=\"%1\"></p>\n")
                  .arg(600 * chartHeight(chart) / chartWidth);
    return html.heading(title, 3) + html.paragraph(test.statement) + picture +
           html.paragraph(
               picture.isEmpty()
                   ? QString()
                   : ReportText::tr("Upper bar: before; lower bar: now, both medians. Whiskers: the middle "
                                    "half of the calls."),
               "note") +
           html.table({ReportText::tr("Call"), ReportText::tr("Before"), ReportText::tr("Now"),
                       ReportText::tr("Meaning")},
                      rows);
}

/// What was left out of the comparison since it differs by itself; the same place of many items is one line.
QString maskedPart(const Comparison& comparison, const HtmlText& html) {
    QVector<QStringList> rows;
    for (const AreaComparison& area : comparison.areas) {
        QMap<QString, QStringList> items;
        for (const MaskedPlace& m : area.masked)
            items[m.place].append(m.label.isEmpty() ? m.item : m.label);
        for (auto it = items.begin(); it != items.end(); ++it) {
            const QString named = QStringList(it->mid(0, 5)).join(QLatin1String(", "));
            rows.append(
                {html.text(areaTitle(area.id)), html.text(it.key()),
                 html.text(it->size() > 5 ? ReportText::tr("%1 and %2 more").arg(named).arg(it->size() - 5)
                                          : named)});
        }
    }
    return rows.isEmpty()
               ? QString()
               : html.heading(ReportText::tr("Left out, since it differs by itself"), 3) +
                     html.table({ReportText::tr("Area"), ReportText::tr("Place"), ReportText::tr("Of")},
                                rows);
}

QString acceptedSentence(const Report& report) {
    const AcceptedCount count = acceptedIn(*report.comparison, report.notes);
    return count.accepted == 0
               ? QString()
               : ReportText::tr("Of what is to be looked at, %1 were accepted as known, and %2 are left.")
                     .arg(QString::number(count.accepted), QString::number(count.left));
}

} // namespace

QString comparisonSection(const Report& report, const HtmlText& html) {
    if (!report.comparison)
        return {};
    const Comparison& c = *report.comparison;
    QString out = html.heading(ReportText::tr("Before and now")) +
                  html.paragraph(ReportText::tr("%1 things were compared. %2")
                                     .arg(QString::number(c.valuesCompared()), c.decidedBy),
                                 "lead") +
                  html.paragraph(acceptedSentence(report));
    QVector<QStringList> rows;
    for (const AreaComparison& area : c.areas)
        rows.append({html.text(areaTitle(area.id)), areaState(area, html), html.text(summaryOf(area))});
    out += html.table({ReportText::tr("Area"), ReportText::tr("Verdict"), ReportText::tr("Counted")}, rows);
    for (const AreaComparison& area : c.areas)
        out += areaTable(area, report.notes, html);
    return out + timesPart(report, html) + maskedPart(c, html);
}

/// What was measured once, with nothing to compare it with: how the server is now.
QString measuredSection(const Report& report, const HtmlText& html) {
    if (!report.before || report.comparison)
        return {};
    QVector<QStringList> rows;
    for (const SnapshotArea& area : report.before->areas)
        rows.append({html.text(areaTitle(area.id)),
                     area.collected ? html.text(QString::number(area.items.size()))
                                    : html.state(ReportText::tr("Not measured"), QStringLiteral("plain")),
                     html.text(area.why)});
    QVector<QStringList> times;
    for (const CallTime& call : report.before->times)
        if (!call.milliseconds.isEmpty())
            times.append({html.text(call.call), html.text(QString::number(call.status)),
                          html.text(milliseconds(medianOf(call.milliseconds)))});
    return html.heading(ReportText::tr("What was measured")) +
           html.paragraph(momentText(report.before->takenAt), "note") +
           html.table({ReportText::tr("Area"), ReportText::tr("Values"), ReportText::tr("From")}, rows) +
           html.table({ReportText::tr("Call"), ReportText::tr("Answer"), ReportText::tr("Median")}, times);
}

QString signOffSection(const Report& report, const HtmlText& html) {
    if (report.outcome == QLatin1String("not-connected"))
        return {};
    const QString line(28, QLatin1Char('_'));
    return html.heading(ReportText::tr("Sign-off")) +
           html.paragraph(
               ReportText::tr("Done by %1 from the account on this computer. Looked at and taken over by:")
                   .arg(report.by.isEmpty() ? ReportText::tr("(unknown)") : report.by)) +
           html.table({ReportText::tr("Name"), ReportText::tr("Date"), ReportText::tr("Signature")},
                      {{line, line, line}, {line, line, line}});
}

} // namespace df
