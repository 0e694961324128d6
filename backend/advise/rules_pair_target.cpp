#include "advise/rules_pair.h"
#include "advise/sources.h"
#include "advise/sqlserver_guide.h"
#include "advise/text.h"

#include <cstdlib>

namespace df {
namespace {

/// Containers of one node share its kernel, and copies of one image a name: one machine has both in common.
bool sameMachine(const PairView& v) {
    const MachineFacts &here = v.pair.oldServer.machine, &there = v.pair.newServer.machine;
    const bool known = !here.bootId.isEmpty() && !there.bootId.isEmpty();
    return here.hostName == there.hostName && (!known || here.bootId == there.bootId);
}

/// What two looks at one database find the same, and what is the same in a copy of it, too.
bool sameContents(const DatabaseFacts& x, const DatabaseFacts& y) {
    return x.tables == y.tables && x.migrations == y.migrations && x.serviceTypes == y.serviceTypes;
}

enum class Likeness { Other, Alike, Same };

/// By name alone two servers made from one image are alike; when they began tells them apart.
Likeness likeness(const PairView& v) {
    const DatabaseFacts &x = v.pair.old.database, &y = v.pair.fresh.database;
    if (x.identity.isEmpty() || x.identity != y.identity)
        return Likeness::Other;
    if (x.engine == DatabaseEngine::Sqlite)
        return sameMachine(v) ? Likeness::Same : Likeness::Other;
    const bool known = x.startedAt > 0 && y.startedAt > 0;
    if (known ? std::llabs(x.startedAt - y.startedAt) <= 5 : sameContents(x, y))
        return Likeness::Same;
    return sameContents(x, y) ? Likeness::Alike : Likeness::Other;
}

QString nameOf(const DatabaseFacts& d) {
    return d.host.isEmpty() ? d.name : Say::tr("%1 on %2").arg(d.name, d.host);
}

QString engineName(const DatabaseFacts& d) {
    switch (d.engine) {
    case DatabaseEngine::Sqlite:
        return QStringLiteral("SQLite");
    case DatabaseEngine::MySql:
        return d.isMariaDb ? QStringLiteral("MariaDB") : QStringLiteral("MySQL");
    case DatabaseEngine::PostgreSql:
        return QStringLiteral("PostgreSQL");
    case DatabaseEngine::SqlServer:
        return QStringLiteral("Microsoft SQL Server");
    case DatabaseEngine::Unknown:
        break;
    }
    return {};
}

QString countedKind(const QString& table, int n) {
    if (table == QLatin1String("user"))
        return Say::tr("%n user(s)", nullptr, n);
    if (table == QLatin1String("admin"))
        return Say::tr("%n administrator(s)", nullptr, n);
    if (table == QLatin1String("role"))
        return Say::tr("%n role(s)", nullptr, n);
    if (table == QLatin1String("app"))
        return Say::tr("%n app(s)", nullptr, n);
    return table == QLatin1String("service") ? Say::tr("%n service(s)", nullptr, n)
                                             : Say::tr("%n lookup(s)", nullptr, n);
}

/// What is there beyond a fresh installation: its own services, apps and the first administrator.
QStringList beyondFresh(const DatabaseFacts& d) {
    const std::pair<QString, qint64> kinds[] = {
        {QStringLiteral("user"), 0}, {QStringLiteral("admin"), 1},   {QStringLiteral("role"), 0},
        {QStringLiteral("app"), 3},  {QStringLiteral("service"), 8}, {QStringLiteral("lookup"), 0}};
    QStringList found;
    for (const auto& [table, own] : kinds)
        if (const qint64 count = d.counts.value(table); count > own)
            found << countedKind(table, int(count));
    return found;
}

QStringList sqlServerSteps(const DatabaseFacts& x, const DatabaseFacts& y) {
    const QStringList guide = sqlServerGuide(x, y);
    if (!guide.isEmpty())
        return guide;
    return {Say::tr("Have your database administrator back it up and restore it for the new server "
                    "(BACKUP DATABASE, RESTORE VERIFYONLY, RESTORE DATABASE).")};
}

} // namespace

void rulePairSameInstallation(const PairView& v, Advice& a) {
    const Installation &x = v.pair.old, &y = v.pair.fresh;
    const bool same = x.kind == y.kind && x.path == y.path && x.container == y.container &&
                      x.nameSpace == y.nameSpace && x.pod == y.pod;
    if (same && sameMachine(v))
        mustFix(a, "pair-same-installation",
                Say::tr("Both servers are one and the same: %1 on %2.")
                    .arg(x.path, v.pair.oldServer.machine.hostName),
                Say::tr("Nothing can be moved from an installation to itself."),
                {Say::tr("Connect to another server as the new one.")},
                QStringLiteral("/proc/sys/kernel/random/boot_id"));
}

void rulePairSameDatabase(const PairView& v, Advice& a) {
    const DatabaseFacts &x = v.pair.old.database, &y = v.pair.fresh.database;
    const Likeness like = likeness(v);
    if (like == Likeness::Same)
        mustFix(
            a, "pair-same-database",
            Say::tr("Both servers use one and the same system database: %1, on the new server called %2.")
                .arg(nameOf(x), nameOf(y)),
            Say::tr("The move replaces the new server's database: the old server would lose its own."),
            {Say::tr("Give the new server a database of its own (DB_… in its %1/.env), install DreamFactory "
                     "into it, and check again.")
                 .arg(v.pair.fresh.path)},
            Say::tr("what the database server says of itself"));
    else if (like == Likeness::Alike)
        shouldKnow(a, "pair-same-database",
                   Say::tr("The two system databases look alike, down to the name of their server: %1.")
                       .arg(nameOf(x)),
                   Say::tr("They began at different times, so they should be two. If it is one that was "
                           "started anew in between, the old server would lose its database."),
                   {Say::tr("Make sure that the new server has a database of its own, and check again.")},
                   Say::tr("what the database server says of itself"));
}

void rulePairEngine(const PairView& v, Advice& a) {
    const DatabaseFacts &x = v.pair.old.database, &y = v.pair.fresh.database;
    if (x.engine == DatabaseEngine::SqlServer && y.engine == DatabaseEngine::SqlServer)
        mustFix(
            a, "pair-engine", Say::tr("Both servers keep their system database in a Microsoft SQL Server."),
            Say::tr("The wizard can't copy, prove and put back such a database by itself, so it leaves it "
                    "alone: there would be no way back. A database administrator can move it:"),
            sqlServerSteps(x, y), QStringLiteral(".env"));
    else if (x.engine != DatabaseEngine::Unknown && y.engine != DatabaseEngine::Unknown &&
             x.engine != y.engine)
        mustFix(
            a, "pair-engine",
            Say::tr("The old server keeps its system database in %1, the new one in %2.")
                .arg(engineName(x), engineName(y)),
            Say::tr("Tables can't be carried from one kind of database to another without loss."),
            {Say::tr("Install DreamFactory on the new server with %1, and check again.").arg(engineName(x))},
            QStringLiteral(".env"));
}

void rulePairRelease(const PairView& v, Advice& a) {
    if (!v.old.from || !v.old.to)
        return; // another finding says so
    if (*v.old.to < *v.old.from)
        mustFix(a, "pair-older",
                Say::tr("The new server has %1, which is older than the old server's %2.")
                    .arg(v.old.toText, v.old.fromText),
                Say::tr("Migrations of the database run forward only: an older release can't read a newer "
                        "database."),
                {Say::tr("Upgrade the new server to %1 or newer, and check again.").arg(v.old.fromText)},
                source::migrations());
    else if (*v.old.to == *v.old.from)
        fine(a, "pair-release", Say::tr("Both servers have %1.").arg(v.old.toText),
             Say::tr("The database needs no migration."), source::installedRelease());
    else
        fine(a, "pair-release",
             Say::tr("The old server has %1, the new one %2.").arg(v.old.fromText, v.old.toText),
             Say::tr("The data is brought up to %1 on the way.").arg(v.old.toText),
             source::installedRelease());
}

void rulePairTarget(const PairView& v, Advice& a) {
    const QStringList found = beyondFresh(v.pair.fresh.database);
    if (!v.pair.fresh.database.reachable)
        return;
    if (found.isEmpty()) {
        fine(a, "pair-target-not-empty", Say::tr("The new server holds no more than a fresh installation."),
             Say::tr("What is there is replaced; a copy is kept for the way back."),
             Say::tr("the new server's system database"));
    } else {
        shouldKnow(
            a, "pair-target-not-empty",
            Say::tr("The new server is in use: its system database holds %1.").arg(listText(found, 6)),
            Say::tr("All of that is replaced by what comes from the old server; nothing is merged. A copy "
                    "is kept for the way back."),
            {Say::tr("Make sure that this is the right server. Its name is asked for before anything is "
                     "changed.")},
            Say::tr("the new server's system database"));
    }
}

void rulePairNodes(const PairView& v, Advice& a) {
    const DatabaseFacts &x = v.pair.old.database, &y = v.pair.fresh.database;
    if (x.foreignConnections > 0) {
        shouldKnow(a, "pair-nodes",
                   Say::tr("Other machines are connected to the old server's system database: %1.")
                       .arg(x.foreignHosts.isEmpty() ? QString::number(x.foreignConnections)
                                                     : listText(x.foreignHosts, 4)),
                   Say::tr("If they serve DreamFactory too, users still write there after the old server was "
                           "closed for the last copy."),
                   {Say::tr("Close them for the switch, too, or stop them beforehand.")},
                   QStringLiteral("information_schema"));
        onServer(a, "old");
    }
    if (y.foreignConnections > 0) {
        mustFix(
            a, "pair-nodes",
            Say::tr("Other machines are connected to the new server's system database: %1.")
                .arg(y.foreignHosts.isEmpty() ? QString::number(y.foreignConnections)
                                              : listText(y.foreignHosts, 4)),
            Say::tr("That database is replaced under them; what they write meanwhile would be lost or mixed "
                    "in."),
            {Say::tr("Stop them or end their connections, and check again.")},
            QStringLiteral("information_schema"));
        onServer(a, "new");
    }
}

bool needsConfirmation(const MovePair& pair) { return !beyondFresh(pair.fresh.database).isEmpty(); }

} // namespace df
