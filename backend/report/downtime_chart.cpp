#include "report/downtime_chart.h"

#include <QPainter>

#include <algorithm>

namespace df {
namespace {

constexpr int slices = 160;
constexpr double padding = 8; // seconds shown before and after the failures
constexpr double width = 960, height = 120;

bool failed(const Probe& probe) { return probe.code < 200 || probe.code >= 400; }

/// Where one bar stands, in a drawing of width × height. A failed slice is a full-height block.
QRectF place(const DowntimeChart& chart, int index) {
    const DowntimeChart::Bar& bar = chart.bars[index];
    const double step = width / slices;
    const double tall = bar.failed ? height : std::max(3.0, bar.milliseconds / chart.slowest * (height - 30));
    return {index * step, height - tall, bar.failed ? step : step * 0.6, tall};
}

const char failedColour[] = "#F0C36B", goodColour[] = "#3A4FB8";

} // namespace

DowntimeChart downtimeChart(const QVector<Probe>& probes) {
    DowntimeChart chart;
    if (probes.isEmpty())
        return chart;
    chart.from = probes.first().at;
    chart.to = probes.last().at;
    const auto first = std::find_if(probes.begin(), probes.end(), failed);
    if (first != probes.end()) {
        const auto last = std::find_if(probes.rbegin(), probes.rend(), failed);
        chart.from = std::max(chart.from, first->at - padding);
        chart.to = std::min(chart.to, last->at + padding);
    }
    chart.to = std::max(chart.to, chart.from + 1e-3);
    chart.bars.resize(slices);
    for (const Probe& probe : probes) {
        if (probe.at < chart.from || probe.at > chart.to)
            continue;
        const int index = std::clamp(
            static_cast<int>((probe.at - chart.from) / (chart.to - chart.from) * slices), 0, slices - 1);
        DowntimeChart::Bar& bar = chart.bars[index];
        bar.asked = true;
        bar.failed = bar.failed || failed(probe);
        if (!failed(probe))
            bar.milliseconds = std::max(bar.milliseconds, probe.milliseconds);
        chart.slowest = std::max(chart.slowest, bar.milliseconds);
    }
    return chart;
}

QString toSvg(const DowntimeChart& chart, const QString& escapedTitle) {
    QString out = QStringLiteral("<svg viewBox=\"0 0 %1 %2\" role=\"img\"><title>%3</title>")
                      .arg(width, 0, 'f', 0)
                      .arg(height, 0, 'f', 0)
                      .arg(escapedTitle);
    for (int i = 0; i < chart.bars.size(); ++i) {
        if (!chart.bars[i].asked)
            continue;
        const QRectF r = place(chart, i);
        out += QStringLiteral("<rect x=\"%1\" y=\"%2\" width=\"%3\" height=\"%4\" fill=\"%5\"/>")
                   .arg(r.x(), 0, 'f', 1)
                   .arg(r.y(), 0, 'f', 1)
                   .arg(r.width(), 0, 'f', 1)
                   .arg(r.height(), 0, 'f', 1)
                   .arg(QLatin1String(chart.bars[i].failed ? failedColour : goodColour));
    }
    return out + QStringLiteral("</svg>\n");
}

QImage toImage(const DowntimeChart& chart) {
    QImage image(static_cast<int>(width) * 2, static_cast<int>(height) * 2, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.scale(2, 2);
    for (int i = 0; i < chart.bars.size(); ++i)
        if (chart.bars[i].asked)
            painter.fillRect(place(chart, i),
                             QColor(QLatin1String(chart.bars[i].failed ? failedColour : goodColour)));
    return image;
}

} // namespace df
