#include "advise/platform_packages.h"
#include "advise/rules.h"
#include "advise/rules_php_beside.h"
#include "advise/text.h"

#include <algorithm>

namespace df {
namespace {

/// "composer.json asks ^8.3, and 44 packages ask for more than is here"
QString asks(const QVector<PlatformNeed>& needs) {
    if (needs.isEmpty())
        return Say::tr("nothing asks for more");
    const QString first = Say::tr("%1 asks for %2").arg(needs.first().by, needs.first().constraint);
    return needs.size() == 1 ? first
                             : Say::tr("%1, and %2 more").arg(first, QString::number(needs.size() - 1));
}

QStringList installPhp(const Case& c, const QString& minor) {
    QStringList extensions;
    for (const PlatformNeed& n : c.needs.extensions)
        if (!c.needs.provided.contains(n.name) && n.name != QLatin1String("ext-mongodb"))
            extensions << n.name.mid(4);
    extensions << databaseExtension(c.here.database.engine);
    return {Say::tr("If this server's package sources have it, install it with its extensions:"),
            QStringLiteral("$ ") +
                installCommand(c.server.machine.osId, minor,
                               QStringList{QStringLiteral("cli"), QStringLiteral("fpm")} + extensions)};
}

void phpDoesNotFit(const Case& c, Advice& a) {
    const QStringList fitting = fittingPhp(c.needs);
    const QString needs = fitting.isEmpty() ? Say::tr("needs a PHP that isn't known yet")
                                            : Say::tr("needs PHP %1").arg(listText(fitting, 6));
    const QString common = phpForBoth(c.here.code.composerJson, c.needs);
    QStringList todo = besideOffer(c);
    if (c.php.beside) {
        // nothing else is needed
    } else if (common.isEmpty()) {
        todo << Say::tr("No PHP runs both %1 and %2, so it can't be changed beforehand. Move to a new server "
                        "with %2.")
                    .arg(c.fromText, c.toText)
             << besideAfterwards(c);
    } else {
        todo << Say::tr("Let the web site run PHP %1, which suits %2 as well, and check again.")
                    .arg(common, c.fromText)
             << installPhp(c, common);
    }
    if (!c.php.otherFitting.isEmpty())
        todo.prepend(Say::tr("%1 would fit, but the web site doesn't run it.").arg(c.php.otherFitting));
    mustFix(a, "php-version",
            Say::tr("The web site runs PHP %1; release %2 %3 (%4).")
                .arg(c.php.siteVersion, c.toText, needs, asks(c.php.unmet)),
            Say::tr("The new release would not start on this PHP."), todo,
            c.targetFile("composer.json, composer.lock"),
            c.php.beside ? Remedy::InstallPhpBeside : Remedy::None);
}

/// Does anything on this server talk to MongoDB?
QStringList mongoUsers(const Case& c) {
    QStringList users;
    for (auto it = c.here.database.serviceTypes.begin(); it != c.here.database.serviceTypes.end(); ++it) {
        const ServiceType type = c.tables.serviceTypes.value(it.key());
        const bool mongo =
            std::any_of(type.packages.begin(), type.packages.end(), [](const ServiceType::Package& p) {
                return p.name == QLatin1String("dreamfactory/df-mongodb");
            });
        if (mongo)
            users << Say::tr("services of type %1: %2").arg(it.key(), QString::number(it.value()));
    }
    const QString logs = c.here.env.value(QStringLiteral("LOGSDB_ENABLED")).value_or(QString());
    if (logs.compare(QLatin1String("true"), Qt::CaseInsensitive) == 0)
        users << QStringLiteral("LOGSDB_ENABLED=true");
    return users;
}

QString whatIsThere(const PhpFacts& php, const PlatformNeed& n) {
    const auto found = php.extensions.find(n.name.mid(4));
    if (found == php.extensions.end())
        return Say::tr("%1 is missing").arg(n.name.mid(4));
    return Say::tr("%1 is %2, but %3 is needed")
        .arg(n.name.mid(4), found->isEmpty() ? Say::tr("of no known version") : *found, n.constraint);
}

void mongoUnused(const Case& c, Advice& a, const PhpFacts& php, const PlatformNeed& n) {
    a.ignorePlatformReqs << n.name;
    shouldKnow(
        a, "ext-mongodb", Say::tr("The PHP extension %1; %2 asks for it.").arg(whatIsThere(php, n), n.by),
        Say::tr("No service here uses MongoDB, so the release runs without it. Composer is told to "
                "leave out this one check."),
        {Say::tr("Nothing, unless you want to use MongoDB later. Then:"),
         QStringLiteral("$ ") + installCommand(c.server.machine.osId, minorOf(php.version), {n.name.mid(4)})},
        c.targetFile("composer.lock"));
}

void extensionsMissing(const Case& c, Advice& a, const PhpFacts& php, const QVector<PlatformNeed>& missing) {
    QStringList texts, names;
    for (const PlatformNeed& n : missing) {
        texts << Say::tr("%1 (%2)").arg(whatIsThere(php, n), n.by);
        names << n.name.mid(4);
    }
    mustFix(a, "php-extensions",
            Say::tr("PHP %1 lacks extensions that %2 needs: %3.")
                .arg(php.version, c.toText, texts.join(QStringLiteral("; "))),
            Say::tr("Composer would refuse to install the release."),
            {Say::tr("Install them for the command line and the web site, then check again:"),
             QStringLiteral("$ ") + installCommand(c.server.machine.osId, minorOf(php.version), names)},
            c.targetFile("composer.lock"));
}

} // namespace

void rulePhp(const Case& c, Advice& a) {
    if (!c.needs.readable || contradiction(c.needs))
        return; // another finding says so
    switch (c.php.problem) {
    case PhpChoice::Problem::NoPhp:
        mustFix(a, "php-version",
                Say::tr("No PHP was found on this server; %1 needs PHP %2.")
                    .arg(c.toText, listText(fittingPhp(c.needs), 6)),
                Say::tr("Composer and artisan of the new release can't run."),
                {Say::tr("Install PHP for the command line.")}, c.targetFile("composer.json"));
        return;
    case PhpChoice::Problem::SiteDoesNotFit:
        if (c.besideWanted())
            phpComesBeside(c, a);
        else
            phpDoesNotFit(c, a);
        return;
    case PhpChoice::Problem::NoCommandLine: {
        const QString minor = minorOf(c.php.siteVersion);
        mustFix(
            a, "php-version",
            Say::tr("The web site runs PHP %1, but no PHP %2 was found for the command line.")
                .arg(c.php.siteVersion, minor),
            Say::tr("Composer and artisan must run on the same PHP as the web site."),
            {Say::tr("Install it, then check again:"),
             QStringLiteral("$ ") + installCommand(c.server.machine.osId, minor, {QStringLiteral("cli")})},
            c.targetFile("composer.json"));
        return;
    }
    case PhpChoice::Problem::None:
        break;
    }
    a.phpBinary = c.php.php.binary;
    fine(a, "php-version",
         Say::tr("PHP %1 fits %2 (%3).").arg(c.php.siteVersion, c.toText, asks(c.needs.php.mid(0, 1))), {},
         c.targetFile("composer.json, composer.lock"));
    if (c.php.commandLineDiffers)
        fine(a, "php-cli-differs",
             Say::tr("On the command line PHP %1 runs, the web site runs %2.")
                 .arg(c.here.php.version, c.php.siteVersion),
             Say::tr("The plan uses %1 throughout, the same as the web site.").arg(c.php.php.binary),
             Say::tr("php -v, and the PHP-FPM of the web site"));
}

void ruleExtensions(const Case& c, Advice& a) {
    const bool beside = c.besideWanted();
    const PhpFacts php = beside ? phpInTheEnd(c) : c.php.php;
    if (!c.needs.readable ||
        (!beside && (c.php.problem != PhpChoice::Problem::None || php.extensions.isEmpty())))
        return; // judged by the PHP that will run it, once there is one that told its extensions
    ReleaseNeeds needs = c.needs;
    if (const QString driver = databaseExtension(c.here.database.engine); !driver.isEmpty())
        needs.extensions.append(
            {QStringLiteral("ext-") + driver, QStringLiteral("*"), Say::tr("the system database")});
    const bool mongoIsUsed = !mongoUsers(c).isEmpty();
    QVector<PlatformNeed> missing;
    for (const PlatformNeed& n : unmetExtensions(needs, php)) {
        if (beside && comesWithPhpBeside(c, n.name.mid(4)))
            continue;
        if (n.name == QLatin1String("ext-mongodb") && !mongoIsUsed)
            mongoUnused(c, a, php, n);
        else if (n.name == QLatin1String("ext-mongodb"))
            missing.append(
                {n.name, n.constraint, Say::tr("%1, used by %2").arg(n.by, listText(mongoUsers(c), 3))});
        else
            missing.append(n);
    }
    if (!missing.isEmpty())
        extensionsMissing(c, a, php, missing);
    else
        fine(a, "php-extensions", Say::tr("PHP has the extensions that %1 needs.").arg(c.toText), {},
             c.targetFile("composer.lock"));
}

/// Composer asks the command line alone; the site runs with what FPM loads.
void ruleFpmExtensions(const Case& c, Advice& a) {
    const FpmFacts& fpm = c.here.fpm;
    const PhpFacts& cli = c.php.php;
    if (!c.needs.readable || c.besideWanted() || fpm.extensions.isEmpty() ||
        minorOf(fpm.version) != minorOf(cli.version))
        return;
    ReleaseNeeds needs = c.needs;
    if (const QString driver = databaseExtension(c.here.database.engine); !driver.isEmpty())
        needs.extensions.append({QStringLiteral("ext-") + driver, QStringLiteral("*"), QString()});
    QStringList missing;
    for (const PlatformNeed& n : needs.extensions) {
        const QString name = n.name.mid(4);
        const bool unused = name == QLatin1String("mongodb") && mongoUsers(c).isEmpty();
        if (cli.extensions.contains(name) && !fpm.extensions.contains(name) && !missing.contains(name) &&
            !c.needs.provided.contains(n.name) && !unused)
            missing << name;
    }
    if (missing.isEmpty())
        return;
    const bool debian =
        c.server.machine.osId == QLatin1String("debian") || c.server.machine.osId == QLatin1String("ubuntu");
    QStringList todo{Say::tr("Switch them on for PHP-FPM and reload it, then check again.")};
    if (debian)
        for (const QString& name : missing)
            todo << QStringLiteral("$ phpenmod -v %1 -s fpm %2").arg(minorOf(fpm.version), shellWord(name));
    shouldKnow(a, "fpm-extensions",
               Say::tr("PHP-FPM doesn't load extensions that the command line has and %1 needs: %2.")
                   .arg(c.toText, listText(missing, 6)),
               Say::tr("Composer asks the command line, so the release installs; the web site would then "
                       "answer errors."),
               todo, QStringLiteral("%1 -i").arg(fpm.binary));
}

void ruleOpcache(const Case& c, Advice& a) {
    if (c.here.fpm.found && c.here.fpm.opcacheValidatesTimestamps == false)
        fine(a, "opcache", Say::tr("PHP-FPM doesn't look for changed files (opcache.validate_timestamps=0)."),
             Say::tr("The plan reloads it, so that the new code is seen at once."),
             QStringLiteral("PHP manual, opcache.validate_timestamps"));
}

} // namespace df
