#include "ssh/sftp_address.h"

#include <QUrl>

#include <algorithm>

namespace df {
namespace {

const QLatin1String home("/~");

tl::unexpected<Error> wrong(const char* reason) {
    return fail(ErrorCode::BadAnswer,
                QStringLiteral("This is not an SFTP address (%1).").arg(QLatin1String(reason)),
                {QLatin1String(reason)});
}

QString folderOf(const QString& path) {
    if (path.isEmpty() || path == home)
        return QStringLiteral(".");
    if (!path.startsWith(QLatin1String("/~/")))
        return path;
    const QString inside = path.mid(3);
    return inside.isEmpty() || inside.startsWith(QLatin1Char('/')) ? QStringLiteral("./") + inside : inside;
}

bool hasControls(const QString& text) {
    return std::any_of(text.begin(), text.end(),
                       [](QChar c) { return c.category() == QChar::Other_Control; });
}

/// `rest` begins after "sftp://".
bool holdsPassword(const QString& rest) {
    const QString authority = rest.section(QLatin1Char('/'), 0, 0);
    const auto colon = authority.indexOf(QLatin1Char(':')), at = authority.lastIndexOf(QLatin1Char('@'));
    if (at >= 0)
        return colon >= 0 && colon < at;
    bool port = false;
    authority.mid(colon + 1).toInt(&port);
    return colon > 0 && !port && !authority.startsWith(QLatin1Char('[')) && rest.contains(QLatin1Char('@'));
}

} // namespace

bool isSftpAddress(const QString& text) {
    return text.trimmed().startsWith(QLatin1String("sftp:"), Qt::CaseInsensitive);
}

Result<SftpAddress> parseSftpAddress(const QString& text) {
    const QString given = text.trimmed();
    if (holdsPassword(given.mid(7))) // before QUrl: it may cut a password with "/" or "#" to pieces
        return wrong("password");
    const QUrl url(given, QUrl::StrictMode);
    if (!given.startsWith(QLatin1String("sftp://"), Qt::CaseInsensitive) || !url.isValid())
        return wrong("form");
    if (!url.password().isEmpty())
        return wrong("password");
    if (url.hasQuery() || url.hasFragment())
        return wrong("extra");
    SftpAddress a;
    a.host = url.host(QUrl::FullyDecoded);
    a.port = url.port(22);
    a.user = url.userName(QUrl::FullyDecoded);
    const QString path = url.path(QUrl::FullyDecoded);
    a.folder = folderOf(path);
    if (a.host.isEmpty() || hasControls(a.host + a.user))
        return wrong("host");
    if (a.port < 1 || a.port > 65535)
        return wrong("port");
    if (hasControls(path))
        return wrong("folder");
    return a;
}

QString SftpAddress::toUrl() const {
    QUrl url;
    url.setScheme(QStringLiteral("sftp"));
    url.setHost(host);
    url.setUserName(user, QUrl::DecodedMode);
    if (port != 22)
        url.setPort(port);
    const bool here = folder == QLatin1String("."), absolute = folder.startsWith(QLatin1Char('/'));
    url.setPath(here ? QString() : absolute ? folder : home + QLatin1Char('/') + folder, QUrl::DecodedMode);
    return url.toString(QUrl::FullyEncoded);
}

} // namespace df
