#pragma once

#include "theme/theme.h"

#include <QWidget>

class QPushButton;

namespace df {

/// A row of a card: icon, title over note, one link or small button at the right. For saved servers, runs,
/// what is kept.
struct RowText {
    QString iconName;
    Tone iconTone = Tone::Text;
    QString title, note;
    QString size; ///< at the right, before the button
};

[[nodiscard]] QWidget* makeRow(const RowText& text, const QVector<QPushButton*>& buttons = {});

} // namespace df
