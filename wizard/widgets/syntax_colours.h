#pragma once

#include "models/detail_text.h"

#include <QSyntaxHighlighter>

namespace df {

/// Strings, numbers, comments and words of JSON, PHP, JavaScript and Python in the inks of the theme; the
/// text itself stays as it is.
class SyntaxColours : public QSyntaxHighlighter {
    Q_OBJECT
public:
    SyntaxColours(QTextDocument* document, const QWidget* palette);
    void setSyntax(Syntax syntax);

protected:
    void highlightBlock(const QString& text) override;

private:
    void colour(const QString& text, const QString& pattern, int tone, bool strong = false);
    void comments(const QString& text);
    const QWidget* m_palette;
    Syntax m_syntax = Syntax::Plain;
};

} // namespace df
