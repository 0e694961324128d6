#include "advise/text.h"

#include "core/shell.h"

#include <QLocale>
#include <QRegularExpression>
#include <QStringList>

namespace df {

QString bytesText(qint64 bytes) {
    return QLocale::c().formattedDataSize(bytes, bytes < 1'000'000'000 ? 0 : 1, QLocale::DataSizeSIFormat);
}

QString listText(const QStringList& items, int atMost) {
    if (items.size() <= atMost + 1)
        return items.join(QStringLiteral(", "));
    return Say::tr("%1 and %2 more")
        .arg(items.mid(0, atMost).join(QStringLiteral(", ")), QString::number(items.size() - atMost));
}

QString shellWord(const QString& word) {
    static const QRegularExpression harmless(QStringLiteral("^[A-Za-z0-9_./:@%+,][A-Za-z0-9_./:@%+,=-]*\\z"));
    return harmless.match(word).hasMatch() ? word : shellQuote(word);
}

} // namespace df
