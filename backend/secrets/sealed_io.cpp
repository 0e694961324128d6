// A sealed file on the disk of this computer.
#include "secrets/sealed_file.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

namespace df {

Result<QByteArray> readSealedFile(const QString& path) {
    const auto refused = [&path](const char* reason, const QString& why) {
        return fail(ErrorCode::FileUnreadable, QStringLiteral("%1 can't be read.").arg(path),
                    {QLatin1String(reason), path}, why);
    };
    QFile file(path);
    // A pipe or a device in its place would be waited for, or read without end.
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return refused("no-file", file.errorString());
    if (file.size() > mostSealedBytes)
        return refused("too-big", {});
    return file.readAll();
}

Result<void> writeForOwner(const QString& path, const QByteArray& bytes) {
    QSaveFile file(path);
    const bool open = file.open(QIODevice::WriteOnly) &&
                      file.setPermissions(QFile::ReadOwner | QFile::WriteOwner); // before the first byte
    if (open && file.write(bytes) == bytes.size() && file.commit())
        return {};
    return fail(ErrorCode::FileUnwritable,
                QStringLiteral("%1 can't be written: %2").arg(path, file.errorString()), {path});
}

} // namespace df
