#include "widgets/probe_chart.h"

#include "theme/metrics.h"
#include "theme/theme.h"

#include <QPainter>

#include <algorithm>

namespace df {

ProbeChart::ProbeChart(int gridHeight, QWidget* parent) : QWidget(parent), m_gridHeight(gridHeight) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Response time of the API"));
}

void ProbeChart::show(const QVector<Probe>& probes, double from, double to) {
    m_probes = probes;
    m_from = from;
    m_to = to;
    if (to <= from && !probes.isEmpty()) {
        m_from = probes.first().at;
        m_to = probes.last().at;
    }
    const auto bad = std::count_if(probes.begin(), probes.end(), refused);
    setAccessibleDescription(tr("%1 probes, %2 refused").arg(probes.size()).arg(bad));
    update();
}

QSize ProbeChart::sizeHint() const { return {px(280), px(m_gridHeight)}; }

QSize ProbeChart::minimumSizeHint() const { return {px(80), px(m_gridHeight)}; }

QVector<ProbeChart::Bin> ProbeChart::bins(int count) const {
    QVector<Bin> out(count);
    const double span = std::max(1e-6, m_to - m_from);
    for (const Probe& p : m_probes) {
        if (p.at < m_from || p.at > m_to)
            continue;
        Bin& b = out[std::clamp(static_cast<int>((p.at - m_from) / span * count), 0, count - 1)];
        b.refused = b.refused || refused(p);
        b.slowest = std::max(b.slowest, p.milliseconds);
    }
    return out;
}

void ProbeChart::paintEvent(QPaintEvent* /*event*/) {
    QPainter p(this);
    if (isRightToLeft()) { // time runs as the words beside it
        p.translate(width(), 0);
        p.scale(-1, 1);
    }
    const int step = px(5);
    const int count = std::max(1, width() / step);
    const auto all = bins(count);
    double highest = 1;
    for (const Bin& b : all)
        if (!b.refused)
            highest = std::max(highest, b.slowest);
    const QColor bar = color(Tone::Accent, palette()), amber = color(Tone::NeedsTint, palette());
    for (int i = 0; i < count; ++i) {
        const Bin& b = all[i];
        if (b.refused) {
            p.fillRect(QRect(i * step, 0, step, height()), amber);
            p.fillRect(QRect(i * step, height() - 2, step, 2), color(Tone::Needs, palette()));
        } else if (b.slowest >= 0) {
            const int h = std::max(2, static_cast<int>(b.slowest / highest * height() * 0.95));
            p.fillRect(QRect(i * step, height() - h, std::max(1, px(2)), h), bar);
        }
    }
    p.fillRect(QRect(0, height() - 1, width(), 1), color(Tone::Line, palette()));
}

} // namespace df
