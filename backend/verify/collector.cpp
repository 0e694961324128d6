#include "verify/collector.h"

#include "core/shell.h"
#include "verify/parse_snapshot.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>

#include <algorithm>

namespace df {
namespace {

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

QJsonObject signIn(const AdminSignIn& who) {
    return {{QStringLiteral("email"), who.email},
            {QStringLiteral("password"), QString::fromUtf8(who.password.reveal())}};
}

/// Our own practice server is nobody's production: it is asked quickly.
SnapshotWishes adapted(SnapshotWishes wishes, const Installation& installation) {
    if (installation.practice) {
        wishes.requestsPerSecond = std::max(wishes.requestsPerSecond, 20);
        wishes.repeating = std::min(wishes.repeating, std::chrono::seconds(4));
    }
    return wishes;
}

void insertWishes(QJsonObject& json, const SnapshotWishes& wishes) {
    QJsonArray calls;
    for (const OwnCall& call : wishes.calls)
        calls.append(toJson(call));
    json.insert(QStringLiteral("calls"), calls);
    json.insert(QStringLiteral("scripts"), QJsonArray::fromStringList(wishes.scripts));
    json.insert(QStringLiteral("uploadTo"), QJsonArray::fromStringList(wishes.uploadTo));
    json.insert(QStringLiteral("files"), wishes.files);
    json.insert(QStringLiteral("requestsPerSecond"), wishes.requestsPerSecond);
    json.insert(QStringLiteral("repeat"), wishes.repetitions);
    json.insert(QStringLiteral("repeatSeconds"), static_cast<qint64>(wishes.repeating.count()));
    json.insert(QStringLiteral("seconds"), static_cast<qint64>(wishes.seconds.count()));
    if (!wishes.user.password.isEmpty())
        json.insert(QStringLiteral("user"), signIn(wishes.user));
}

QByteArray settings(const ServerFacts& server, const Installation& installation, const AdminSignIn& admin,
                    const QByteArray& nonce, const SnapshotWishes& wishes) {
    const QJsonDocument columns =
        QJsonDocument::fromJson(resource(QStringLiteral("data/encrypted-columns.json")));
    QJsonObject json{{QStringLiteral("nonce"), QString::fromLatin1(nonce)},
                     {QStringLiteral("root"), installation.path},
                     {QStringLiteral("localUrl"), installation.web.localUrl},
                     {QStringLiteral("serverName"), installation.web.serverName},
                     {QStringLiteral("webUser"), installation.webUser},
                     {QStringLiteral("services"), services(server, installation)},
                     {QStringLiteral("watch"), watched(installation)},
                     {QStringLiteral("encryptedColumns"), columns[QLatin1String("columns")]}};
    insertWishes(json, wishes);
    if (!admin.password.isEmpty())
        json.insert(QStringLiteral("admin"), signIn(admin));
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

Command snapshotCommand(const RemoteHost& host, const Installation& installation, const QByteArray& given,
                        std::chrono::seconds seconds) {
    const QString php = installation.php.binary.isEmpty() ? QStringLiteral("php") : installation.php.binary;
    const QByteArray code = program();
    Command command;
    command.script = QStringLiteral("DF_PHP=%1\nDF_USER=%2\nDF_SECONDS=%3\n")
                         .arg(shellQuote(php), shellQuote(installation.webUser))
                         .arg(seconds.count() + 60) +
                     QString::fromUtf8(resource(QStringLiteral("remote/snapshot.sh")));
    command.input = QByteArray::number(code.size()) + '\n' + code + given;
    command.privilege = host.canBeRoot() ? Privilege::Root : Privilege::SignedInUser;
    command.timeout = seconds + std::chrono::seconds(90);
    command.maxOutput = 32 * 1024 * 1024;
    return command;
}

} // namespace

Result<Snapshot> collectSnapshot(RemoteHost& host, const ServerFacts& server,
                                 const Installation& installation, const AdminSignIn& admin,
                                 const QString& name, const CancelToken& cancel,
                                 const SnapshotWishes& wishes) {
    const QByteArray nonce = newNonce();
    const SnapshotWishes how = adapted(wishes, installation);
    const QByteArray given = settings(server, installation, admin, nonce, how);
    const auto result = host.run(snapshotCommand(host, installation, given, how.seconds), cancel);
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
