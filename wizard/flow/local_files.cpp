#include "flow/local_files.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QTemporaryFile>

namespace df {

namespace {

constexpr qint64 mostBytes = 16 * 1024 * 1024;

tl::unexpected<Error> unwritable(const QString& path, const QString& why) {
    return fail(ErrorCode::FileUnwritable, QStringLiteral("%1 can't be written: %2").arg(path, why), {path});
}

} // namespace

Result<QMap<QString, QByteArray>> readCommercialFiles(const QString& folder) {
    QMap<QString, QByteArray> files;
    for (const char* name : {"composer.json", "composer.lock", "composer.json-dist"}) {
        const QString path = QDir(folder).filePath(QLatin1String(name));
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly) || file.size() > mostBytes)
            return fail(ErrorCode::FileUnreadable, QStringLiteral("%1 can't be read.").arg(path), {path},
                        file.errorString());
        const QByteArray bytes = file.readAll();
        if (!QJsonDocument::fromJson(bytes).isObject())
            return fail(ErrorCode::FileUnreadable,
                        QStringLiteral("%1 is not what Composer writes.").arg(path), {path});
        files.insert(QStringLiteral("commercial/") + QLatin1String(name), bytes);
    }
    return files;
}

Result<void> writePrivately(const QString& path, const QByteArray& bytes) {
    const QString folder = QFileInfo(path).absolutePath();
    if (!QFileInfo::exists(folder)) {
        if (!QDir().mkpath(folder))
            return unwritable(path, QStringLiteral("the folder can't be made"));
        QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    QTemporaryFile file(path + QStringLiteral(".XXXXXX")); // made 0600 by mkstemp
    if (!file.open() || file.write(bytes) != bytes.size() || !file.flush())
        return unwritable(path, file.errorString());
    QFile::remove(path);
    if (!file.rename(path))
        return unwritable(path, file.errorString());
    file.setAutoRemove(false);
    return {};
}

} // namespace df
