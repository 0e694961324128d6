#include "practice/practice_kit.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>

namespace df {

namespace {
const QString kSource = QStringLiteral(":/df/practice");

bool copyOut(const QString& resource, const QString& target) {
    if (!QDir().mkpath(QFileInfo(target).path()) || !QFile::copy(resource, target))
        return false;
    // files from resources come out read-only
    return QFile::setPermissions(target,
                                 QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther);
}
} // namespace

Result<void> unpackPracticeKit(const QString& folder) {
    // only ever a folder of our own making
    if (QFileInfo::exists(folder) && !QFileInfo::exists(folder + QStringLiteral("/setup.sh")))
        return fail(ErrorCode::FileUnwritable, QStringLiteral("The folder holds something else."), {folder});
    QDir(folder).removeRecursively();
    QDirIterator it(kSource, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    bool any = false;
    while (it.hasNext()) {
        const QString resource = it.next();
        const QString target = folder + resource.mid(kSource.size());
        if (!copyOut(resource, target))
            return fail(ErrorCode::FileUnwritable, QStringLiteral("Can't write the practice server's files."),
                        {target});
        any = true;
    }
    if (!any)
        return fail(ErrorCode::Internal, QStringLiteral("The program carries no practice server."));
    return {};
}

} // namespace df
