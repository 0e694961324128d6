#include "advise/platform.h"
#include "advise/rules_pair.h"
#include "advise/text.h"

namespace df {
namespace {

/// Without the prefix that MariaDB shows to old replicas.
Version serverVersion(const DatabaseFacts& d) {
    const QString& text = d.serverVersion;
    return platformVersion(text.startsWith(QLatin1String("5.5.5-")) ? text.mid(6) : text);
}

Version release(const char* number) { return *Version::parse(QLatin1String(number)); }

/// Collations that came with a version, or belong to one of the two products.
bool knows(const DatabaseFacts& d, const QString& collation) {
    const bool of0900 = collation.contains(QLatin1String("_0900_"));
    const bool ofMaria = collation.contains(QLatin1String("uca1400"));
    const bool noPad = collation.contains(QLatin1String("_nopad_")); // MariaDB's alone, since 10.2
    if (d.isMariaDb)
        return !of0900 && (!ofMaria || serverVersion(d) >= release("10.10"));
    return !ofMaria && !noPad && (!of0900 || serverVersion(d) >= release("8.0"));
}

QStringList unknownCollations(const PairView& v) {
    QStringList unknown;
    const auto& all = v.pair.old.database.collations;
    for (auto it = all.begin(); it != all.end(); ++it)
        if (!knows(v.pair.fresh.database, it.key()))
            unknown << Say::tr("%1 in %n table(s)", nullptr, it.value()).arg(it.key());
    return unknown;
}

bool both(const PairView& v, DatabaseEngine engine) {
    return v.pair.old.database.engine == engine && v.pair.fresh.database.engine == engine;
}

QString product(const DatabaseFacts& d) {
    return QStringLiteral("%1 %2").arg(d.isMariaDb ? QStringLiteral("MariaDB") : QStringLiteral("MySQL"),
                                       d.serverVersion);
}

/// What pg_dump's own format asks of pg_restore; it grew with these versions.
int archiveFormat(int major) { return major >= 17 ? 16 : major >= 16 ? 15 : major >= 12 ? 14 : 13; }

} // namespace

void rulePairMySql(const PairView& v, Advice& a) {
    const DatabaseFacts &x = v.pair.old.database, &y = v.pair.fresh.database;
    if (!both(v, DatabaseEngine::MySql) || !x.reachable || !y.reachable)
        return;
    const QString text = Say::tr("The old server has %1, the new one %2.").arg(product(x), product(y));
    const QString source = QStringLiteral("information_schema.tables");
    if (const QStringList unknown = unknownCollations(v); !unknown.isEmpty()) {
        shouldKnow(
            a, "pair-mysql-version",
            Say::tr("The new server's %1 doesn't know sort orders that the old one's tables have: %2.")
                .arg(product(y), listText(unknown, 4)),
            Say::tr("The plan gives these tables the nearest one that it knows, mostly utf8mb4_unicode_ci. "
                    "All values stay; some lists may be sorted otherwise."),
            {Say::tr("Nothing, unless your applications rely on the order of accented letters.")}, source);
        return;
    }
    QStringList means;
    if (x.isMariaDb != y.isMariaDb)
        means << Say::tr("The copy is written so that both products read it.");
    if (x.zeroDates > 0)
        means << Say::tr("Dates such as 0000-00-00 are let in while the copy is loaded, and only then.");
    fine(a, "pair-mysql-version", text, means.join(QLatin1Char(' ')), QStringLiteral("@@version"));
}

void rulePairPostgres(const PairView& v, Advice& a) {
    const DatabaseFacts &x = v.pair.old.database, &y = v.pair.fresh.database;
    if (!both(v, DatabaseEngine::PostgreSql) || !x.reachable || !y.reachable)
        return;
    const int from = majorOf(x.serverVersion), to = majorOf(y.serverVersion);
    if (from > 0 && to > 0 && archiveFormat(from) > archiveFormat(to))
        shouldKnow(
            a, "pair-pgsql-version",
            Say::tr("The old server has PostgreSQL %1, the new one %2, which is older.")
                .arg(x.serverVersion, y.serverVersion),
            Say::tr("A copy made by the newer programs may not be readable for the older ones. The copy is "
                    "loaded and proved before users notice anything: the move stops there if so."),
            {Say::tr("Install the client programs of PostgreSQL %1 on the new server.").arg(from),
             QStringLiteral("$ apt-get install postgresql-client-%1").arg(from)},
            QStringLiteral("pg_restore(1)"));
    else
        fine(a, "pair-pgsql-version",
             Say::tr("The old server has PostgreSQL %1, the new one %2.")
                 .arg(x.serverVersion, y.serverVersion),
             {}, QStringLiteral("server_version"));
}

void rulePairCharset(const PairView& v, Advice& a) {
    const DatabaseFacts &x = v.pair.old.database, &y = v.pair.fresh.database;
    const bool differs = x.charset.compare(y.charset, Qt::CaseInsensitive) != 0;
    if (both(v, DatabaseEngine::PostgreSql) && differs && !x.charset.isEmpty() && !y.charset.isEmpty()) {
        shouldKnow(
            a, "pair-charset",
            Say::tr("The old database is encoded in %1, the new one in %2.").arg(x.charset, y.charset),
            Say::tr("Texts are converted. A letter that %1 doesn't have stops the copy before users notice "
                    "anything.")
                .arg(y.charset),
            {Say::tr("Better give the new server a database in %1, and check again:").arg(x.charset),
             QStringLiteral("$ sudo -u postgres createdb -T template0 -E %1 -O %2 %3")
                 .arg(shellWord(x.charset), shellWord(y.user), shellWord(y.name + QLatin1String("_new")))},
            QStringLiteral("pg_database"));
        return;
    }
    const EnvMergeRow* charset = v.row("DB_CHARSET");
    if (both(v, DatabaseEngine::MySql) && charset && charset->oldValue != charset->newValue)
        fine(a, "pair-charset",
             Say::tr("New tables will be made in %1, like those that come over.")
                 .arg(charset->result.isEmpty() ? QStringLiteral("utf8mb4") : charset->result),
             Say::tr("The new server's own .env says otherwise today."), QStringLiteral(".env"));
}

void rulePairPrefix(const PairView& v, Advice& a) {
    const DatabaseFacts &x = v.pair.old.database, &y = v.pair.fresh.database;
    if (x.prefix != y.prefix)
        fine(a, "pair-prefix",
             x.prefix.isEmpty()
                 ? Say::tr("The new server's tables begin with %1, the old one's with nothing.").arg(y.prefix)
                 : Say::tr("The old server's tables begin with %1 (DB_PREFIX).").arg(x.prefix),
             Say::tr(
                 "They come over under the names that they have; DB_PREFIX on the new server becomes the old "
                 "one's."),
             QStringLiteral(".env"));
}

} // namespace df
