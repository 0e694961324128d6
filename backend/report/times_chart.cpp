#include "report/times_chart.h"

#include <QHash>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace df {
namespace {

constexpr int rowHeight = 34, nameWidth = 300, figureWidth = 90, barHeight = 11, mostCalls = 12;
const char beforeColour[] = "#B9C0CB", nowColour[] = "#8A97D6", lineColour[] = "#1A2230";

double quantile(const QVector<double>& sorted, double q) {
    const double at = q * double(sorted.size() - 1);
    const auto i = qsizetype(at);
    return i + 1 < sorted.size() ? sorted[i] + (sorted[i + 1] - sorted[i]) * (at - double(i)) : sorted[i];
}

TimesChart::Side sideOf(QVector<double> values) {
    std::sort(values.begin(), values.end());
    return {quantile(values, 0.25), quantile(values, 0.5), quantile(values, 0.75)};
}

double apart(const TimesChart::Call& call) {
    return std::fabs(std::log(std::max(call.now.median, 0.01) / std::max(call.before.median, 0.01)));
}

/// One bar with its whisker, in a drawing of chartWidth.
struct Bar {
    QRectF bar;
    double low, high;
    const char* colour;
    double median;
};

QVector<Bar> barsOf(const TimesChart& chart, int index) {
    const double scale = (chartWidth - nameWidth - figureWidth) / chart.slowest, y = index * rowHeight + 4;
    const TimesChart::Call& call = chart.calls[index];
    const auto bar = [&](const TimesChart::Side& side, double top, const char* colour) {
        return Bar{QRectF(nameWidth, top, std::max(1.0, side.median * scale), barHeight),
                   nameWidth + side.low * scale, nameWidth + side.high * scale, colour, side.median};
    };
    return {bar(call.before, y, beforeColour), bar(call.now, y + barHeight + 2, nowColour)};
}

QString shortName(const QString& name) { return name.size() > 44 ? name.left(43) + QChar(0x2026) : name; }

QString figure(double value) { return ReportText::tr("%1 ms").arg(value, 0, 'f', value < 10 ? 1 : 0); }

QString number(double value) { return QString::number(value, 'f', 1); }

QString lineSvg(double x1, double y1, double x2, double y2) {
    return QStringLiteral("<line x1=\"%1\" y1=\"%2\" x2=\"%3\" y2=\"%4\" stroke=\"%5\"/>")
        .arg(number(x1), number(y1), number(x2), number(y2), QLatin1String(lineColour));
}

QString textSvg(double x, double y, const QString& escaped) {
    return QStringLiteral("<text x=\"%1\" y=\"%2\" font-size=\"12\" fill=\"%3\">%4</text>")
        .arg(number(x), number(y), QLatin1String(lineColour), escaped);
}

QString barSvg(const Bar& b, const HtmlText& html) {
    const double y = b.bar.center().y();
    return QStringLiteral("<rect x=\"%1\" y=\"%2\" width=\"%3\" height=\"%4\" fill=\"%5\"/>")
               .arg(number(b.bar.x()), number(b.bar.y()), number(b.bar.width()), number(b.bar.height()),
                    QLatin1String(b.colour)) +
           lineSvg(b.low, y, b.high, y) + lineSvg(b.low, y - 3, b.low, y + 3) +
           lineSvg(b.high, y - 3, b.high, y + 3) +
           textSvg(std::max(b.high, b.bar.right()) + 6, y + 4, html.text(figure(b.median)));
}

void paintBar(QPainter& p, const Bar& b) {
    const double y = b.bar.center().y();
    p.fillRect(b.bar, QColor(QLatin1String(b.colour)));
    p.setPen(QColor(QLatin1String(lineColour)));
    p.drawLine(QPointF(b.low, y), QPointF(b.high, y));
    for (const double x : {b.low, b.high})
        p.drawLine(QPointF(x, y - 3), QPointF(x, y + 3));
    p.drawText(QPointF(std::max(b.high, b.bar.right()) + 6, y + 4), figure(b.median));
}

} // namespace

TimesChart timesChart(const Snapshot& before, const Snapshot& now) {
    QHash<QString, const CallTime*> was;
    for (const CallTime& call : before.times)
        was.insert(call.call, &call);
    TimesChart chart;
    for (const CallTime& call : now.times) {
        const CallTime* old = was.value(call.call);
        if (old && !old->milliseconds.isEmpty() && !call.milliseconds.isEmpty())
            chart.calls.append({call.call, sideOf(old->milliseconds), sideOf(call.milliseconds)});
    }
    std::stable_sort(
        chart.calls.begin(), chart.calls.end(),
        [](const TimesChart::Call& a, const TimesChart::Call& b) { return apart(a) > apart(b); });
    chart.calls.resize(std::min<qsizetype>(chart.calls.size(), mostCalls));
    for (const TimesChart::Call& call : chart.calls)
        chart.slowest =
            std::max({chart.slowest, call.before.high, call.now.high, call.before.median, call.now.median});
    return chart;
}

int chartHeight(const TimesChart& chart) { return int(chart.calls.size()) * rowHeight + 4; }

QString toSvg(const TimesChart& chart, const HtmlText& html) {
    QString out = QStringLiteral("<svg viewBox=\"0 0 %1 %2\" role=\"img\"><title>%3</title>")
                      .arg(QString::number(chartWidth), QString::number(chartHeight(chart)),
                           html.text(ReportText::tr("Response times before and now")));
    for (int i = 0; i < chart.calls.size(); ++i) {
        out += textSvg(0, i * rowHeight + 20, html.text(shortName(chart.calls[i].name)));
        for (const Bar& b : barsOf(chart, i))
            out += barSvg(b, html);
    }
    return out + QStringLiteral("</svg>\n");
}

QImage toImage(const TimesChart& chart, const TextFilter& filter) {
    if (chart.calls.isEmpty())
        return {};
    QImage image(chartWidth * 2, chartHeight(chart) * 2, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter p(&image);
    p.scale(2, 2);
    p.setRenderHint(QPainter::Antialiasing);
    QFont font = p.font();
    font.setPixelSize(12);
    p.setFont(font);
    for (int i = 0; i < chart.calls.size(); ++i) {
        const QString name = filter ? filter(chart.calls[i].name) : chart.calls[i].name;
        p.setPen(QColor(QLatin1String(lineColour)));
        p.drawText(QRectF(0, i * rowHeight, nameWidth - 10, rowHeight - 4), Qt::AlignVCenter | Qt::AlignLeft,
                   shortName(name).simplified());
        for (const Bar& b : barsOf(chart, i))
            paintBar(p, b);
    }
    return image;
}

} // namespace df
