#include "transfer/transfer_script.h"

#include "core/shell.h"
#include "inspect/probe_script.h"
#include "transfer/frame.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace df {
namespace {

constexpr auto longestTransfer = std::chrono::hours(12); // then it is gone on with, like after a cut

QByteArray withoutTag(const QString& name) {
    const QByteArray text = remoteFile(name);
    return text.mid(text.indexOf('\n') + 1);
}

QByteArray phpText(QByteArray text) { return '\'' + text.replace('\\', "\\\\").replace('\'', "\\'") + '\''; }

/// Both ends' PHP, with what it shares with the run.
QByteArray transferPhp() {
    QByteArray code = "const DF_DUMP_SH = " + phpText(remoteFile(QStringLiteral("run/dump.sh"))) + ";\n";
    for (const QString& name : QDir(QStringLiteral(":/df/remote/env")).entryList(QDir::Files, QDir::Name))
        code += withoutTag(QStringLiteral("env/") + name);
    code += withoutTag(QStringLiteral("run/env.php")) + withoutTag(QStringLiteral("run/db.php"));
    const QDir own(QStringLiteral(":/df/remote/transfer"));
    for (const QString& name : own.entryList({QStringLiteral("*.php")}, QDir::Files, QDir::Name))
        code += withoutTag(QStringLiteral("transfer/") + name);
    return code;
}

Command command(const TransferEnd& end, const char* role, const QJsonObject& wish) {
    static const QByteArray code = transferPhp();
    Command c;
    c.script = QStringLiteral("DF_PHP=%1\nDF_END=%2\n").arg(shellQuote(end.php), QLatin1String(role)) +
               QString::fromUtf8(remoteFile(QStringLiteral("transfer/transfer.sh")));
    c.input = QByteArray::number(code.size()) + '\n' + code +
              toBytes({'q', QJsonDocument(wish).toJson(QJsonDocument::Compact)});
    c.privilege = end.privilege;
    c.timeout = longestTransfer;
    c.maxOutput = 16 * 1024;
    return c;
}

QJsonObject jsonOf(const QMap<QString, QString>& map) {
    QJsonObject o;
    for (auto it = map.cbegin(); it != map.cend(); ++it)
        o.insert(it.key(), it.value());
    return o;
}

} // namespace

QString toString(Parcel::Kind kind) {
    switch (kind) {
    case Parcel::Kind::File:
        return QStringLiteral("file");
    case Parcel::Kind::Files:
        return QStringLiteral("files");
    case Parcel::Kind::Database:
        return QStringLiteral("database");
    case Parcel::Kind::Tables:
        return QStringLiteral("tables");
    }
    return {};
}

Command sendCommand(const TransferEnd& end, const Parcel& parcel, const QString& stream) {
    Command c = command(end, "Sender",
                        {{QStringLiteral("kind"), toString(parcel.kind)},
                         {QStringLiteral("root"), end.root},
                         {QStringLiteral("source"), parcel.source},
                         {QStringLiteral("paths"), QJsonArray::fromStringList(parcel.paths)},
                         {QStringLiteral("leaveOut"), QJsonArray::fromStringList(parcel.leaveOut)},
                         {QStringLiteral("env"), parcel.envFile},
                         {QStringLiteral("dumpTool"), parcel.dumpTool},
                         {QStringLiteral("stream"), stream}});
    c.bulkOutput = true;
    return c;
}

Command sinceCommand(const TransferEnd& end, const Parcel& files, qint64 since, const QString& nonce) {
    Command c = command(end, "Since",
                        {{QStringLiteral("root"), end.root},
                         {QStringLiteral("paths"), QJsonArray::fromStringList(files.paths)},
                         {QStringLiteral("leaveOut"), QJsonArray::fromStringList(files.leaveOut)},
                         {QStringLiteral("env"), files.envFile},
                         {QStringLiteral("dumpTool"), QString()},
                         {QStringLiteral("since"), since},
                         {QStringLiteral("nonce"), nonce}});
    c.timeout = std::chrono::minutes(15);
    c.maxOutput = 4 * 1024 * 1024;
    return c;
}

Command receiveCommand(const TransferEnd& end, const Parcel& parcel, const QString& folder,
                       const QString& stream, const QString& lanes) {
    const QJsonObject owners{{QStringLiteral("users"), jsonOf(parcel.owners.users)},
                             {QStringLiteral("groups"), jsonOf(parcel.owners.groups)},
                             {QStringLiteral("user"), parcel.owners.user},
                             {QStringLiteral("group"), parcel.owners.group}};
    return command(end, "Receiver",
                   {{QStringLiteral("kind"), toString(parcel.kind)},
                    {QStringLiteral("in"), folder},
                    {QStringLiteral("id"), parcel.id},
                    {QStringLiteral("owners"), owners},
                    {QStringLiteral("stream"), stream},
                    {QStringLiteral("lanes"), lanes}});
}

Command sideCommand(const TransferEnd& end, const Parcel& parcel, const QString& folder, const QString& lanes,
                    int side) {
    Command c;
    const QString pipe = QStringLiteral("%1/%2.part/lane-%3.%4").arg(folder, parcel.id, lanes).arg(side);
    c.script = QStringLiteral("p=%1\nmkfifo -m 600 \"$p\" || exit %2\nexec cat > \"$p\"\n")
                   .arg(shellQuote(pipe), QString::number(exitNoPipe));
    c.privilege = end.privilege;
    c.timeout = longestTransfer;
    c.maxOutput = 16 * 1024;
    return c;
}

} // namespace df
