#pragma once

#include <QDialog>

namespace df {

/// A title and some paragraphs, closed by Esc. Help (F1), About, and "Why, with sources…".
class HelpDialog : public QDialog {
    Q_OBJECT
public:
    HelpDialog(const QString& title, const QString& text, QWidget* parent = nullptr);
};

} // namespace df
