#pragma once

#include <QString>
#include <QTextDocument>

namespace df {

/// For setToolTip() and Qt::ToolTipRole: a tool tip takes words that look like markup for markup, whoever
/// they come from. These are shown as they are.
[[nodiscard]] inline QString toolTipOf(const QString& text) {
    return Qt::mightBeRichText(text) ? Qt::convertFromPlainText(text, Qt::WhiteSpaceNormal) : text;
}

} // namespace df
