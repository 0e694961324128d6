#include "verify/snapshot_file.h"

#include <QFile>
#include <QJsonDocument>
#include <QSaveFile>

namespace df {

namespace {

constexpr qint64 largest = 256LL * 1024 * 1024;
constexpr int version = 1;
const char* const what = "dreamfactory-snapshot";

Error unreadable(const QString& file, const QString& why) {
    return {ErrorCode::FileUnreadable,
            QStringLiteral("The snapshot %1 can't be read: %2").arg(file, why),
            {file},
            why,
            false};
}

Result<QJsonObject> jsonIn(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(unreadable(path, file.errorString()));
    if (file.size() > largest)
        return fail(unreadable(path, QStringLiteral("it is larger than 256 MiB")));
    QJsonParseError trouble{};
    const auto json = QJsonDocument::fromJson(file.readAll(), &trouble);
    if (json.isNull())
        return fail(unreadable(
            path, QStringLiteral("no JSON, at byte %1: %2").arg(trouble.offset).arg(trouble.errorString())));
    if (json.object().value(QLatin1String("what")) != QLatin1String(what))
        return fail(unreadable(path, QStringLiteral("it is no exported snapshot")));
    return json.object();
}

} // namespace

Result<void> writeSnapshotFile(const QString& path, const SnapshotFile& content) {
    const QJsonObject json{{QStringLiteral("what"), QLatin1String(what)},
                           {QStringLiteral("version"), version},
                           {QStringLiteral("server"), content.kept.server},
                           {QStringLiteral("name"), content.kept.name},
                           {QStringLiteral("snapshot"), toJson(content.snapshot)}};
    QSaveFile file(path);
    const bool written = file.open(QIODevice::WriteOnly) &&
                         file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) &&
                         file.write(QJsonDocument(json).toJson()) > 0 && file.commit();
    if (!written)
        return fail(ErrorCode::FileUnwritable,
                    QStringLiteral("The snapshot could not be written to %1.").arg(path), {path},
                    file.errorString());
    return {};
}

Result<SnapshotFile> readSnapshotFile(const QString& path) {
    const auto json = jsonIn(path);
    if (!json)
        return fail(json.error());
    const int its = json->value(QLatin1String("version")).toInt();
    if (its < 1 || its > version)
        return fail(unreadable(path, QStringLiteral("it was written by a newer release")));
    SnapshotFile content;
    content.snapshot = snapshotFromJson(json->value(QLatin1String("snapshot")).toObject());
    if (content.snapshot.areas.isEmpty())
        return fail(unreadable(path, QStringLiteral("nothing was measured in it")));
    content.kept.server = json->value(QLatin1String("server")).toString().left(300);
    content.kept.name = json->value(QLatin1String("name")).toString().left(300);
    return content;
}

} // namespace df
