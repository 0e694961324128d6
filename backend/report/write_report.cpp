#include "report/report.h"

#include <QDir>
#include <QJsonDocument>
#include <QSaveFile>

namespace df {
namespace {

Result<void> write(const QString& path, const QByteArray& bytes) {
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return fail(ErrorCode::FileUnwritable, QStringLiteral("The report could not be written."), {path},
                    file.errorString());
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    file.write(bytes);
    if (!file.commit())
        return fail(ErrorCode::FileUnwritable, QStringLiteral("The report could not be written."), {path},
                    file.errorString());
    return {};
}

Result<QDir> reportFolder(const QString& path) {
    const QDir folder(path);
    if (folder.exists())
        return folder;
    if (!folder.mkpath(QStringLiteral(".")))
        return fail(ErrorCode::FileUnwritable, QStringLiteral("The report's folder could not be made."),
                    {path});
    QFile::setPermissions(path, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    return folder;
}

} // namespace

Result<void> writeReport(const Report& report, const QString& path, const TextFilter& filter) {
    const auto folder = reportFolder(path);
    if (!folder)
        return fail(folder.error());
    return write(folder->filePath(QStringLiteral("report.json")),
                 QJsonDocument(toJson(report, filter)).toJson())
        .and_then([&] {
            return write(folder->filePath(QStringLiteral("report.html")),
                         reportHtml(report, filter).toUtf8());
        })
        .and_then(
            [&] { return write(folder->filePath(QStringLiteral("report.pdf")), reportPdf(report, filter)); });
}

} // namespace df
