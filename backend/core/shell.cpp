#include "core/shell.h"

namespace df {

QString shellQuote(const QString& word) {
    QString w = word;
    w.remove(QChar(u'\0'));
    w.replace(QLatin1Char('\''), QLatin1String("'\\''"));
    return QLatin1Char('\'') + w + QLatin1Char('\'');
}

QString shellQuote(const QStringList& words) {
    QStringList quoted;
    quoted.reserve(words.size());
    for (const QString& w : words)
        quoted << shellQuote(w);
    return quoted.join(QLatin1Char(' '));
}

} // namespace df
