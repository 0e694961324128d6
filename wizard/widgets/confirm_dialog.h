#pragma once

#include <QDialog>

class QLineEdit;
class QPushButton;

namespace df {

/// Says what a button with "…" will do, and asks. The button that keeps things as they are is the default.
class ConfirmDialog : public QDialog {
    Q_OBJECT
public:
    ConfirmDialog(const QString& title, const QString& text, const QString& verb, const QString& typeThis,
                  QWidget* parent = nullptr);
    [[nodiscard]] QPushButton* verbButton() const { return m_verb; }
    [[nodiscard]] QLineEdit* typed() const { return m_typed; } ///< null where nothing has to be typed

private:
    QPushButton* m_verb;
    QLineEdit* m_typed = nullptr;
};

} // namespace df
