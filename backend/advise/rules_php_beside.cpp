#include "advise/rules_php_beside.h"

#include "advise/rules.h"
#include "advise/text.h"

#include <QRegularExpression>

namespace df {
namespace {

QString siteMinor(const Case& c) { return minorOf(c.php.siteVersion); }

/// Drivers that the vendors of databases hand out themselves: no package source of the system has them.
QStringList foreignDrivers(const Case& c) {
    static const QStringList known{
        QStringLiteral("cassandra"),   QStringLiteral("couchbase"),     QStringLiteral("ibm_db2"),
        QStringLiteral("interbase"),   QStringLiteral("oci8"),          QStringLiteral("pdo_firebird"),
        QStringLiteral("pdo_ibm"),     QStringLiteral("pdo_snowflake"), QStringLiteral("pdo_sqlsrv"),
        QStringLiteral("sqlanywhere"), QStringLiteral("sqlsrv")};
    QStringList here;
    for (const QString& name : known)
        if (c.php.php.extensions.contains(name))
            here << name;
    return here;
}

/// Does this command run PHP under a name that will go on meaning the old one?
bool runsOldPhp(const Case& c, const QString& command) {
    static const QRegularExpression php(
        QStringLiteral("(?:^|[\\s=;&|(])(?:/\\S*/)?(php(?:\\d+\\.\\d+)?)(?=\\s)"));
    auto found = php.globalMatch(command);
    while (found.hasNext()) {
        const QString name = found.next().captured(1);
        if (name == QLatin1String("php") || name == QStringLiteral("php") + siteMinor(c))
            return true;
    }
    return false;
}

/// Where a Debian or Ubuntu gets more PHPs than its own; nothing for other systems.
QStringList addPackageSource(const Case& c) {
    const QStringList fitting = fittingPhp(c.needs);
    const bool ubuntu = c.server.machine.osId == QLatin1String("ubuntu");
    if (fitting.isEmpty() || (!ubuntu && c.server.machine.osId != QLatin1String("debian")))
        return {};
    QStringList todo{Say::tr("Or add a package source that has PHP %1, such as the one that the maintainer "
                             "of Debian's PHP keeps, "
                             "and check again: the plan can then install it beside PHP %2.")
                         .arg(fitting.first(), siteMinor(c))};
    if (ubuntu)
        return todo << QStringLiteral("$ add-apt-repository ppa:ondrej/php")
                    << QStringLiteral("$ apt-get update");
    return todo << QStringLiteral("$ curl -fsSLo /tmp/keyring.deb "
                                  "https://packages.sury.org/debsuryorg-archive-keyring.deb")
                << QStringLiteral("$ dpkg -i /tmp/keyring.deb")
                << QStringLiteral("$ . /etc/os-release && echo \"deb "
                                  "[signed-by=/usr/share/keyrings/debsuryorg-archive-keyring.gpg] "
                                  "https://packages.sury.org/php/ $VERSION_CODENAME main\" > "
                                  "/etc/apt/sources.list.d/php.list")
                << QStringLiteral("$ apt-get update");
}

void driversStayBehind(const Case& c, Advice& a) {
    const QStringList drivers = foreignDrivers(c);
    if (drivers.isEmpty())
        return;
    shouldKnow(
        a, "php-beside-drivers",
        Say::tr("PHP %1 has drivers that no package source brings for PHP %2: %3.")
            .arg(siteMinor(c), c.php.beside->minor, drivers.join(QStringLiteral(", "))),
        Say::tr("Services that need them won't work on the new PHP until they are built for it."),
        {Say::tr("Before users need such a service, build them for PHP %1 as their makers say, for example:")
             .arg(c.php.beside->minor),
         QStringLiteral("$ pecl -d php_suffix=%1 install -f %2")
             .arg(c.php.beside->minor, drivers.join(QLatin1Char(' ')))},
        Say::tr("extensions of PHP %1 on this server").arg(siteMinor(c)));
}

void schedulesStayBehind(const Case& c, Advice& a) {
    QStringList lines;
    for (const ScheduleFact& s : c.here.schedules)
        if (runsOldPhp(c, s.text))
            lines << Say::tr("%1 (%2)").arg(s.text.simplified(),
                                            s.kind == QLatin1String("process") ? s.kind : s.where);
    if (lines.isEmpty())
        return;
    shouldKnow(
        a, "php-beside-schedules",
        Say::tr("Scheduled commands and workers run plain PHP, which stays %1: %2.")
            .arg(siteMinor(c), listText(lines, 3)),
        Say::tr("The new release refuses to start on PHP %1, so they would stop working after the upgrade.")
            .arg(siteMinor(c)),
        {Say::tr("Once you keep the upgrade, write %1 where they say php.").arg(c.php.beside->binary)},
        QStringLiteral("crontab, systemctl list-timers, ps"));
}

} // namespace

QStringList besideAfterwards(const Case& c) {
    return whyNoPhpBeside(c.server.machine, c.here).isEmpty() ? addPackageSource(c) : QStringList();
}

QStringList besideOffer(const Case& c) {
    if (const auto& b = c.php.beside)
        return {
            b->installed
                ? Say::tr("Let the plan use PHP %1 (%2), which is installed here: this web site alone is "
                          "switched to it, and PHP %3 stays.")
                      .arg(b->minor, b->version, siteMinor(c))
                : Say::tr(
                      "Let the plan install PHP %1 (%2) from this server's package sources, beside PHP %3: "
                      "this web site alone is switched to it, and PHP %3 stays.")
                      .arg(b->minor, b->version, siteMinor(c))};
    QStringList newer;
    for (const QString& minor : fittingPhp(c.needs))
        if (c.server.machine.phpInstallable.contains(minor))
            newer << minor;
    if (!newer.isEmpty())
        return {
            Say::tr(
                "This server's package sources have PHP %1, but the plan can't put it beside the old one. %2")
                .arg(listText(newer, 3), whyNoPhpBeside(c.server.machine, c.here))};
    return {};
}

void phpComesBeside(const Case& c, Advice& a) {
    const PhpBeside& b = *c.php.beside;
    a.phpBinary = b.binary; // by this the planner knows it
    fine(
        a, "php-version",
        Say::tr("The web site runs PHP %1; the plan puts PHP %2 (%3) beside it for %4.")
            .arg(c.php.siteVersion, b.minor, b.version, c.toText),
        Say::tr("Only this web site is switched to it, in a pool of its own with the same user and limits. "
                "PHP %1, its services "
                "and what plain \"php\" means stay as they are, also after you keep the upgrade.")
            .arg(siteMinor(c)),
        c.targetFile("composer.json, composer.lock"),
        {Say::tr("Later, when nothing else on this server uses PHP %1, you can let it go:").arg(siteMinor(c)),
         QStringLiteral("$ apt-get remove php%1-fpm php%1-cli php%1-common").arg(siteMinor(c))});
}

PhpFacts phpInTheEnd(const Case& c) {
    const PhpBeside& b = *c.php.beside;
    PhpFacts php;
    for (const PhpFacts& p : c.here.otherPhp)
        if (b.installed && p.binary == b.binary)
            php = p;
    php.binary = b.binary;
    php.version = b.version;
    return php;
}

bool comesWithPhpBeside(const Case& c, const QString& extension) {
    return c.php.beside->extensions.contains(extension) && !phpInTheEnd(c).extensions.contains(extension);
}

void rulePhpBeside(const Case& c, Advice& a) {
    if (!c.needs.readable || !c.besideWanted())
        return;
    driversStayBehind(c, a);
    schedulesStayBehind(c, a);
}

} // namespace df
