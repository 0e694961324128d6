#include "ssh/known_hosts.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace df {
namespace {

constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

bool makeFolder(const QString& folder) {
    if (QDir(folder).exists())
        return true;
    return QDir().mkpath(folder) && QFile::setPermissions(folder, ownerOnly | QFileDevice::ExeOwner);
}

bool endsWithoutNewline(QFile& file) {
    return file.size() > 0 && file.seek(file.size() - 1) && file.read(1) != "\n";
}

} // namespace

Result<void> appendKnownHost(const QString& path, const QByteArray& entry) {
    const auto failed = [&](const QString& why) {
        return fail(ErrorCode::FileUnwritable, QStringLiteral("The host key can't be saved."), {path}, why);
    };
    if (!makeFolder(QFileInfo(path).absolutePath()))
        return failed(QStringLiteral("The folder can't be made."));
    const bool isNew = !QFile::exists(path);
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite | QIODevice::Append))
        return failed(file.errorString());
    if (isNew)
        file.setPermissions(ownerOnly);
    QByteArray line = endsWithoutNewline(file) ? QByteArray("\n") : QByteArray();
    line += entry.trimmed() + '\n';
    if (file.write(line) != line.size() || !file.flush())
        return failed(file.errorString());
    return {};
}

bool namesRevokedKey(const QString& path, const QByteArray& keyBase64) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    for (const QByteArray& line : file.readAll().split('\n')) {
        const QList<QByteArray> words = line.simplified().split(' '); // marker hosts type key [comment]
        if (words.value(0) == "@revoked" && words.value(3) == keyBase64)
            return true;
    }
    return false;
}

} // namespace df
