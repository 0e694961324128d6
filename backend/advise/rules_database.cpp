#include "advise/rules.h"
#include "advise/sources.h"
#include "advise/text.h"
#include "core/shell.h"

#include <algorithm>

namespace df {
namespace {

bool isServer(DatabaseEngine e) { return e == DatabaseEngine::MySql || e == DatabaseEngine::PostgreSql; }

QString where(const DatabaseFacts& d) {
    if (d.engine == DatabaseEngine::Sqlite)
        return d.name;
    return d.socket.isEmpty()
               ? Say::tr("%1 on %2")
                     .arg(d.name, d.port.isEmpty() ? d.host : d.host + QLatin1Char(':') + d.port)
               : Say::tr("%1 at %2").arg(d.name, d.socket);
}

} // namespace

void ruleDatabase(const Case& c, Advice& a) {
    const DatabaseFacts& d = c.here.database;
    if (d.engine == DatabaseEngine::SqlServer) {
        mustFix(a, "database-engine", Say::tr("The system database is a Microsoft SQL Server."),
                Say::tr("This version of the wizard can't copy, prove and restore it, so there would be no "
                        "way back."),
                {Say::tr("Upgrade this server by hand with a backup made by your database administrator.")},
                QStringLiteral(".env"));
        return;
    }
    if (d.reachable && d.engine == DatabaseEngine::Sqlite && !d.missingRights.isEmpty()) {
        const QString writer = c.here.webUser.isEmpty() ? c.here.owner : c.here.webUser;
        mustFix(
            a, "database-rights",
            Say::tr("%1 can't change the SQLite database %2 (%3).")
                .arg(writer, d.name, d.missingRights.join(QLatin1String(", "))),
            Say::tr(
                "The migrations run as this user. SQLite writes a second file beside the database, so the "
                "folder must be writable, too."),
            {Say::tr("Give the file and its folder to that user, then check again:"),
             QStringLiteral("$ chown %1 %2 %3")
                 .arg(shellWord(writer), shellWord(d.name),
                      shellWord(d.name.section(QLatin1Char('/'), 0, -2)))},
            QStringLiteral("sqlite.org/tempfiles.html"));
        return;
    }
    if (d.reachable && d.readOnly) {
        mustFix(
            a, "database-read-only",
            Say::tr("The system database %1 takes no changes: its server is set to read only.").arg(where(d)),
            Say::tr("Usual for a replica. The migrations of the new release could not run there, and "
                    "DreamFactory itself can't store anything."),
            {Say::tr("Make this the main server again, or name the main one in %1/.env, then check again.")
                 .arg(c.here.path)},
            d.engine == DatabaseEngine::PostgreSql ? QStringLiteral("pg_is_in_recovery()")
                                                   : QStringLiteral("@@global.read_only"));
        return;
    }
    if (d.reachable && !d.missingRights.isEmpty()) {
        mustFix(a, "database-rights",
                Say::tr("The account %1 lacks rights on the system database %2: %3.")
                    .arg(d.user, where(d), d.missingRights.join(QLatin1String(", "))),
                Say::tr("The new release changes tables and makes new ones under this account."),
                {Say::tr("Give %1 all rights on %2, then check again.").arg(d.user, d.name)},
                Say::tr("rights of %1").arg(d.user));
        return;
    }
    if (d.reachable) {
        fine(a, "database", Say::tr("The system database %1 answers (%2).").arg(where(d), d.serverVersion),
             {}, QStringLiteral(".env"));
        return;
    }
    if (!c.here.env.readable)
        return;      // another finding says why nothing is known
    QStringList odd; // where the reason often lies
    for (const QString& problem : c.here.env.problems)
        if (problem.startsWith(QLatin1String("line ")) && problem.contains(QLatin1String(" DB_")))
            odd << problem;
    QStringList todo{
        Say::tr("Make sure that the database runs and that DB_… in %1/.env is right, then check again.")
            .arg(c.here.path)};
    if (!odd.isEmpty())
        todo.prepend(Say::tr("Look at these lines of .env first: %1.").arg(odd.join(QStringLiteral("; "))));
    mustFix(a, "database-unreachable",
            d.error.isEmpty()
                ? Say::tr("The system database %1 could not be reached.").arg(where(d))
                : Say::tr("The system database %1 could not be reached: %2").arg(where(d), d.error),
            Say::tr("Without it nothing can be copied, and DreamFactory itself can't work."), todo,
            QStringLiteral(".env"));
}

/// Found on a server: loading the dump ends at the first of them (ERROR 1227).
void ruleDefiners(const Case& c, Advice& a) {
    const DatabaseFacts& d = c.here.database;
    if (!d.foreignDefiners.isEmpty())
        mustFix(
            a, "database-definers",
            Say::tr("Other accounts than %1 defined parts of the system database: %2.")
                .arg(d.user, listText(d.foreignDefiners, 4)),
            Say::tr("%1 may not make these anew, so no copy of the database could be proved or put back. "
                    "DreamFactory itself has neither views nor triggers.")
                .arg(d.user),
            {Say::tr("Drop them, define them anew as %1, or move them to a database of their own. Then check "
                     "again.")
                 .arg(d.user),
             Say::tr("Or let %1 act for other accounts (the right SET USER, in MySQL SET_USER_ID).")
                 .arg(d.user)},
            QStringLiteral("information_schema.views, information_schema.triggers"));
}

/// The least versions that Laravel names for its databases ("Databases", Introduction).
void ruleDatabaseVersion(const Case& c, Advice& a) {
    const DatabaseFacts& d = c.here.database;
    if (!d.reachable || c.toLaravel < 6)
        return;
    const bool pg = d.engine == DatabaseEngine::PostgreSql, lite = d.engine == DatabaseEngine::Sqlite;
    const QString name = pg            ? QStringLiteral("PostgreSQL")
                         : lite        ? QStringLiteral("SQLite")
                         : d.isMariaDb ? QStringLiteral("MariaDB")
                                       : QStringLiteral("MySQL");
    const bool modern = c.toLaravel >= 9;
    const QString least = pg     ? (modern ? QStringLiteral("10.0") : QStringLiteral("9.4"))
                          : lite ? (c.toLaravel >= 11 ? QStringLiteral("3.26.0") : QStringLiteral("3.8.8"))
                          : d.isMariaDb ? (modern ? QStringLiteral("10.3") : QStringLiteral("10.0"))
                                        : (modern ? QStringLiteral("5.7") : QStringLiteral("5.6"));
    const bool proxied =
        d.isMariaDb && d.serverVersion.startsWith(QLatin1String("5.5.5-")); // for old replicas
    const Version has = platformVersion(proxied ? d.serverVersion.mid(6) : d.serverVersion);
    if (d.engine == DatabaseEngine::SqlServer || d.serverVersion.isEmpty() || has.number(0) == 0 ||
        has >= *Version::parse(least))
        return;
    shouldKnow(
        a, "database-version",
        Say::tr("%1 %2 is older than %3, the least that Laravel %4 of %5 supports.")
            .arg(name, d.serverVersion, least, QString::number(c.toLaravel), c.toText),
        Say::tr("The rehearsal tries the migrations on this server before users notice; what goes wrong "
                "later, nobody has tested."),
        {Say::tr("Upgrade the database server first, with a copy of its data.")},
        QStringLiteral("laravel.com/docs/%1.x/database").arg(c.toLaravel));
}

namespace {

/// utf8 is what MySQL calls utf8mb3 today.
QString plainCollation(QString name) { return name.replace(QLatin1String("utf8mb3"), QLatin1String("utf8")); }

QString countedNames(const QMap<QString, int>& map) {
    QStringList list;
    for (auto it = map.begin(); it != map.end(); ++it)
        list << QStringLiteral("%1 (%2)").arg(it.key(), QString::number(it.value()));
    return listText(list, 5);
}

} // namespace

void ruleTables(const Case& c, Advice& a) {
    const DatabaseFacts& d = c.here.database;
    const QString source = QStringLiteral("information_schema.tables");
    const QString made =
        c.here.env.value(QStringLiteral("DB_COLLATION")).value_or(QStringLiteral("utf8mb4_unicode_ci"));
    bool differs = d.collations.size() > 1;
    for (auto it = d.collations.begin(); it != d.collations.end(); ++it)
        differs = differs || plainCollation(it.key()) != plainCollation(made);
    if (!d.collations.isEmpty() && differs)
        fine(a, "collations",
             Say::tr("Tables here have the collation %1; the release would make new ones in %2.")
                 .arg(countedNames(d.collations), made),
             Say::tr(
                 "Texts of two collations can't be joined without care. DreamFactory's own tables are joined "
                 "by numbers."),
             source,
             {Say::tr("For new tables like the old ones set DB_CHARSET and DB_COLLATION in %1/.env.")
                  .arg(c.here.path)});
    const bool wide = c.here.env.value(QStringLiteral("DB_CHARSET")).value_or(QStringLiteral("utf8mb4")) ==
                      QLatin1String("utf8mb4");
    const int old =
        d.rowFormats.value(QStringLiteral("Compact")) + d.rowFormats.value(QStringLiteral("Redundant"));
    if (wide && old > 0)
        fine(a, "row-formats",
             Say::tr("Tables here have an old row format: %1.").arg(countedNames(d.rowFormats)),
             Say::tr(
                 "In these an index holds 767 bytes only, too few for 255 letters of utf8mb4. The rehearsal "
                 "shows whether a migration needs one."),
             source,
             {QStringLiteral("$ mysql -e %1")
                  .arg(shellWord(
                      QStringLiteral("SELECT table_name FROM information_schema.tables WHERE table_schema = "
                                     "'%1' AND row_format IN ('Compact', 'Redundant')")
                          .arg(d.name)))});
    if (d.zeroDates > 0)
        fine(a, "zero-dates",
             Say::tr("Date columns that default to 0000-00-00 or hold it: %1.").arg(d.zeroDates),
             Say::tr("DreamFactory works in strict mode, which refuses that date when such a table is "
                     "changed. The "
                     "rehearsal shows whether a migration does that."),
             QStringLiteral("information_schema.columns"));
    constexpr qint64 large = 1'000'000'000;
    if (d.bytes > large) {
        QString most;
        qint64 bytes = 0;
        for (auto it = d.largestTables.begin(); it != d.largestTables.end(); ++it)
            if (it.value() > bytes) {
                most = it.key();
                bytes = it.value();
            }
        fine(a, "database-size",
             most.isEmpty() ? Say::tr("The system database takes %1.").arg(bytesText(d.bytes))
                            : Say::tr("The system database takes %1, of which %2 are in the table %3.")
                                  .arg(bytesText(d.bytes), bytesText(bytes), most),
             Say::tr(
                 "It is copied once more while users are shut out; the rehearsal tells how long that takes."),
             QStringLiteral("information_schema.tables"));
    }
    const QString reads = c.here.env.value(QStringLiteral("DB_READ_HOST")).value_or(QString());
    const QString writes = c.here.env.value(QStringLiteral("DB_WRITE_HOST")).value_or(reads);
    if (d.engine == DatabaseEngine::MySql && !reads.isEmpty() && reads != writes)
        fine(a, "database-read-host",
             Say::tr("DreamFactory reads from %1 and writes to %2.").arg(reads, writes),
             Say::tr("The plan copies and migrates %1; the other one must follow it.").arg(writes),
             QStringLiteral(".env"));
}

void ruleDumpTool(const Case& c, Advice& a) {
    const DatabaseFacts& d = c.here.database;
    if (!d.reachable || !isServer(d.engine))
        return;
    const bool pg = d.engine == DatabaseEngine::PostgreSql;
    if (d.dumpTool.isEmpty() || d.clientTool.isEmpty()) {
        const QString tools =
            pg ? QStringLiteral("pg_dump, pg_restore, psql") : QStringLiteral("mysqldump, mysql");
        mustFix(a, "dump-tool",
                Say::tr("The programs that copy this database were not found (%1).").arg(tools),
                Say::tr("Without a copy of the database there is no way back."),
                {Say::tr("Install them, then check again:"),
                 pg ? QStringLiteral("$ apt-get install postgresql-client")
                    : QStringLiteral("$ apt-get install default-mysql-client")},
                QStringLiteral("PATH"));
    }
}

void ruleScratch(const Case& c, Advice& a) {
    const DatabaseFacts& d = c.here.database;
    if (!d.reachable || !isServer(d.engine))
        return;
    const bool pg = d.engine == DatabaseEngine::PostgreSql;
    if (!d.scratchWay.isEmpty() || c.choices.haveDatabaseAdmin) // the plan uses that account
        return;
    mustFix(
        a, "no-scratch",
        Say::tr("There is no way yet to make a scratch database: %1 may not, and there is no root access to "
                "the database server.")
            .arg(d.user),
        Say::tr(
            "A copy is proven by restoring it into a scratch database; the migrations are rehearsed there."),
        pg ? QStringList{Say::tr("Let this role create databases, then check again:"),
                         QStringLiteral("$ sudo -u postgres psql -c ") +
                             shellQuote(
                                 QStringLiteral("ALTER ROLE \"%1\" CREATEDB")
                                     .arg(QString(d.user).replace(QLatin1Char('"'), QLatin1String("\"\""))))}
           : QStringList{Say::tr(
                             "Give an account of the database server that may create databases and users."),
                         Say::tr("It is used for the scratch database only, and kept nowhere.")},
        Say::tr("rights of %1").arg(d.user), Remedy::GiveDatabaseAdmin);
}

/// From 7.0.1 on a log-in destroys a password of another cost than the one in force (facts §16).
static void mixedCosts(const Case& c, Advice& a) {
    const int now = c.here.env.value(QStringLiteral("BCRYPT_ROUNDS")).value_or(QString()).toInt();
    const int cost = now > 0 ? now : 12;
    QStringList others;
    for (const int other : c.here.database.bcryptCosts)
        if (other != cost)
            others << QString::number(other);
    others.sort();
    if (c.fromLaravel >= 11 && c.toLaravel >= 11 && !others.isEmpty())
        shouldKnow(
            a, "password-costs",
            Say::tr("Passwords here were stored with the cost %1, while DreamFactory uses %2.")
                .arg(others.join(QStringLiteral(", ")), QString::number(cost)),
            Say::tr("The first log-in of such a user destroys the password, today as after the upgrade."),
            {Say::tr(
                 "Tell these users to reset their password instead of logging in, or set BCRYPT_ROUNDS in "
                 "%1/.env to the cost that most of them have.")
                 .arg(c.here.path)},
            source::passwordHashing());
}

void rulePasswords(const Case& c, Advice& a) {
    const auto set = std::find_if(a.envChanges.begin(), a.envChanges.end(),
                                  [](const EnvChange& e) { return e.key == QLatin1String("BCRYPT_ROUNDS"); });
    if (set == a.envChanges.end()) {
        mixedCosts(c, a);
        return;
    }
    const QVector<int>& costs = c.here.database.bcryptCosts;
    if (costs.size() > 1) {
        QStringList list;
        for (int cost : costs)
            list << QString::number(cost);
        list.sort();
        shouldKnow(
            a, "password-costs",
            Say::tr(
                "The passwords here were stored with different costs (%1). The plan sets BCRYPT_ROUNDS=%2, "
                "which suits only one of them.")
                .arg(list.join(QStringLiteral(", ")), set->value),
            Say::tr("Whose password has another cost can't log in with it after the upgrade: the first try "
                    "destroys it."),
            {Say::tr("Tell these users to reset their password after the upgrade.")},
            source::passwordHashing());
        return;
    }
    const QMap<QString, qint64>& counts = c.here.database.counts;
    const qint64 stored = counts.value(QStringLiteral("password"));
    fine(a, "passwords",
         Say::tr("The plan sets BCRYPT_ROUNDS=%1, the cost that the stored passwords have.").arg(set->value),
         Say::tr("Without it the first log-in would destroy each of the %1 passwords.").arg(stored),
         source::passwordHashing());
}

} // namespace df
