#include "widgets/tile.h"

#include "theme/icons.h"
#include "theme/metrics.h"
#include "theme/mirrored.h"
#include "theme/tool_tip.h"

#include <QPainter>

namespace df {

QString verdictTitle(Verdict verdict) {
    switch (verdict) {
    case Verdict::Same:
        return Tile::tr("Same");
    case Verdict::AsExpected:
        return Tile::tr("As expected");
    case Verdict::Look:
        return Tile::tr("Look");
    case Verdict::Worse:
        return Tile::tr("Worse");
    }
    return {};
}

QString verdictIcon(Verdict verdict) {
    switch (verdict) {
    case Verdict::Same:
        return QStringLiteral("same");
    case Verdict::AsExpected:
        return QStringLiteral("fine");
    case Verdict::Look:
        return QStringLiteral("should-know");
    case Verdict::Worse:
        return QStringLiteral("worse");
    }
    return {};
}

namespace {

Tone tone(Verdict verdict) {
    switch (verdict) {
    case Verdict::AsExpected:
        return Tone::Done;
    case Verdict::Look:
        return Tone::Needs;
    case Verdict::Worse:
        return Tone::Failed;
    case Verdict::Same:
        break;
    }
    return Tone::Muted;
}

} // namespace

Tile::Tile(QWidget* parent) : QAbstractButton(parent) {
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Tile::show(const TileValues& values) {
    m_values = values;
    setText(values.name);
    setAccessibleName(values.collected
                          ? QStringLiteral("%1: %2").arg(values.name, verdictTitle(values.verdict))
                          : QStringLiteral("%1: –, %2").arg(values.name, values.note));
    setAccessibleDescription(values.note);
    setToolTip(toolTipOf(QStringLiteral("%1: %2").arg(values.name, values.note)));
    updateGeometry();
    update();
}

QSize Tile::sizeHint() const { return {px(170), px(80)}; }

/// The verdict is never cut; name and note may be.
QSize Tile::minimumSizeHint() const {
    const int verdict =
        m_values.collected
            ? QFontMetrics(typeFont(Type::Strong)).horizontalAdvance(verdictTitle(m_values.verdict)) + px(26)
            : 0;
    return {std::max(px(90), verdict + px(24)), px(80)};
}

void Tile::paintEvent(QPaintEvent* /*event*/) {
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    const bool strong = isChecked() || hasFocus();
    p.setBrush(color(underMouse() ? Tone::Sunken : Tone::Surface, palette()));
    p.setPen(QPen(color(strong ? Tone::Accent : Tone::Line, palette()), strong ? 2 : 1));
    const qreal h = strong ? 1 : 0.5;
    p.drawRoundedRect(QRectF(rect()).adjusted(h, h, -h, -h), 8, 8);
    if (isChecked() && hasFocus()) {
        p.setPen(QPen(color(Tone::Accent, palette()), 1));
        p.setBrush(Qt::NoBrush);
        p.drawRoundedRect(QRectF(rect()).adjusted(4.5, 4.5, -4.5, -4.5), 5, 5);
    }
    const Mirrored m(p, rect(), layoutDirection(), palette());
    const int x = px(14), w = width() - px(22);
    const auto line = [&](const QFont& f, Tone ink, const QString& text, int left, int y, int height) {
        p.setFont(f);
        p.setPen(color(ink, palette()));
        m.text(QRect(left, y, w - (left - x), height), Qt::AlignVCenter | Qt::AlignLeft,
               QFontMetrics(f).elidedText(text, Qt::ElideRight, w - (left - x)));
    };
    line(typeFont(Type::Table), Tone::Muted, m_values.name, x, px(8), px(22));
    if (m_values.collected) {
        m.icon(verdictIcon(m_values.verdict), QRectF(x, px(31), px(18), px(18)), tone(m_values.verdict));
        line(typeFont(Type::Strong), tone(m_values.verdict), verdictTitle(m_values.verdict), x + px(26),
             px(29), px(22));
    } else {
        line(typeFont(Type::Strong), Tone::Muted, QStringLiteral("–"), x, px(29), px(22));
    }
    const QFont small = typeFont(Type::Note);
    const bool fits = QFontMetrics(small).horizontalAdvance(m_values.note) <= w;
    line(small, Tone::Muted, fits || m_values.brief.isEmpty() ? m_values.note : m_values.brief, x, px(51),
         px(20));
}

} // namespace df
