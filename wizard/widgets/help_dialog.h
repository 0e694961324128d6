#pragma once

#include "widgets/reading_dialog.h"

namespace df {

/// A title and some paragraphs. Help (F1) and About.
class HelpDialog : public ReadingDialog {
    Q_OBJECT
public:
    HelpDialog(const QString& title, const QString& text, QWidget* parent = nullptr);

private:
    HelpDialog(const QString& title, QWidget* body, QWidget* parent);
};

} // namespace df
