#include "report/html_text.h"

#include <QLocale>

#include <cmath>

namespace df {
namespace {

/// Control characters break a page; direction characters let a text look like another.
QString printable(const QString& text) {
    QString out;
    out.reserve(text.size());
    for (const QChar c : text) {
        const bool keep = c == QLatin1Char('\n') || c == QLatin1Char('\t') ||
                          (c.category() != QChar::Other_Control && c.category() != QChar::Other_Format);
        if (keep)
            out.append(c);
    }
    return out;
}

QString shapeOf(const QString& state) {
    if (state == QLatin1String("done"))
        return QStringLiteral("●");
    if (state == QLatin1String("failed"))
        return QStringLiteral("■");
    if (state == QLatin1String("undone"))
        return QStringLiteral("↶");
    if (state == QLatin1String("look"))
        return QStringLiteral("◆");
    return QStringLiteral("○");
}

// What QTextDocument understands as well.
const char commonStyle[] = R"(
body { color: #1A2230; }
h1 { font-size: 20pt; } h2 { font-size: 14pt; margin-top: 22px; } h3 { font-size: 11pt; margin-top: 14px; }
p.lead { font-size: 12pt; } p.note { color: #545F6F; } .muted { color: #545F6F; }
th { background-color: #EDEFF3; text-align: left; }
pre { background-color: #EDEFF3; font-family: monospace; }
span.mono { font-family: monospace; }
span.done { color: #1A7346; } span.failed { color: #B0241C; } span.undone { color: #6A4796; }
span.look { color: #855300; } span.plain { color: #545F6F; }
)";

const char screenStyle[] = R"(
:root { color-scheme: light; }
body { background: #FFFFFF; font: 10.5pt/1.45 system-ui, "Segoe UI", sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1.5rem; }
table { border-collapse: collapse; width: 100%; margin: .6rem 0 1rem; }
th, td { border: 1px solid #D3D8E0; padding: .3rem .55rem; vertical-align: top; overflow-wrap: anywhere; }
thead { display: table-header-group; } tr { break-inside: avoid; } h2, h3 { break-after: avoid; }
pre { padding: .6rem .8rem; white-space: pre-wrap; overflow-wrap: anywhere; border-radius: 6px; font-size: 9pt; }
svg { width: 100%; height: auto; }
@page { margin: 18mm; }
@media print { body { max-width: none; margin: 0; padding: 0; } pre { border: 1px solid #D3D8E0; } }
)";

// Tables can't be styled by CSS alone there.
const char paperStyle[] = R"(
body { font-size: 9pt; } p.gap { font-size: 3pt; margin: 0; } td, th { font-size: 8pt; border-bottom: 1px solid #B9C0CB; } pre { font-size: 7pt; }
)";

} // namespace

QString HtmlText::text(const QString& untrusted) const {
    return printable(m_filter ? m_filter(untrusted) : untrusted).toHtmlEscaped();
}

QString HtmlText::paragraph(const QString& untrusted, const char* cssClass) const {
    if (untrusted.isEmpty())
        return {};
    const QString attribute =
        cssClass ? QStringLiteral(" class=\"%1\"").arg(QLatin1String(cssClass)) : QString();
    return QStringLiteral("<p%1>").arg(attribute) + text(untrusted) + QStringLiteral("</p>\n");
}

QString HtmlText::heading(const QString& untrusted, int level) const {
    const QString tag = QStringLiteral("h%1").arg(level);
    return QStringLiteral("<") + tag + QStringLiteral(">") + text(untrusted) + QStringLiteral("</") + tag +
           QStringLiteral(">\n");
}

QString HtmlText::pre(const QString& untrusted) const {
    return untrusted.isEmpty() ? QString()
                               : QStringLiteral("<pre style=\"white-space: pre-wrap\">") + text(untrusted) +
                                     QStringLiteral("</pre>\n");
}

QString HtmlText::list(const QStringList& untrusted) const {
    QString out;
    for (const QString& entry : untrusted)
        out += QStringLiteral("<li>") + text(entry) + QStringLiteral("</li>\n");
    return out.isEmpty() ? out : QStringLiteral("<ul>\n") + out + QStringLiteral("</ul>\n");
}

QString HtmlText::state(const QString& word, const QString& state) const {
    return QStringLiteral("<span class=\"") + state.toHtmlEscaped() + QStringLiteral("\">") + shapeOf(state) +
           QStringLiteral(" ") + text(word) + QStringLiteral("</span>");
}

QString HtmlText::table(const QStringList& heads, const QVector<QStringList>& rows,
                        const QVector<int>& widths) const {
    if (rows.isEmpty())
        return {};
    QString out =
        m_medium == Medium::Paper
            ? QStringLiteral("<table width=\"100%\" border=\"0\" cellspacing=\"0\" cellpadding=\"3\">\n")
            : QStringLiteral("<table>\n");
    if (!heads.isEmpty()) {
        out += QStringLiteral("<thead><tr>");
        for (qsizetype i = 0; i < heads.size(); ++i)
            out += (i < widths.size() ? QStringLiteral("<th width=\"%1%\">").arg(widths[i])
                                      : QStringLiteral("<th>")) +
                   text(heads[i]) + QStringLiteral("</th>");
        out += QStringLiteral("</tr></thead>\n");
    }
    for (const QStringList& row : rows)
        out += QStringLiteral("<tr><td>") + row.join(QLatin1String("</td><td>")) +
               QStringLiteral("</td></tr>\n");
    out += QStringLiteral("</table>\n");
    // QTextDocument swallows the next heading's margin after a table.
    return m_medium == Medium::Paper ? out + QStringLiteral("<p class=\"gap\">&nbsp;</p>\n") : out;
}

QString htmlPage(const QString& escapedTitle, const QString& body, Medium medium) {
    return QStringLiteral(
               "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\""
               "Content-Security-Policy\" content=\"default-src 'none'; style-src "
               "'unsafe-inline'\">\n<title>") +
           escapedTitle + QStringLiteral("</title>\n<style>") + QLatin1String(commonStyle) +
           QLatin1String(medium == Medium::Screen ? screenStyle : paperStyle) +
           QStringLiteral("</style>\n</head>\n<body>\n") + body + QStringLiteral("</body>\n</html>\n");
}

QString lastingText(double seconds) {
    if (seconds < 60)
        return ReportText::tr("%1 s").arg(seconds, 0, 'f', seconds < 10 ? 1 : 0);
    const qint64 whole = std::llround(seconds);
    if (whole < 3600)
        return ReportText::tr("%1 min %2 s").arg(whole / 60).arg(whole % 60, 2, 10, QLatin1Char('0'));
    return ReportText::tr("%1 h %2 min").arg(whole / 3600).arg(whole % 3600 / 60, 2, 10, QLatin1Char('0'));
}

QString sizeText(qint64 bytes) { return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat); }

QString momentText(const QDateTime& time) {
    return time.isValid()
               ? time.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")) + QStringLiteral(" UTC")
               : QString();
}

} // namespace df
