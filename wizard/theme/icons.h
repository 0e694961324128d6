#pragma once

#include "flow/step.h"
#include "theme/theme.h"

#include <QIcon>
#include <QString>

class QPainter;
class QRectF;

namespace df {

/// Draws the SVG ":/df/icons/NAME.svg" in `ink`; inner marks of solid shapes are drawn in `ground`.
void paintIcon(QPainter& painter, const QString& name, const QRectF& rect, const QColor& ink,
               const QColor& ground);
/// The same with tones of the painter's palette.
void paintIcon(QPainter& painter, const QString& name, const QRectF& rect, Tone tone,
               const QPalette& palette);

/// An icon that takes its colour from the application's palette at paint time, so that one set serves light
/// and dark.
[[nodiscard]] QIcon icon(const QString& name, Tone tone = Tone::Text);

/// The seven states: shape, colour and word, the same everywhere.
[[nodiscard]] QString stateIcon(StateWord state);
[[nodiscard]] Tone stateTone(StateWord state);
[[nodiscard]] QString stateText(StateWord state); ///< "Not started", "Needs you", …

} // namespace df
