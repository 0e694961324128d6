#include "widgets/syntax_colours.h"

#include "theme/theme.h"

#include <QHash>
#include <QRegularExpression>
#include <QWidget>

namespace df {

namespace {

constexpr qsizetype longest = 4000; ///< characters of a line that is worth colours

const QRegularExpression& compiled(const QString& pattern) {
    static QHash<QString, QRegularExpression> all; // GUI thread
    auto it = all.find(pattern);
    return *(it == all.end() ? all.insert(pattern, QRegularExpression(pattern)) : it);
}

const QString numbers = QStringLiteral("\\b\\d+(?:\\.\\d+)?\\b");
const QString strings = QStringLiteral("\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'");
const QString keys = QStringLiteral("\"(?:[^\"\\\\]|\\\\.)*\"(?=\\s*:)");
const QString constants = QStringLiteral("\\b(?:true|false|null|None|True|False|undefined)\\b");
const QString keywords = QStringLiteral("\\b(?:if|else|elseif|elif|for|foreach|while|do|switch|case|break|"
                                        "continue|return|function|def|class|new|try|"
                                        "catch|except|finally|throw|raise|import|from|use|namespace|const|"
                                        "let|var|in|not|and|or|echo|print|public|"
                                        "private|static|async|await|lambda|isset|unset)\\b");
const QString lineComments = QStringLiteral("(?:^|(?<=[\\s;{}]))(?://|#).*$");

} // namespace

SyntaxColours::SyntaxColours(QTextDocument* document, const QWidget* palette)
    : QSyntaxHighlighter(document), m_palette(palette) {}

void SyntaxColours::setSyntax(Syntax syntax) {
    m_syntax = syntax;
    rehighlight();
}

void SyntaxColours::colour(const QString& text, const QString& pattern, int tone, bool strong) {
    QTextCharFormat format;
    format.setForeground(color(static_cast<Tone>(tone), m_palette->palette()));
    if (strong)
        format.setFontWeight(QFont::DemiBold);
    for (auto it = compiled(pattern).globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        setFormat(int(match.capturedStart()), int(match.capturedLength()), format);
    }
}

/// Block comments reach over lines: 1 means that the next line begins in one.
void SyntaxColours::comments(const QString& text) {
    colour(text, lineComments, int(Tone::Muted));
    QTextCharFormat format;
    format.setForeground(color(Tone::Muted, m_palette->palette()));
    setCurrentBlockState(0);
    qsizetype start = previousBlockState() == 1 ? 0 : text.indexOf(QLatin1String("/*"));
    while (start >= 0) {
        const qsizetype end = text.indexOf(QLatin1String("*/"), start);
        setFormat(int(start), int((end < 0 ? text.size() : end + 2) - start), format);
        if (end < 0)
            setCurrentBlockState(1);
        start = end < 0 ? -1 : text.indexOf(QLatin1String("/*"), end);
    }
}

void SyntaxColours::highlightBlock(const QString& text) {
    if (m_syntax == Syntax::Plain || text.size() > longest)
        return;
    colour(text, numbers, int(Tone::Accent));
    colour(text, constants, int(Tone::Accent));
    if (m_syntax == Syntax::Script)
        colour(text, keywords, int(Tone::Accent), true);
    colour(text, strings, int(Tone::Undone));
    if (m_syntax == Syntax::Json)
        colour(text, keys, int(Tone::Text));
    else
        comments(text);
}

} // namespace df
