#include "widgets/paired_bars.h"

#include "theme/metrics.h"
#include "theme/mirrored.h"

#include <QHash>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace df {

namespace {

double quantile(QVector<double> values, double q) {
    if (values.isEmpty())
        return 0;
    std::sort(values.begin(), values.end());
    const double at = q * static_cast<double>(values.size() - 1);
    const auto i = static_cast<qsizetype>(at);
    const double rest = at - static_cast<double>(i);
    return i + 1 < values.size() ? values[i] * (1 - rest) + values[i + 1] * rest : values[i];
}

} // namespace

namespace {

PairedTime measured(const CallTime& b, const CallTime& n) {
    return {b.call.left(120).simplified(),
            quantile(b.milliseconds, 0.5),
            quantile(n.milliseconds, 0.5),
            quantile(b.milliseconds, 0.25),
            quantile(b.milliseconds, 0.75),
            quantile(n.milliseconds, 0.25),
            quantile(n.milliseconds, 0.75),
            {},
            false,
            false};
}

/// The test asks for "slower" alone; faster is said where the middle halves don't overlap, and is never a
/// reproach.
void judge(PairedTime* t, const CallJudgement* judged) {
    t->worse = judged && judged->slower;
    t->better = !t->worse && t->nowHigh < t->beforeLow;
    const int percent = t->before > 0 ? int(std::lround(std::fabs(t->now - t->before) / t->before * 100)) : 0;
    t->verdict = t->worse                                ? PairedBars::tr("slower, %1 %").arg(percent)
                 : t->better                             ? PairedBars::tr("faster, %1 %").arg(percent)
                 : judged && judged->notJudged.isEmpty() ? PairedBars::tr("no difference")
                                                         : PairedBars::tr("not judged");
}

} // namespace

QVector<PairedTime> pairedTimes(const Snapshot& before, const Snapshot& now, const TimesTest& test) {
    QHash<QString, const CallTime*> was;
    for (const CallTime& b : before.times)
        was.insert(b.call, &b);
    QHash<QString, const CallJudgement*> judged;
    for (const CallJudgement& j : test.judged)
        judged.insert(j.call, &j);
    QVector<PairedTime> out;
    for (const CallTime& n : now.times) {
        const CallTime* b = was.value(n.call);
        if (!b || b->milliseconds.isEmpty() || n.milliseconds.isEmpty())
            continue;
        out.append(measured(*b, n));
        judge(&out.last(), judged.value(n.call));
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const PairedTime& a, const PairedTime& b) { return a.worse && !b.worse; });
    return out;
}

PairedBars::PairedBars(QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("Response times, before and now"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void PairedBars::show(const QVector<PairedTime>& times) {
    m_times = times;
    QStringList words;
    for (const PairedTime& t : times)
        words << QStringLiteral("%1: %2").arg(t.call, t.verdict);
    setAccessibleDescription(words.join(QStringLiteral("; ")));
    updateGeometry();
    update();
}

QSize PairedBars::sizeHint() const {
    return {px(320), px(40) * static_cast<int>(std::max<qsizetype>(1, m_times.size())) + px(22)};
}

void PairedBars::paintBar(QPainter& p, const QRectF& track, double scale, double median, double low,
                          double high, Tone tone, double alpha) const {
    const QColor line = color(tone, palette());
    QColor fill = line;
    fill.setAlphaF(static_cast<float>(alpha));
    const Mirrored m(p, rect(), layoutDirection(), palette());
    const QRectF bar = m.at(QRectF(track.left(), track.top(), median * scale, track.height()));
    p.fillRect(bar, fill);
    p.setPen(QPen(line, 1));
    p.drawRect(bar.adjusted(0, 0.5, -0.5, -0.5));
    const QRectF middle =
        m.at(QRectF(track.left() + low * scale, track.top(), (high - low) * scale, track.height()));
    const double y = track.center().y(), a = middle.left(), b = middle.right(), t = track.height() / 4;
    p.setPen(QPen(color(Tone::Text, palette()), 1.4));
    p.drawLine(QPointF(a, y), QPointF(b, y));
    p.drawLine(QPointF(a, y - t), QPointF(a, y + t));
    p.drawLine(QPointF(b, y - t), QPointF(b, y + t));
}

void PairedBars::paintEvent(QPaintEvent* /*event*/) {
    QPainter p(this);
    const Mirrored m(p, rect(), layoutDirection(), palette());
    double most = 1;
    for (const PairedTime& t : m_times)
        most = std::max({most, t.beforeHigh, t.nowHigh, t.before, t.now});
    const QFont small = typeFont(Type::Note);
    const int left = std::min(px(200), width() / 3), right = px(110);
    const double scale = std::max(20, width() - left - right) / (most * 1.02);
    p.setFont(small);
    for (int i = 0; i < m_times.size(); ++i) {
        const PairedTime& t = m_times[i];
        const int y = i * px(40) + px(4);
        p.setPen(color(Tone::Text, palette()));
        m.text(QRect(0, y, left - px(10), px(28)), Qt::AlignVCenter | Qt::AlignLeft,
               QFontMetrics(small).elidedText(t.call, Qt::ElideRight, left - px(10)));
        paintBar(p, QRectF(left, y, 0, px(12)), scale, t.before, t.beforeLow, t.beforeHigh, Tone::BarBefore,
                 0.4);
        paintBar(p, QRectF(left, y + px(14), 0, px(12)), scale, t.now, t.nowLow, t.nowHigh, Tone::Accent,
                 0.5);
        p.setPen(color(t.better ? Tone::Done : t.worse ? Tone::Failed : Tone::Muted, palette()));
        m.text(QRect(width() - right + px(8), y, right - px(8), px(28)), Qt::AlignVCenter | Qt::AlignLeft,
               t.verdict);
    }
    const int axis = static_cast<int>(m_times.size()) * px(40);
    p.setPen(color(Tone::Muted, palette()));
    for (int k = 0; k <= 3; ++k) {
        const double ms = most * k / 3;
        m.text(QRectF(left + ms * scale - px(40), axis, px(80), px(20)).toRect(), Qt::AlignCenter,
               tr("%1 ms").arg(std::lround(ms)));
    }
}

} // namespace df
