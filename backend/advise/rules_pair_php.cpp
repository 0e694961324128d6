#include "advise/platform_packages.h"
#include "advise/rules_pair.h"
#include "advise/text.h"

#include <algorithm>

namespace df {
namespace {

/// What a service type can't do without: one of these extensions of PHP.
struct Driver {
    QStringList types, extensions;
};

const QVector<Driver>& drivers() {
    static const QVector<Driver> all{
        {{QStringLiteral("mysql"), QStringLiteral("mariadb"), QStringLiteral("memsql")},
         {QStringLiteral("pdo_mysql")}},
        {{QStringLiteral("pgsql"), QStringLiteral("alloydb"), QStringLiteral("aws_redshift_db")},
         {QStringLiteral("pdo_pgsql")}},
        {{QStringLiteral("sqlite")}, {QStringLiteral("pdo_sqlite")}},
        {{QStringLiteral("sqlsrv")}, {QStringLiteral("pdo_sqlsrv"), QStringLiteral("sqlsrv")}},
        {{QStringLiteral("mongodb"), QStringLiteral("gridfs")}, {QStringLiteral("mongodb")}},
        {{QStringLiteral("oracle")}, {QStringLiteral("oci8"), QStringLiteral("pdo_oci")}},
        {{QStringLiteral("ibmdb2")}, {QStringLiteral("ibm_db2"), QStringLiteral("pdo_ibm")}},
        {{QStringLiteral("informix")}, {QStringLiteral("pdo_informix")}},
        {{QStringLiteral("firebird")}, {QStringLiteral("pdo_firebird"), QStringLiteral("interbase")}},
        {{QStringLiteral("snowflake")}, {QStringLiteral("pdo_snowflake")}},
        {{QStringLiteral("cassandra")}, {QStringLiteral("cassandra")}},
        {{QStringLiteral("ldap"), QStringLiteral("adldap")}, {QStringLiteral("ldap")}},
        {{QStringLiteral("soap")}, {QStringLiteral("soap")}},
        {{QStringLiteral("ftp_file")}, {QStringLiteral("ftp")}},
        {{QStringLiteral("cache_memcached")}, {QStringLiteral("memcached"), QStringLiteral("memcache")}}};
    return all;
}

/// What the site's own PHP loads.
QStringList extensionsOf(const Installation& in) {
    return in.fpm.extensions.isEmpty() ? QStringList(in.php.extensions.keys()) : in.fpm.extensions;
}

bool hasOne(const QStringList& all, const QStringList& wanted) {
    return std::any_of(wanted.begin(), wanted.end(), [&](const QString& e) { return all.contains(e); });
}

QStringList usedTypes(const PairView& v, const Driver& driver) {
    QStringList used;
    for (const QString& type : driver.types)
        if (v.pair.old.database.serviceTypes.value(type) > 0)
            used << type;
    return used;
}

QString siteAsksForAnother(const PairView& v) {
    const PhpChoice& php = v.fresh.php;
    return Say::tr("The new server's site runs PHP %1; its %2 asks for %3.")
        .arg(php.siteVersion, v.fresh.toText,
             php.unmet.isEmpty() ? Say::tr("another one") : php.unmet.first().constraint);
}

/// Composer's demand may have been passed over when the new server was set up; then it starts all the same.
void siteDoesNotFit(const PairView& v, Advice& a) {
    const DatabaseFacts& database = v.pair.fresh.database;
    const QString source = v.fresh.targetFile("composer.json");
    const QStringList tryFirst{
        Say::tr("Try the new server before users come to it, or install the PHP that it asks for.")};
    if (database.counts.value(QStringLiteral("admin")) > 0)
        shouldKnow(
            a, "pair-php", siteAsksForAnother(v),
            Say::tr(
                "It was set up all the same, and the move changes nothing about that. Parts of it may fail."),
            tryFirst, source);
    else if (!database.reachable)
        shouldKnow(a, "pair-php", siteAsksForAnother(v),
                   Say::tr("Whether it was set up with it all the same can't be seen as long as its database "
                           "can't be read."),
                   tryFirst, source);
    else
        mustFix(a, "pair-php", siteAsksForAnother(v),
                Say::tr("DreamFactory doesn't start on this PHP, neither before nor after the move."),
                {Say::tr("Finish the installation of the new server, and check again.")}, source);
}

QString installText(const PairView& v, const QStringList& extensions) {
    return QStringLiteral("$ ") +
           installCommand(v.pair.newServer.machine.osId, minorOf(v.fresh.php.siteVersion), extensions);
}

} // namespace

void rulePairPhp(const PairView& v, Advice& a) {
    const PhpChoice& php = v.fresh.php;
    const QString source = v.fresh.targetFile("composer.json");
    if (php.problem == PhpChoice::Problem::None)
        fine(a, "pair-php", Say::tr("PHP %1 of the new server runs %2.").arg(php.php.version, v.fresh.toText),
             {}, source);
    else if (php.problem == PhpChoice::Problem::SiteDoesNotFit)
        siteDoesNotFit(v, a);
    else
        mustFix(a, "pair-php",
                Say::tr("On the new server no PHP for the command line was found that runs %1.")
                    .arg(v.fresh.toText),
                Say::tr("The migrations of the database run on the command line."),
                {Say::tr("Install it, then check again:"), installText(v, {QStringLiteral("cli")})}, source);
}

void rulePairExtensions(const PairView& v, Advice& a) {
    const QStringList here = extensionsOf(v.pair.fresh), there = extensionsOf(v.pair.old);
    QStringList types, missing;
    for (const Driver& driver : drivers()) {
        const QStringList used = usedTypes(v, driver);
        if (used.isEmpty() || here.isEmpty() || hasOne(here, driver.extensions) ||
            !hasOne(there, driver.extensions))
            continue; // what can't work there isn't lost here
        types += used;
        missing << driver.extensions.first();
    }
    if (!missing.isEmpty())
        mustFix(a, "pair-extensions",
                Say::tr("PHP on the new server lacks %1, which services of these types need: %2.")
                    .arg(missing.join(QStringLiteral(", ")), types.join(QStringLiteral(", "))),
                Say::tr("They work on the old server and would stop on the new one."),
                {Say::tr("Install it for the PHP of the site, reload PHP-FPM, and check again:"),
                 installText(v, missing)},
                Say::tr("extensions that the PHP of each site loads"));
    else if (!here.isEmpty())
        fine(a, "pair-extensions",
             Say::tr("PHP on the new server has the extensions that the services in use need."), {},
             Say::tr("extensions that the PHP of each site loads"));
}

} // namespace df
