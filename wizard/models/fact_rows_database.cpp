#include "models/fact_rows_builder.h"

#include "words/amounts.h"

namespace df {

namespace {

QString engineText(const DatabaseFacts& d) {
    switch (d.engine) {
    case DatabaseEngine::MySql:
        return (d.isMariaDb ? QStringLiteral("MariaDB ") : QStringLiteral("MySQL ")) + d.serverVersion;
    case DatabaseEngine::PostgreSql:
        return QStringLiteral("PostgreSQL ") + d.serverVersion;
    case DatabaseEngine::SqlServer:
        return QStringLiteral("SQL Server ") + d.serverVersion;
    case DatabaseEngine::Sqlite:
        return QStringLiteral("SQLite ") + d.serverVersion;
    case DatabaseEngine::Unknown:
        break;
    }
    return {};
}

QString countsText(const DatabaseFacts& d) {
    const QVector<std::pair<const char*, QString>> wanted = {{"service", FactText::tr("services")},
                                                             {"user", FactText::tr("users")},
                                                             {"admin", FactText::tr("admins")},
                                                             {"role", FactText::tr("roles")},
                                                             {"app", FactText::tr("apps")}};
    QStringList parts;
    for (const auto& [key, word] : wanted)
        if (d.counts.contains(QLatin1String(key)))
            parts << QStringLiteral("%1 %2").arg(d.counts.value(QLatin1String(key))).arg(word);
    return parts.join(QStringLiteral(", "));
}

/// "utf8mb3_unicode_ci 58, utf8mb4_unicode_ci 3"
QString countedText(const QMap<QString, int>& counts) {
    QStringList parts;
    for (auto it = counts.begin(); it != counts.end(); ++it)
        parts << FactText::tr("%1 in %2").arg(it.key()).arg(it.value());
    return clippedList(parts, 4);
}

void addSchema(FactRowsBuilder& rows, const DatabaseFacts& d) {
    if (!d.collations.isEmpty())
        rows.addOrNote(d.collations.size() > 1, QT_TRANSLATE_NOOP("df::Facts", "Collations of its tables"),
                       countedText(d.collations), QStringLiteral("information_schema"),
                       QT_TRANSLATE_NOOP("df::Facts", "Mixed"));
    else if (!d.charset.isEmpty())
        rows.add(QT_TRANSLATE_NOOP("df::Facts", "Character set"),
                 FactText::tr("%1, %2").arg(d.charset, d.collation), QStringLiteral("information_schema"));
    if (!d.rowFormats.isEmpty())
        rows.addOrNote(d.rowFormats.size() > 1, QT_TRANSLATE_NOOP("df::Facts", "Row formats"),
                       countedText(d.rowFormats), QStringLiteral("information_schema"),
                       QT_TRANSLATE_NOOP("df::Facts", "Mixed"));
    if (!d.sqlMode.isEmpty())
        rows.add(QT_TRANSLATE_NOOP("df::Facts", "Mode of the server"), d.sqlMode, QStringLiteral("sql_mode"));
    if (d.zeroDates > 0)
        rows.note(QT_TRANSLATE_NOOP("df::Facts", "Dates of zeros"),
                  FactText::tr("in %1 columns").arg(d.zeroDates), FactText::tr("system tables"),
                  QT_TRANSLATE_NOOP("df::Facts", "Look"));
    QStringList largest;
    for (auto it = d.largestTables.begin(); it != d.largestTables.end(); ++it)
        largest << FactText::tr("%1 %2").arg(it.key(), bytes(it.value()));
    if (!largest.isEmpty())
        rows.add(QT_TRANSLATE_NOOP("df::Facts", "Largest tables"), clippedList(largest, 3),
                 QStringLiteral("information_schema"));
    if (!d.missingRights.isEmpty())
        rows.trouble(QT_TRANSLATE_NOOP("df::Facts", "Rights that its account lacks"),
                     clippedList(d.missingRights, 6), FactText::tr("grants of %1").arg(d.user),
                     QT_TRANSLATE_NOOP("df::Facts", "Missing"));
}

/// What APP_KEY opens, and what it doesn't.
void addSecrets(FactRowsBuilder& rows, const DatabaseFacts& d) {
    if (d.keyGood + d.keyBad > 0)
        rows.addOrNote(d.keyBad > 0, QT_TRANSLATE_NOOP("df::Facts", "Stored secrets"),
                       d.keyBad > 0 ? FactText::tr("%1 of %2 open with APP_KEY; not those in %3")
                                          .arg(d.keyGood)
                                          .arg(d.keyGood + d.keyBad)
                                          .arg(clippedList(d.keyBadIn, 3))
                                    : FactText::tr("%1 of %1 open with APP_KEY").arg(d.keyGood),
                       FactText::tr("proved without writing"), QT_TRANSLATE_NOOP("df::Facts", "Not all"));
    if (d.passwordsDestroyed > 0)
        rows.trouble(QT_TRANSLATE_NOOP("df::Facts", "Passwords destroyed"),
                     FactText::tr("%1 users can't log in any more").arg(d.passwordsDestroyed),
                     FactText::tr("form of the stored passwords"),
                     QT_TRANSLATE_NOOP("df::Facts", "Destroyed"));
    if (!d.ownApiKeys.isEmpty())
        rows.add(QT_TRANSLATE_NOOP("df::Facts", "API keys of your own"), clippedList(d.ownApiKeys, 4),
                 FactText::tr("table app"));
}

} // namespace

void addDatabaseFacts(FactRowsBuilder& rows, const Installation& i) {
    const DatabaseFacts& d = i.database;
    rows.group(QT_TRANSLATE_NOOP("df::Facts", "Database"));
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "Engine"), engineText(d),
             FactText::tr(".env, the server's greeting"));
    const QString where =
        d.engine == DatabaseEngine::Sqlite
            ? d.name
            : FactText::tr("%1 on %2").arg(d.name, d.host.isEmpty() ? FactText::tr("this server") : d.host);
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "Name"), where, QStringLiteral(".env"));
    if (!d.reachable) {
        rows.trouble(QT_TRANSLATE_NOOP("df::Facts", "Answers"),
                     d.error.isEmpty() ? FactText::tr("no") : d.error,
                     FactText::tr("a connection with the user of .env"),
                     QT_TRANSLATE_NOOP("df::Facts", "Unreachable"));
        return;
    }
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "Size"),
             FactText::tr("%1 in %2 tables").arg(bytes(d.bytes)).arg(d.tables),
             QStringLiteral("information_schema"));
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "Holds"), countsText(d), FactText::tr("system tables"));
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "Copied with"),
             d.engine == DatabaseEngine::Sqlite ? FactText::tr("SQLite's own backup") : d.dumpTool,
             FactText::tr("programs of this server"), FactText::tr("no program that can copy it was found"));
    addSchema(rows, d);
    addSecrets(rows, d);
    if (d.foreignConnections > 0)
        rows.note(QT_TRANSLATE_NOOP("df::Facts", "Other clients"),
                  FactText::tr("%1 connections from other machines").arg(d.foreignConnections),
                  FactText::tr("list of connections"), QT_TRANSLATE_NOOP("df::Facts", "In use"));
}

} // namespace df
