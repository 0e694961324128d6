#include "flow/local_files.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

namespace df {

namespace {

tl::unexpected<Error> unwritable(const QString& path, const QString& why) {
    return fail(ErrorCode::FileUnwritable, QStringLiteral("%1 can't be written: %2").arg(path, why), {path});
}

} // namespace

QStringList commercialFileNames() {
    return {QStringLiteral("composer.json"), QStringLiteral("composer.lock"),
            QStringLiteral("composer.json-dist")};
}

bool looksLikeComposerFile(const QByteArray& bytes) { return QJsonDocument::fromJson(bytes).isObject(); }

Result<QMap<QString, QByteArray>> readCommercialFiles(const QString& folder) {
    QMap<QString, QByteArray> files;
    const QStringList names = commercialFileNames();
    for (const QString& name : names) {
        const QString path = QDir(folder).filePath(name);
        QFile file(path);
        // A pipe or a device in its place would be waited for, or read without end.
        if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly) || file.size() > mostCommercialBytes)
            return fail(ErrorCode::FileUnreadable, QStringLiteral("%1 can't be read.").arg(path), {path},
                        file.errorString());
        const QByteArray bytes = file.readAll();
        if (!looksLikeComposerFile(bytes))
            return fail(ErrorCode::FileUnreadable,
                        QStringLiteral("%1 is not what Composer writes.").arg(path), {path});
        files.insert(QStringLiteral("commercial/") + name, bytes);
    }
    return files;
}

PrivateFile::PrivateFile(QString path)
    : m_path(std::move(path)), m_file(m_path + QStringLiteral(".XXXXXX")) { // made 0600 by mkstemp
    const QString folder = QFileInfo(m_path).absolutePath();
    if (!QFileInfo::exists(folder)) {
        if (!QDir().mkpath(folder))
            m_why = QStringLiteral("the folder can't be made");
        QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    if (m_why.isEmpty() && !m_file.open())
        m_why = m_file.errorString();
}

void PrivateFile::append(const QByteArray& bytes) {
    m_hash.addData(bytes);
    if (m_why.isEmpty() && m_file.write(bytes) != bytes.size())
        m_why = m_file.errorString();
}

Result<void> PrivateFile::commit() {
    if (m_why.isEmpty() && !m_file.flush())
        m_why = m_file.errorString();
    if (m_why.isEmpty()) {
        QFile::remove(m_path);
        if (m_file.rename(m_path)) {
            m_file.setAutoRemove(false);
            return {};
        }
        m_why = m_file.errorString();
    }
    return unwritable(m_path, m_why);
}

Result<void> PrivateFile::state() const {
    if (m_why.isEmpty())
        return {};
    return unwritable(m_path, m_why);
}

Result<void> writePrivately(const QString& path, const QByteArray& bytes) {
    PrivateFile file(path);
    file.append(bytes);
    return file.commit();
}

} // namespace df
