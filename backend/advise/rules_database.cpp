#include "advise/rules.h"
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
        return; // another finding says why nothing is known
    mustFix(a, "database-unreachable",
            d.error.isEmpty()
                ? Say::tr("The system database %1 could not be reached.").arg(where(d))
                : Say::tr("The system database %1 could not be reached: %2").arg(where(d), d.error),
            Say::tr("Without it nothing can be copied, and DreamFactory itself can't work."),
            {Say::tr("Make sure that the database runs and that DB_… in %1/.env is right, then check again.")
                 .arg(c.here.path)},
            QStringLiteral(".env"));
}

void ruleScratch(const Case& c, Advice& a) {
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
    if (!d.scratchWay.isEmpty() || c.choices.haveDatabaseAdmin) // the plan uses that account
        return;
    mustFix(
        a, "no-scratch",
        Say::tr("There is no way yet to make a scratch database: %1 may not, and there is no root access to "
                "the server.")
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
        Say::tr("rights of %1").arg(d.user));
}

void ruleSeveralNodes(const Case& c, Advice& a) {
    const int others = c.here.database.foreignConnections;
    if (others <= 0)
        return;
    mustFix(a, "several-web-nodes",
            others == 1 ? Say::tr("Another machine is connected to the system database.")
                        : Say::tr("Other machines hold %1 connections to the system database.").arg(others),
            Say::tr("If they serve DreamFactory too, they would run old code on a new database. This version "
                    "of the wizard upgrades "
                    "one server at a time."),
            {Say::tr("Stop DreamFactory on the other machines, or end their connections, then check again.")},
            QStringLiteral("information_schema"));
}

void rulePasswords(const Case& c, Advice& a) {
    const auto set = std::find_if(a.envChanges.begin(), a.envChanges.end(),
                                  [](const EnvChange& e) { return e.key == QLatin1String("BCRYPT_ROUNDS"); });
    if (set == a.envChanges.end())
        return;
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
            QStringLiteral("facts §16"));
        return;
    }
    const QMap<QString, qint64>& counts = c.here.database.counts;
    const qint64 stored = counts.value(QStringLiteral("password"));
    fine(a, "passwords",
         Say::tr("The plan sets BCRYPT_ROUNDS=%1, the cost that the stored passwords have.").arg(set->value),
         Say::tr("Without it the first log-in would destroy each of the %1 passwords.").arg(stored),
         QStringLiteral("facts §16"));
}

} // namespace df
