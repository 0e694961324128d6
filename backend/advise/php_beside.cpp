#include "advise/php_beside.h"

#include "advise/php_choice.h"
#include "advise/platform_packages.h"
#include "advise/text.h"

#include <algorithm>

namespace df {
namespace {

const PhpFacts* commandLine(const Installation& i, const QString& minor) {
    if (!i.php.binary.isEmpty() && minorOf(i.php.version) == minor)
        return &i.php;
    const auto it = std::find_if(i.otherPhp.begin(), i.otherPhp.end(), [&](const PhpFacts& p) {
        return !p.binary.isEmpty() && minorOf(p.version) == minor;
    });
    return it == i.otherPhp.end() ? nullptr : &*it;
}

/// What the release and its database ask of the new PHP by package.
QStringList neededExtensions(const MachineFacts& m, const Installation& i, const ReleaseNeeds& needs,
                             const QString& minor) {
    QStringList names;
    for (const PlatformNeed& n : needs.extensions)
        if (!needs.provided.contains(n.name) &&
            (n.name != QLatin1String("ext-mongodb") || m.mongodbInstallable.contains(minor)))
            names << n.name.mid(4);
    if (const QString driver = databaseExtension(i.database.engine); !driver.isEmpty())
        names << driver;
    names.removeDuplicates();
    return names;
}

PhpBeside describe(const MachineFacts& m, const Installation& i, const ReleaseNeeds& needs,
                   const QString& minor) {
    PhpBeside b;
    b.minor = minor;
    b.version = m.phpInstallable.value(minor);
    b.installed = commandLine(i, minor) && m.tools.contains(QStringLiteral("php-fpm") + minor);
    b.binary = QStringLiteral("/usr/bin/php") + minor;
    const PhpFacts* old = commandLine(i, minorOf(i.fpm.version));
    b.oldBinary = old->binary; // whyNoPhpBeside() has seen it
    b.extensions = neededExtensions(m, i, needs, minor);
    b.packages =
        packageNames(m.osId, minor, QStringList{QStringLiteral("cli"), QStringLiteral("fpm")} + b.extensions);
    b.wanted = packageNames(m.osId, minor, old->extensions.keys());
    for (const QString& name : b.packages)
        b.wanted.removeAll(name);
    return b;
}

} // namespace

QString whyNoPhpBeside(const MachineFacts& m, const Installation& i) {
    if (i.web.kind == QLatin1String("apache") && !i.fpm.found)
        return Say::tr("PHP runs inside Apache here (mod_php), and Apache can hold only one PHP.");
    const bool site = i.web.kind == QLatin1String("nginx") || i.web.kind == QLatin1String("apache");
    if (!site || i.web.siteFile.isEmpty() || !i.fpm.found || i.fpm.poolFile.isEmpty() ||
        i.fpm.version.isEmpty())
        return Say::tr("The site's file and PHP-FPM's pool file were not both found.");
    if (!i.fpm.socket.startsWith(QLatin1Char('/')))
        return Say::tr("The web server reaches PHP-FPM over the network (%1).").arg(i.fpm.socket);
    if (!commandLine(i, minorOf(i.fpm.version)))
        return Say::tr("The old release's own commands need a command line of PHP %1, which is not here.")
            .arg(minorOf(i.fpm.version));
    if (!m.root)
        return Say::tr("Packages can't be installed without root's rights.");
    if (m.serviceManager == ServiceManager::None)
        return Say::tr("No service manager is known that would keep a second PHP-FPM running.");
    return {};
}

std::optional<PhpBeside> phpBeside(const MachineFacts& m, const Installation& i, const ReleaseNeeds& needs) {
    if (!whyNoPhpBeside(m, i).isEmpty())
        return std::nullopt;
    const Version site = platformVersion(minorOf(i.fpm.version));
    std::optional<PhpBeside> best;
    for (const QString& minor : fittingPhp(needs)) {
        if (!m.phpInstallable.contains(minor) || !(platformVersion(minor) > site))
            continue;
        PhpBeside b = describe(m, i, needs, minor);
        if (!best || (b.installed && !best->installed))
            best = std::move(b);
    }
    return best;
}

} // namespace df
