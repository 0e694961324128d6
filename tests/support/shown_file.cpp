#include "support/shown_file.h"

#include <QFile>
#include <QUrl>

namespace df::test {

ShownFile::ShownFile(const QString& path) {
    QFile file(path);
    if (file.open(QIODevice::ReadOnly))
        m_all = file.readAll();
}

bool ShownFile::showed(const QByteArray& className) const {
    const auto lines = m_all.split('\n');
    for (const QByteArray& line : lines) {
        const QByteArray where = line.left(line.indexOf('\t'));
        if (where.startsWith("shown ") && where.contains(className))
            return true;
    }
    return false;
}

QStringList ShownFile::leaks(const QMap<QString, QByteArray>& secrets) const {
    QStringList found;
    const auto lines = m_all.split('\n');
    for (auto it = secrets.cbegin(); it != secrets.cend(); ++it) {
        if (it.value().size() < 8) {
            found << it.key() + QStringLiteral(" is no secret that could be told from other words");
            continue;
        }
        // of base64, the part that doesn't depend on what follows
        const QByteArray base64 = it.value().toBase64(QByteArray::OmitTrailingEquals).chopped(2);
        const QList<QByteArray> forms{it.value(), base64, it.value().toHex(),
                                      QUrl::toPercentEncoding(QString::fromUtf8(it.value()))};
        for (const QByteArray& line : lines)
            for (const QByteArray& form : forms)
                if (line.contains(form))
                    found << it.key() + QStringLiteral(": ") + QString::fromUtf8(line.left(400));
    }
    found.removeDuplicates();
    return found;
}

} // namespace df::test
