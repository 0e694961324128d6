#include "models/value_ranges.h"

#include <QRegularExpression>

namespace df {

namespace {

/// More than a sentence of ours can hold; a server's text may be longer.
constexpr int mostRanges = 40;
constexpr int mostText = 2000;

const QRegularExpression& pattern() {
    static const QRegularExpression expression(
        QStringLiteral(
            "“(?<quoted>[^”]{1,200})”"                                                  // “what it said”
            "|(?<![\\w/.])/[\\w@+-][\\w./@+:-]*[\\w/]"                                  // /opt/dreamfactory
            "|\\b[A-Z][A-Z0-9]*_[A-Z0-9_]+(?:=[\\w.:/-]*\\w)?"                          // BCRYPT_ROUNDS=10
            "|\\b[a-z][a-z0-9]*[_-][a-z0-9_-]*[a-z0-9](?:/[a-z0-9_-]+)?\\b(?=[ ,.]\\d)" // df-core 1.0.3
            "|\\b[a-z][a-z0-9]*_[a-z0-9_]*[a-z0-9](?:\\.[a-z_]*[a-z])?\\b"              // pdo_mysql
            "|\\bphp\\d\\.\\d-[a-z]+\\b"                                                // php8.3-mongodb
            "|(?<![\\w.])(?=[0-9a-f]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{7,40}(?!\\w)"        // a commit
            "|(?<![\\w.])\\d+(?:[.,]\\d+)*(?:[.-][\\w+~:-]*\\w)?(?!\\w)(?:\\s(?:[kMGT]B|%))?" // 8.1.2, 4.2 GB
            "|(?<=[\\s(])\\.env(?:-dist)?\\b"),
        QRegularExpression::UseUnicodePropertiesOption);
    return expression;
}

} // namespace

QVector<TextRange> valueRanges(const QString& sentence) {
    QVector<TextRange> ranges;
    auto it = pattern().globalMatch(sentence.left(mostText));
    while (it.hasNext() && ranges.size() < mostRanges) {
        const QRegularExpressionMatch match = it.next();
        const bool quoted = match.capturedStart(QStringLiteral("quoted")) >= 0;
        const QString group = quoted ? QStringLiteral("quoted") : QString();
        ranges.append(quoted ? TextRange{int(match.capturedStart(group)), int(match.capturedLength(group))}
                             : TextRange{int(match.capturedStart()), int(match.capturedLength())});
    }
    return ranges;
}

} // namespace df
