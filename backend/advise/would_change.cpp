#include "advise/text.h"
#include "advise/ways_reasons.h"

#include <QRegularExpression>

namespace df {
namespace {

QString siteMinor(const Case& c) {
    return c.php.siteVersion.isEmpty() ? QString() : minorOf(c.php.siteVersion);
}

/// By the catalogue: does the site's PHP run this release?
bool siteRuns(const Case& c, const CatalogueRelease& r) {
    return !c.php.siteVersion.isEmpty() && !r.phpConstraint.isEmpty() &&
           meets(c.php.siteVersion, {QStringLiteral("php"), r.phpConstraint, {}});
}

/// The newest release of the server's remote that is newer than the installed one, is in the catalogue, can
/// be installed at any time, and suits `wanted`.
template<class Wanted>
const CatalogueRelease* newest(const Case& c, Wanted wanted) {
    const CatalogueRelease* best = nullptr;
    for (const ReleaseTag& t : c.tags) {
        const CatalogueRelease* r = c.tables.byTag(t.tag);
        const auto v = Version::parse(t.tag);
        if (!r || !v || r->prerelease || !r->ownInterface || !c.from || !(*c.from < *v) || !wanted(*r))
            continue;
        if (!best || *Version::parse(best->tag) < *v)
            best = r;
    }
    return best;
}

void packageSources(const Case& c, QStringList& out) {
    if (c.php.beside && !c.php.beside->installed && phpForBoth(c.here.code.composerJson, c.needs).isEmpty())
        out << Say::tr("If this server's package sources had no PHP %1, moving to a new server would be "
                       "recommended.")
                   .arg(c.php.beside->minor);
}

void anotherPhp(const Case& c, QStringList& out) {
    const QStringList fitting = fittingPhp(c.needs);
    if (fitting.isEmpty() || !c.here.fpm.found)
        return; // where PHP runs inside the web server, none can stand beside it
    out << Say::tr(
               "With PHP %1 on this server or in its package sources, beside the PHP %2 of the web site, in "
               "place would do.")
               .arg(fitting.first(), siteMinor(c));
}

void nearerRelease(const Case& c, QStringList& out) {
    const CatalogueRelease* near = newest(c, [&](const CatalogueRelease& r) {
        return siteRuns(c, r) && c.to && *Version::parse(r.tag) < *c.to;
    });
    if (near)
        out << Say::tr("%1 would run on this server's PHP %2, in place.").arg(near->tag, siteMinor(c));
}

void newerRelease(const Case& c, QStringList& out) {
    const CatalogueRelease* last = newest(c, [](const CatalogueRelease&) { return true; });
    if (!last || last->tag == c.target.tag)
        return;
    out << (siteRuns(c, *last)
                ? Say::tr("%1 is newer and runs on this server's PHP %2: to that release, in place would do.")
                      .arg(last->tag, siteMinor(c))
                : Say::tr("%1 is newer and asks for PHP %2: choose it to see the way there.")
                      .arg(last->tag, last->phpConstraint));
}

} // namespace

QStringList whatWouldChange(const Case& c, const Finding* against, const Advice& a) {
    QStringList out;
    const bool byPhp = against && against->id == QLatin1String("php-version");
    if (a.way == Way::InPlace) {
        packageSources(c, out);
    } else if (a.way == Way::Stay) {
        newerRelease(c, out);
    } else if (byPhp) {
        anotherPhp(c, out);
        nearerRelease(c, out);
    } else if (against && against->id == QLatin1String("not-a-repository")) {
        out << Say::tr("If %1 were a git repository of DreamFactory, in place would do.").arg(c.here.path);
    } else if (against && against->id == QLatin1String("database-engine")) {
        out << Say::tr(
            "With the system database in MariaDB, MySQL, PostgreSQL or SQLite, in place would do.");
    }
    return out;
}

} // namespace df
