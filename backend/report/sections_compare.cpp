#include "report/sections.h"
#include "verify/area_title.h"

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

QStringList rowOf(const Difference& d, const HtmlText& html) {
    const QString what = d.attribute.isEmpty() ? d.label : d.label + QStringLiteral(": ") + d.attribute;
    QString before = valueOf(d.before, d.kind != Difference::Kind::Added);
    QString after = valueOf(d.after, d.kind != Difference::Kind::Removed);
    if (d.attribute.isEmpty()) {
        before = d.kind == Difference::Kind::Removed ? ReportText::tr("there") : QString();
        after = d.kind == Difference::Kind::Added ? ReportText::tr("there") : ReportText::tr("gone");
    }
    return {html.text(what), html.text(before), html.text(after),
            verdictState(d.verdict, html) + QStringLiteral(". ") + html.text(d.reason)};
}

QString areaTable(const AreaComparison& area, const HtmlText& html) {
    QVector<QStringList> rows;
    for (const Difference& d : area.differences)
        rows.append(rowOf(d, html));
    if (rows.isEmpty())
        return {};
    return html.heading(areaTitle(area.id), 3) +
           html.table({ReportText::tr("What"), ReportText::tr("Before"), ReportText::tr("Now"),
                       ReportText::tr("Meaning")},
                      rows);
}

} // namespace

QString comparisonSection(const Report& report, const HtmlText& html) {
    if (!report.comparison)
        return {};
    const Comparison& c = *report.comparison;
    QString out = html.heading(ReportText::tr("Before and now")) +
                  html.paragraph(ReportText::tr("%1 things were compared. %2")
                                     .arg(QString::number(c.valuesCompared()), c.decidedBy),
                                 "lead");
    QVector<QStringList> rows;
    for (const AreaComparison& area : c.areas)
        rows.append({html.text(areaTitle(area.id)), areaState(area, html), html.text(summaryOf(area))});
    out += html.table({ReportText::tr("Area"), ReportText::tr("Verdict"), ReportText::tr("Counted")}, rows);
    for (const AreaComparison& area : c.areas)
        out += areaTable(area, html);
    return out;
}

} // namespace df
