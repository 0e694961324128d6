#include "words/transfer_words.h"

#include <QCoreApplication>

namespace df {
namespace {

struct TransferText {
    Q_DECLARE_TR_FUNCTIONS(df::TransferWords)
public:
    static QString reason(const QString& word, const QString& path);
    static QString server(const QString& side, const QString& host);
};

QString TransferText::server(const QString& side, const QString& host) {
    const QString name = host.isEmpty() ? QStringLiteral("?") : host;
    return side == QLatin1String("old")   ? tr("The old server (%1):").arg(name)
           : side == QLatin1String("new") ? tr("The new server (%1):").arg(name)
                                          : tr("This computer:");
}

QString TransferText::reason(const QString& word, const QString& path) {
    if (word == QLatin1String("missing"))
        return tr("%1 is not there.").arg(path);
    if (word == QLatin1String("unreadable"))
        return tr("%1 can't be opened.").arg(path);
    if (word == QLatin1String("read"))
        return tr("%1 could not be read to its end.").arg(path);
    if (word == QLatin1String("link"))
        return tr("Somebody put a link in the place of a folder: %1.").arg(path);
    if (word == QLatin1String("bad-path"))
        return tr("%1 leads out of its folder.").arg(path);
    if (word == QLatin1String("busy") || word == QLatin1String("no-sqlite"))
        return tr("No copy of one moment could be taken of the SQLite file %1.").arg(path);
    if (word == QLatin1String("unsound"))
        return tr("The SQLite file %1 is damaged.").arg(path);
    if (word == QLatin1String("dump"))
        return tr("The database %1 could not be dumped.").arg(path);
    if (word == QLatin1String("no-tool"))
        return tr("The program %1 is not there.").arg(path);
    if (word == QLatin1String("engine"))
        return tr("Its database (%1) can't be moved this way.").arg(path);
    if (word == QLatin1String("no-room"))
        return tr("The disk is full: %1 could not be written.").arg(path);
    if (word == QLatin1String("unwritable"))
        return tr("%1 can't be written.").arg(path);
    if (word == QLatin1String("owner"))
        return tr("The owner of %1 could not be set.").arg(path);
    if (word == QLatin1String("locked"))
        return tr("Another transfer of the same is under way (%1).").arg(path);
    if (word == QLatin1String("corrupt"))
        return tr("What arrived is not what was sent, three times over: %1.").arg(path);
    if (word == QLatin1String("no-php"))
        return tr("PHP can't be started there: %1.").arg(path);
    return tr("The transfer ended there unexpectedly.");
}

} // namespace

QString transferTrouble(const Error& error) {
    const QString side = error.facts.value(0), host = error.facts.value(3);
    return TransferText::server(side, host) + QLatin1Char(' ') +
           TransferText::reason(error.facts.value(1), error.facts.value(2));
}

QString transferHint(const Error& error) {
    const QString reason = error.facts.value(1);
    if (reason == QLatin1String("no-room"))
        return TransferText::tr(
            "Make room there, and try again. What has arrived stays and is not sent again.");
    if (reason == QLatin1String("missing"))
        return TransferText::tr("Take it off the list of what moves, or put it back, and try again.");
    if (reason == QLatin1String("unreadable") || reason == QLatin1String("unwritable"))
        return TransferText::tr(
            "Sign in there as a user with sudo, or give this one the right, and try again.");
    if (reason == QLatin1String("read"))
        return TransferText::tr("The disk may be failing. Look into that server's system log.");
    if (reason == QLatin1String("no-tool"))
        return TransferText::tr("Install the database's client programs there, and try again.");
    return TransferText::tr("What has arrived stays and is not sent again. The details say more.");
}

} // namespace df
