#include "practice/practice_info.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace df {

Result<PracticeInfo> parsePracticeInfo(const QByteArray& json, const QString& folder) {
    const QJsonObject o = QJsonDocument::fromJson(json).object();
    const auto text = [&o](const char* key) { return o.value(QLatin1String(key)).toString(); };
    PracticeInfo info;
    info.folder = folder;
    info.host = text("host");
    info.port = o.value(QLatin1String("port")).toInt();
    info.user = text("user");
    info.identityFile = text("identityFile");
    info.hostKeyFingerprint = text("hostKeyFingerprint");
    info.path = text("root");
    info.url = text("url");
    info.adminEmail = text("adminEmail");
    info.adminPassword = Secret(text("adminPassword"));
    info.userEmail = text("userEmail");
    info.userPassword = Secret(text("userPassword"));
    info.sudoPassword = Secret(text("sudoPassword"));
    info.switchName = text("switch");
    if (info.host.isEmpty() || info.port <= 0 || info.user.isEmpty() || info.path.isEmpty())
        return fail(ErrorCode::NotAvailable, QStringLiteral("The practice server was not set up to its end."),
                    {folder});
    return info;
}

} // namespace df
