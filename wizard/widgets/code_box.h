#pragma once

#include "widgets/card.h"

class QPlainTextEdit;

namespace df {

/// Text to read and to copy, in the fixed font on the sunken ground. Grows with its text up to a number of
/// lines, then scrolls; long lines scroll, never wrap.
class CodeBox : public Card {
    Q_OBJECT
public:
    explicit CodeBox(const QString& text = {}, const QString& accessibleName = {}, int maxLines = 14,
                     QWidget* parent = nullptr);
    void setText(const QString& text);
    [[nodiscard]] QString text() const;
    /// What Copy puts on the clipboard, if not the text itself.
    void setCopyText(const QString& text) { m_copyText = text; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void fit();
    QPlainTextEdit* m_edit;
    int m_maxLines;
    QString m_copyText;
};

} // namespace df
