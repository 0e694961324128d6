#include "widgets/segment_bar.h"

#include "theme/metrics.h"
#include "theme/theme.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace df {

namespace {

/// Tells screen readers how far the whole is.
class BarAccessible final : public QAccessibleWidget, public QAccessibleValueInterface {
public:
    explicit BarAccessible(SegmentBar* bar) : QAccessibleWidget(bar, QAccessible::ProgressBar), m_bar(bar) {}
    void* interface_cast(QAccessible::InterfaceType type) override {
        if (type == QAccessible::ValueInterface)
            return static_cast<QAccessibleValueInterface*>(this);
        return QAccessibleWidget::interface_cast(type);
    }
    QVariant currentValue() const override { return m_bar->percent(); }
    void setCurrentValue(const QVariant&) override {}
    QVariant maximumValue() const override { return 100; }
    QVariant minimumValue() const override { return 0; }
    QVariant minimumStepSize() const override { return 1; }

private:
    SegmentBar* m_bar;
};

QAccessibleInterface* barFactory(const QString& className, QObject* object) {
    if (className == QLatin1String("df::SegmentBar"))
        return new BarAccessible(static_cast<SegmentBar*>(object));
    return nullptr;
}

} // namespace

SegmentBar::SegmentBar(QWidget* parent) : QWidget(parent) {
    QAccessible::installFactory(barFactory);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Progress"));
}

void SegmentBar::set(const QVector<Segment>& segments, double whole) {
    const int percent = static_cast<int>(std::lround(whole * 100));
    if (segments == m_segments && percent == m_percent)
        return;
    m_segments = segments;
    m_percent = percent;
    setAccessibleDescription(tr("%1 %").arg(percent));
    update();
}

QSize SegmentBar::sizeHint() const { return {px(400), px(10)}; }

QSize SegmentBar::minimumSizeHint() const { return {px(120), px(10)}; }

void SegmentBar::paintSegment(QPainter& p, const QRectF& r, const Segment& s) const {
    const QPalette& pal = palette();
    const auto fill = [&](Tone tone) { p.fillRect(r, color(tone, pal)); };
    const auto outline = [&](Tone tone) {
        p.setPen(QPen(color(tone, pal), 1));
        p.setBrush(Qt::NoBrush);
        p.drawRect(r.adjusted(0.5, 0.5, -0.5, -0.5));
    };
    switch (s.state) {
    case StateWord::Done:
        fill(Tone::Done);
        return;
    case StateWord::Failed:
        fill(Tone::Failed);
        return;
    case StateWord::Undone:
        fill(Tone::UndoneTint);
        outline(Tone::Undone);
        return;
    default:
        break;
    }
    fill(s.usersMayNotice ? Tone::NeedsTint : Tone::Sunken);
    outline(s.usersMayNotice ? Tone::Needs : s.state == StateWord::Running ? Tone::Accent : Tone::Line);
    if (s.state == StateWord::Running)
        p.fillRect(QRectF(r.left(), r.top(), std::max(3.0, r.width() * s.progress), r.height()),
                   color(Tone::Accent, pal));
}

void SegmentBar::paintEvent(QPaintEvent* /*event*/) {
    if (m_segments.isEmpty())
        return;
    QPainter p(this);
    QPainterPath shape;
    shape.addRoundedRect(rect(), 5, 5);
    p.setRenderHint(QPainter::Antialiasing);
    p.setClipPath(shape);
    if (isRightToLeft()) { // the first stage stands where reading begins
        p.translate(width(), 0);
        p.scale(-1, 1);
    }
    const double gap = 3, least = 6;
    // Every stage is to be seen: the short ones get a least width, the long ones share the rest by weight.
    double sum = 0;
    for (const Segment& s : m_segments)
        sum += std::sqrt(std::max(0.05, s.weight));
    const double room = width() - gap * static_cast<double>(m_segments.size() - 1) -
                        least * static_cast<double>(m_segments.size());
    double x = 0;
    for (const Segment& s : m_segments) {
        const double w = least + std::max(0.0, room) * std::sqrt(std::max(0.05, s.weight)) / sum;
        paintSegment(p, QRectF(std::round(x), 0, std::round(x + w) - std::round(x), height()), s);
        x += w + gap;
    }
}

} // namespace df
