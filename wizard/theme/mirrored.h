#pragma once

#include "theme/theme.h"

#include <QRectF>
#include <QString>

class QPainter;
class QPalette;

namespace df {

/// Paints a row whose places are given from left to right; where the layout goes from right to left, all of
/// it is mirrored. Texts keep their own direction: "5–10 s" and a path read the same in both.
class Mirrored {
public:
    /// `whole` is what is mirrored within: the row, or the widget.
    Mirrored(QPainter& painter, const QRect& whole, Qt::LayoutDirection direction, const QPalette& palette);

    [[nodiscard]] bool rightToLeft() const { return m_rightToLeft; }
    [[nodiscard]] QRect at(const QRect& place) const;
    [[nodiscard]] QRectF at(const QRectF& place) const;
    void fill(const QRect& place, Tone tone) const;
    void fill(const QRectF& place, Tone tone) const;
    /// With the painter's font and pen. `alignment` as from left to right.
    void text(const QRect& place, int alignment, const QString& text) const;
    /// Chevrons that point along the reading direction turn round.
    void icon(const QString& name, const QRectF& place, Tone tone) const;

private:
    QPainter& m_painter;
    QRect m_whole;
    bool m_rightToLeft;
    const QPalette& m_palette;
};

/// "chevron-right" where reading goes on to the right, "chevron-left" where it goes on to the left.
[[nodiscard]] QString chevronForward(bool rightToLeft);
[[nodiscard]] QString chevronBack(bool rightToLeft);

} // namespace df
