#pragma once

#include "widgets/card.h"

class QPlainTextEdit;
class QPushButton;

namespace df {

class TextLabel;

/// The log in one line while folded; open, it follows the end unless the user has scrolled up.
class LogFold : public Card {
    Q_OBJECT
public:
    explicit LogFold(QWidget* parent = nullptr);
    void setLines(const QStringList& lines);
    void append(const QStringList& lines);
    void setOpen(bool open);
    [[nodiscard]] bool isOpen() const;

Q_SIGNALS:
    void opened(bool open);

private:
    void showLast(const QString& line);
    QPushButton* m_fold;
    TextLabel* m_last;
    QPlainTextEdit* m_text;
    QWidget* m_textRow;
};

} // namespace df
