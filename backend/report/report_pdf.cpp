#include "report/downtime_chart.h"
#include "report/pdf.h"
#include "report/report_page.h"
#include "report/times_chart.h"

#include <QBuffer>
#include <QFont>
#include <QPageSize>
#include <QPdfWriter>
#include <QTextDocument>
#include <QUrl>

namespace df {

QByteArray pdfOf(const QString& page, const QString& title, const QMap<QString, QImage>& pictures) {
    QTextDocument document;
    QFont font(QStringLiteral("sans-serif"));
    font.setPointSizeF(9);
    document.setDefaultFont(font);
    for (auto it = pictures.begin(); it != pictures.end(); ++it)
        document.addResource(QTextDocument::ImageResource, QUrl(it.key()), it.value());
    document.setHtml(page);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setTitle(title);
    writer.setCreator(QStringLiteral("DreamFactory Upgrade Wizard " DF_VERSION));
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setResolution(300);
    document.print(&writer); // lays out for the page, and numbers the pages
    buffer.close();
    return bytes;
}

QByteArray reportPdf(const Report& report, const TextFilter& filter) {
    const QString title = filter ? filter(outcomeSentence(report)) : outcomeSentence(report);
    QMap<QString, QImage> pictures{{QStringLiteral("downtime-chart"), toImage(downtimeChart(report.probes))}};
    if (report.before && report.after)
        pictures.insert(QStringLiteral("times-chart"),
                        toImage(timesChart(*report.before, *report.after), filter));
    return pdfOf(reportPage(report, filter, Medium::Paper), title, pictures);
}

} // namespace df
