#include "widgets/practice_strip.h"

#include "theme/icons.h"
#include "theme/metrics.h"
#include "theme/mirrored.h"

#include <QPainter>

namespace df {

PracticeStrip::PracticeStrip(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleName(tr("Practice server. Nothing here is real."));
    hide();
}

QSize PracticeStrip::sizeHint() const { return {px(400), px(28)}; }

void PracticeStrip::paintEvent(QPaintEvent* /*event*/) {
    QPainter p(this);
    p.fillRect(rect(), color(Tone::UndoneTint, palette()));
    const Mirrored m(p, rect(), layoutDirection(), palette());
    m.icon(QStringLiteral("shield"), QRectF(px(17), (height() - px(16)) / 2.0, px(16), px(16)), Tone::Undone);
    p.setFont(typeFont(Type::TableStrong));
    p.setPen(color(Tone::Undone, palette()));
    m.text(rect().adjusted(px(42), 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, accessibleName());
}

} // namespace df
