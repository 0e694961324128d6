#include "verify/collector.h"

#include "core/shell.h"
#include "verify/parse_snapshot.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>

namespace df {
namespace {

constexpr int snapshotSeconds = 120;

QByteArray resource(const QString& path) {
    QFile file(QStringLiteral(":/df/") + path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// One PHP text out of the program's parts: they are files for people, and one text for the server.
QByteArray program() {
    QStringList parts;
    for (const QString& folder : {QStringLiteral("remote/env/"), QStringLiteral("remote/snapshot/")})
        for (const QString& name :
             QDir(QStringLiteral(":/df/") + folder).entryList({}, QDir::Files, QDir::Name))
            parts.append(folder + name);
    parts.append(QStringLiteral("remote/snapshot.php"));
    QByteArray code;
    for (const QString& part : std::as_const(parts)) {
        QByteArray text = resource(part);
        code += text.startsWith("<?php") ? text.mid(5) : text;
        code += '\n';
    }
    return code;
}

QByteArray newNonce() {
    quint32 words[4];
    QRandomGenerator::system()->generate(std::begin(words), std::end(words));
    return QByteArray(reinterpret_cast<const char*>(words), sizeof words).toHex();
}

QJsonObject services(const ServerFacts& server, const Installation& installation) {
    QJsonObject names{{QStringLiteral("web"), installation.web.service},
                      {QStringLiteral("fpm"), installation.fpm.service}};
    if (server.machine.serviceManager == ServiceManager::Systemd)
        names.insert(QStringLiteral("optional"), QStringLiteral("df-mcp"));
    return names;
}

QJsonArray watched(const Installation& installation) {
    QJsonArray kinds{installation.web.kind, QStringLiteral("workers")};
    if (installation.fpm.found)
        kinds.append(QStringLiteral("fpm"));
    if (!installation.schedules.isEmpty())
        kinds.append(QStringLiteral("cron"));
    return kinds;
}

QByteArray settings(const ServerFacts& server, const Installation& installation, const AdminSignIn& admin,
                    const QByteArray& nonce) {
    const QJsonDocument columns =
        QJsonDocument::fromJson(resource(QStringLiteral("data/encrypted-columns.json")));
    QJsonObject json{{QStringLiteral("nonce"), QString::fromLatin1(nonce)},
                     {QStringLiteral("root"), installation.path},
                     {QStringLiteral("localUrl"), installation.web.localUrl},
                     {QStringLiteral("serverName"), installation.web.serverName},
                     {QStringLiteral("webUser"), installation.webUser},
                     {QStringLiteral("services"), services(server, installation)},
                     {QStringLiteral("watch"), watched(installation)},
                     {QStringLiteral("encryptedColumns"), columns[QLatin1String("columns")]},
                     {QStringLiteral("requestsPerSecond"), 5},
                     {QStringLiteral("seconds"), snapshotSeconds}};
    if (!admin.password.isEmpty())
        json.insert(QStringLiteral("admin"),
                    QJsonObject{{QStringLiteral("email"), admin.email},
                                {QStringLiteral("password"), QString::fromUtf8(admin.password.reveal())}});
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

Command snapshotCommand(const RemoteHost& host, const Installation& installation, const QByteArray& given) {
    const QString php = installation.php.binary.isEmpty() ? QStringLiteral("php") : installation.php.binary;
    const QByteArray code = program();
    Command command;
    command.script = QStringLiteral("DF_PHP=%1\nDF_USER=%2\nDF_SECONDS=%3\n")
                         .arg(shellQuote(php), shellQuote(installation.webUser))
                         .arg(snapshotSeconds + 60) +
                     QString::fromUtf8(resource(QStringLiteral("remote/snapshot.sh")));
    command.input = QByteArray::number(code.size()) + '\n' + code + given;
    command.privilege = host.canBeRoot() ? Privilege::Root : Privilege::SignedInUser;
    command.timeout = std::chrono::seconds(snapshotSeconds + 90);
    command.maxOutput = 32 * 1024 * 1024;
    return command;
}

} // namespace

Result<Snapshot> collectSnapshot(RemoteHost& host, const ServerFacts& server,
                                 const Installation& installation, const AdminSignIn& admin,
                                 const QString& name, const CancelToken& cancel) {
    const QByteArray nonce = newNonce();
    const auto result =
        host.run(snapshotCommand(host, installation, settings(server, installation, admin, nonce)), cancel);
    if (!result)
        return fail(result.error());
    // The exit code alone proves nothing: the answer counts, and its end is marked.
    const auto body = snapshotBody(result->out, nonce);
    if (!body)
        return fail(ErrorCode::BadAnswer, QStringLiteral("The snapshot program gave no answer."),
                    {QString::number(result->exitCode.value_or(-1))},
                    QString::fromUtf8(result->err.isEmpty() ? result->out : result->err).right(4000));
    return parseSnapshot("<<<df-snapshot " + nonce + "\n" + *body + "\ndf-snapshot>>> " + nonce + "\n", name);
}

} // namespace df
