#pragma once

#include <QFont>

class QWidget;

/// Sizes and type of the visual language. Everything scales with the user's font: `px(34)` is 34 pixels where
/// the system font is 14 pixels high, and 68 at 200 %.
namespace df {

/// Pixels of the mock-ups' grid at the user's font size.
[[nodiscard]] int px(double gridPixels);

enum class Type { PageTitle, DoneTitle, CardTitle, Section, Body, Strong, Table, TableStrong, Note, Code };

/// The system font at the size and weight of `type`; Code is the system's fixed font.
[[nodiscard]] QFont typeFont(Type type);

} // namespace df
