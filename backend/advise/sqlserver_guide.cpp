#include "advise/sqlserver_guide.h"

#include "advise/text.h"

#include <algorithm>

namespace df {
namespace {

constexpr int longestName = 128 - 7; ///< SQL Server's own limit, less what is put behind it

bool canBeWritten(const QString& name) {
    return !name.isEmpty() && name.size() <= longestName &&
           std::none_of(name.begin(), name.end(),
                        [](QChar c) { return c.unicode() < 32 || c == QChar(0x7f); });
}

/// -x: "$(…)" in a name is no variable; -b: an error ends with an exit code.
QString run(const DatabaseFacts& d, const QString& statement) {
    const QString host = d.host.isEmpty() ? QStringLiteral("localhost") : d.host;
    const QString server = d.port.isEmpty() ? host : host + QLatin1Char(',') + d.port;
    return QStringLiteral("$ sqlcmd -x -b -S %1 -U sa -Q %2").arg(shellWord(server), shellWord(statement));
}

QString backup(const QString& database, const QString& file) {
    return QStringLiteral("BACKUP DATABASE %1 TO DISK = %2 WITH COPY_ONLY, CHECKSUM, FORMAT, STATS = 10")
        .arg(bracketed(database), transactText(file));
}

QString verify(const QString& file) {
    return QStringLiteral("RESTORE VERIFYONLY FROM DISK = %1 WITH CHECKSUM").arg(transactText(file));
}

QString rename(const QString& from, const QString& to) {
    return QStringLiteral("ALTER DATABASE %1 MODIFY NAME = %2;").arg(bracketed(from), bracketed(to));
}

/// For one moment nobody else is in either, so that both can take another's name.
QString exchange(const QString& live, const QString& aside, const QString& coming) {
    const QString alone =
        QStringLiteral("ALTER DATABASE %1 SET SINGLE_USER WITH ROLLBACK IMMEDIATE;").arg(bracketed(live));
    const QString open = QStringLiteral("ALTER DATABASE %1 SET MULTI_USER").arg(bracketed(aside));
    return QStringList{alone, rename(live, aside), rename(coming, live), open}.join(QLatin1Char(' '));
}

QString restoreBeside(const QString& beside, const QString& file) {
    return QStringLiteral(
               "RESTORE DATABASE %1 FROM DISK = %2 WITH MOVE N'LOGICAL_DATA' TO N'FOLDER_DATA/%3.mdf', "
               "MOVE N'LOGICAL_LOG' TO N'FOLDER_LOG/%3.ldf', CHECKSUM, RECOVERY, STATS = 10")
        .arg(bracketed(beside), transactText(file), QStringLiteral("dreamfactory_moved"));
}

QString countUsers(const QString& database) {
    return QStringLiteral("SELECT COUNT(*) FROM %1..[user]").arg(bracketed(database));
}

QStringList backingUp(const DatabaseFacts& d, const QString& file) {
    return {run(d, backup(d.name, file)), run(d, verify(file)),
            Say::tr("Look for “The backup set on file 1 is valid.” Anything else: stop here.")};
}

} // namespace

QString bracketed(const QString& name) {
    QString inside = name;
    return QLatin1Char('[') + inside.replace(QLatin1Char(']'), QLatin1String("]]")) + QLatin1Char(']');
}

QString transactText(const QString& text) {
    QString inside = text;
    return QLatin1String("N'") + inside.replace(QLatin1Char('\''), QLatin1String("''")) + QLatin1Char('\'');
}

QStringList sqlServerGuide(const DatabaseFacts& old, const DatabaseFacts& fresh) {
    if (!canBeWritten(old.name) || !canBeWritten(fresh.name) || !canBeWritten(old.user) ||
        !canBeWritten(fresh.user))
        return {};
    const QString brought = QStringLiteral("dreamfactory-old.bak"),
                  before = QStringLiteral("dreamfactory-new-before.bak");
    const QString beside = fresh.name + QLatin1String("_moved"),
                  aside = fresh.name + QLatin1String("_before");
    QStringList steps{
        Say::tr("An account that may back up and restore is needed on both database servers; put its name in "
                "the place of sa. sqlcmd asks for the password. What stands between the quotation marks can "
                "be run in SQL Server Management Studio instead."),
        Say::tr("1. On the old DreamFactory shut users out (php artisan down), and on the new one, too.")};
    steps << Say::tr("2. On the old database server: back up, and check the backup.")
          << backingUp(old, brought)
          << Say::tr("3. On the new database server: back up what is there, for the way back.")
          << backingUp(fresh, before)
          << Say::tr("4. Copy %1 from the old server's backup folder into the new one's, check it there, and "
                     "list what is in it.")
                 .arg(brought)
          << run(fresh, verify(brought))
          << run(fresh, QStringLiteral("RESTORE FILELISTONLY FROM DISK = %1").arg(transactText(brought)))
          << run(fresh, QStringLiteral("SELECT SERVERPROPERTY(N'InstanceDefaultDataPath'), "
                                       "SERVERPROPERTY(N'InstanceDefaultLogPath')"))
          << Say::tr("5. Restore it beside the database that is there. In the command put the LogicalName of "
                     "type D for LOGICAL_DATA, that of type L for LOGICAL_LOG, and the two folders for "
                     "FOLDER_DATA and FOLDER_LOG.")
          << run(fresh, restoreBeside(beside, brought))
          << Say::tr("6. Check it: no errors, and as many users as on the old server.")
          << run(fresh, QStringLiteral("DBCC CHECKDB (%1) WITH NO_INFOMSGS").arg(bracketed(beside)))
          << run(fresh, countUsers(beside)) << run(old, countUsers(old.name))
          << Say::tr(
                 "7. Its user has lost its log-in: give it the one that the new DreamFactory signs in with.")
          << run(fresh, QStringLiteral("USE %1; ALTER USER %2 WITH LOGIN = %3")
                            .arg(bracketed(beside), bracketed(old.user), bracketed(fresh.user)))
          << Say::tr("8. Exchange the two by name.") << run(fresh, exchange(fresh.name, aside, beside))
          << Say::tr("9. Put the old APP_KEY and APP_CIPHER into the new .env, then bring the database up to "
                     "the new release and open the site.")
          << QStringLiteral("$ php artisan migrate --force && php artisan config:clear && php artisan "
                            "cache:clear && php artisan up")
          << Say::tr("The way back: the same exchange with the names changed about.")
          << run(fresh, exchange(fresh.name, beside, aside));
    return steps;
}

} // namespace df
