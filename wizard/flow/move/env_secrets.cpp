#include "flow/move/env_secrets.h"

#include "core/shell.h"

namespace df {

QMap<QString, QString> envValuesOf(const QByteArray& file, const QStringList& keys) {
    QMap<QString, QString> values;
    for (const QByteArray& line : file.split('\n')) {
        const QString text = QString::fromUtf8(line).trimmed();
        const qsizetype equals = text.indexOf(QLatin1Char('='));
        if (equals < 1 || text.startsWith(QLatin1Char('#')))
            continue;
        QString key = text.left(equals).trimmed();
        if (key.startsWith(QLatin1String("export ")))
            key = key.mid(7).trimmed();
        if (!keys.contains(key))
            continue;
        QString value = text.mid(equals + 1).trimmed();
        for (const QChar quote : {QLatin1Char('"'), QLatin1Char('\'')})
            if (value.size() > 1 && value.startsWith(quote) && value.endsWith(quote)) {
                value = value.mid(1, value.size() - 2);
                break;
            }
        values.insert(key, value);
    }
    return values;
}

Result<QByteArray> readEnvFile(RemoteHost& host, const Installation& installation,
                               const CancelToken& cancel) {
    Command command;
    command.script = QStringLiteral("cat -- %1").arg(shellQuote(installation.path + QStringLiteral("/.env")));
    command.privilege = host.canBeRoot() ? Privilege::Root : Privilege::SignedInUser;
    command.timeout = std::chrono::seconds(20);
    command.maxOutput = 1024 * 1024;
    auto file = runChecked(host, command, cancel);
    if (file && file->size() >= command.maxOutput)
        return fail(ErrorCode::BadAnswer, QStringLiteral("The .env is longer than a megabyte."));
    if (!file && !file.error().detail.startsWith(QLatin1String("cat:")))
        file.error().detail.clear(); // what had come of the file by then
    return file;
}

Result<QMap<QString, QString>> readEnvValues(RemoteHost& host, const Installation& installation,
                                             const QStringList& keys, const CancelToken& cancel) {
    const auto file = readEnvFile(host, installation, cancel);
    if (!file)
        return fail(file.error());
    return envValuesOf(*file, keys);
}

} // namespace df
