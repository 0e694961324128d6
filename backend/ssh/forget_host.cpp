#include "ssh/forget_host.h"

#include <QFile>
#include <QMessageAuthenticationCode>
#include <QSaveFile>

namespace df {
namespace {

QByteArray nameInFile(const QString& host, int port) {
    const QByteArray name = host.toLower().toUtf8();
    return port == 22 ? name : '[' + name + "]:" + QByteArray::number(port);
}

// "|1|salt|hash": HMAC-SHA1 of the name under the salt, both in base64, as `ssh-keygen -H` writes it.
bool hashedMatch(const QByteArray& field, const QByteArray& name) {
    const QList<QByteArray> parts = field.split('|');
    if (parts.size() != 4 || parts.at(1) != "1")
        return false;
    return QMessageAuthenticationCode::hash(name, QByteArray::fromBase64(parts.at(2)),
                                            QCryptographicHash::Sha1) == QByteArray::fromBase64(parts.at(3));
}

// The line without this host; null when nothing of it is left.
QByteArray without(const QByteArray& line, const QByteArray& name) {
    const QByteArray trimmed = line.trimmed();
    if (trimmed.isEmpty() || trimmed.startsWith('#') || trimmed.startsWith('@'))
        return line;
    const qsizetype end = line.indexOf(' ', line.indexOf(trimmed.at(0)));
    const QByteArray field = line.left(end).trimmed();
    if (hashedMatch(field, name))
        return {};
    QList<QByteArray> names = field.split(',');
    const auto known = names.size();
    names.removeIf([&name](const QByteArray& n) { return n.toLower() == name; });
    if (names.size() == known)
        return line;
    return names.isEmpty() ? QByteArray() : names.join(',') + line.mid(end);
}

} // namespace

Result<void> forgetKnownHost(const QString& path, const QString& host, int port) {
    QFile file(path);
    if (!file.exists())
        return {};
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::FileUnwritable, QStringLiteral("The known hosts can't be read."), {path},
                    file.errorString());
    QByteArray kept;
    while (!file.atEnd())
        kept += without(file.readLine(), nameInFile(host, port));
    QSaveFile out(path);
    out.setDirectWriteFallback(true);
    if (!out.open(QIODevice::WriteOnly) || out.write(kept) != kept.size() || !out.commit())
        return fail(ErrorCode::FileUnwritable, QStringLiteral("The known hosts can't be written."), {path},
                    out.errorString());
    return {};
}

} // namespace df
