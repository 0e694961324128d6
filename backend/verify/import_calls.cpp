#include "verify/import_calls.h"

#include <QJsonDocument>
#include <QRegularExpression>

namespace df {
namespace {

constexpr qsizetype largestFile = 32 * 1024 * 1024;

tl::unexpected<Error> refused(const QString& what) { return fail(ErrorCode::FileUnreadable, what); }

QString withoutSecrets(const QString& path) {
    static const QRegularExpression secret(
        QStringLiteral("(?<=[?&])(api_key|session_token|token|password|jwt|access_token)=[^&]*&?"),
        QRegularExpression::CaseInsensitiveOption);
    QString out = path;
    out.remove(secret);
    while (out.endsWith(QLatin1Char('&')) || out.endsWith(QLatin1Char('?')))
        out.chop(1);
    return out;
}

} // namespace

void leaveOut(ImportedCalls& all, const QString& name, const QString& why) {
    if (all.leftOut.size() < mostImportedCalls)
        all.leftOut.append(QStringLiteral("%1: %2").arg(name.left(200), why));
}

void take(ImportedCalls& all, OwnCall call, const QString& name) {
    call.path = withoutSecrets(call.path);
    call.label = name.left(200);
    const QString problem = problemOf(call);
    if (!problem.isEmpty()) {
        leaveOut(all, name, problem);
        return;
    }
    if (all.calls.size() >= mostImportedCalls)
        leaveOut(all, name, OwnCallText::tr("Only %1 calls are taken over.").arg(mostImportedCalls));
    else if (!all.calls.contains(call))
        all.calls.append(call);
}

Result<ImportedCalls> importCalls(const QByteArray& json) {
    if (json.size() > largestFile)
        return refused(OwnCallText::tr("The file is larger than %1 MiB.").arg(largestFile >> 20));
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError)
        return refused(OwnCallText::tr("The file is not JSON (at byte %1: %2). A file in YAML has to be "
                                       "exported as JSON first.")
                           .arg(error.offset)
                           .arg(error.errorString()));
    const QJsonObject all = document.object();
    if (all.contains(QLatin1String("openapi")) || all.contains(QLatin1String("swagger")))
        return importOpenApi(all);
    if (all[QLatin1String("item")].isArray() || all[QLatin1String("collection")].isObject())
        return importPostman(
            all.contains(QLatin1String("item")) ? all : all[QLatin1String("collection")].toObject());
    if (all.contains(QLatin1String("requests")))
        return refused(
            OwnCallText::tr("This is a Postman collection of version 1. Export it as “Collection v2.1”."));
    return refused(OwnCallText::tr(
        "This is neither a Postman collection (it has no “item”) nor an OpenAPI file (no “openapi”)."));
}

} // namespace df
