#pragma once

#include <QStringList>

class QWidget;

namespace df {
class MainWindow;
}

/// What must hold for every page in every state. Each lists what breaks its rule.
namespace df::test {

[[nodiscard]] QStringList controlsWithoutName(const QWidget& window);
/// Labels that show less than their text.
[[nodiscard]] QStringList cutLabels(const QWidget& window);
/// What is cut off at the side of an area that only scrolls up and down.
[[nodiscard]] QStringList cutSideways(const QWidget& window);
/// Open rows that are higher than what they hold: blank space below it.
[[nodiscard]] QStringList highDetails(const QWidget& window);
/// Footer buttons that aren't wholly inside the window, or lie on each other or on the truth line.
[[nodiscard]] QStringList lostButtons(const QWidget& window);
[[nodiscard]] QStringList markup(const QWidget& window);

} // namespace df::test
