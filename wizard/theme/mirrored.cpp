#include "theme/mirrored.h"

#include "theme/icons.h"

#include <QPainter>

namespace df {

Mirrored::Mirrored(QPainter& painter, const QRect& whole, Qt::LayoutDirection direction,
                   const QPalette& palette)
    : m_painter(painter), m_whole(whole), m_rightToLeft(direction == Qt::RightToLeft), m_palette(palette) {}

QRect Mirrored::at(const QRect& place) const {
    if (!m_rightToLeft)
        return place;
    QRect r = place;
    r.moveLeft(m_whole.left() + m_whole.right() - place.right());
    return r;
}

QRectF Mirrored::at(const QRectF& place) const {
    if (!m_rightToLeft)
        return place;
    QRectF r = place;
    r.moveLeft(m_whole.left() + m_whole.width() - (place.right() - m_whole.left()));
    return r;
}

void Mirrored::fill(const QRect& place, Tone tone) const {
    m_painter.fillRect(at(place), color(tone, m_palette));
}

void Mirrored::fill(const QRectF& place, Tone tone) const {
    m_painter.fillRect(at(place), color(tone, m_palette));
}

void Mirrored::text(const QRect& place, int alignment, const QString& text) const {
    if (m_rightToLeft && (alignment & Qt::AlignHCenter) == 0) {
        const bool right = alignment & Qt::AlignRight;
        alignment =
            (alignment & ~(Qt::AlignLeft | Qt::AlignRight)) | (right ? Qt::AlignLeft : Qt::AlignRight);
    }
    const Qt::LayoutDirection before = m_painter.layoutDirection();
    m_painter.setLayoutDirection(text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    m_painter.drawText(at(place), alignment | Qt::AlignAbsolute, text);
    m_painter.setLayoutDirection(before);
}

void Mirrored::icon(const QString& name, const QRectF& place, Tone tone) const {
    QString shown = name;
    if (m_rightToLeft && name == QLatin1String("chevron-right"))
        shown = QStringLiteral("chevron-left");
    else if (m_rightToLeft && name == QLatin1String("chevron-left"))
        shown = QStringLiteral("chevron-right");
    paintIcon(m_painter, shown, at(place), tone, m_palette);
}

QString chevronForward(bool rightToLeft) {
    return rightToLeft ? QStringLiteral("chevron-left") : QStringLiteral("chevron-right");
}

QString chevronBack(bool rightToLeft) { return chevronForward(!rightToLeft); }

} // namespace df
