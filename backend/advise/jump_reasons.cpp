#include "advise/jump_reasons.h"

#include "advise/stops.h"
#include "advise/text.h"

#include <algorithm>

namespace df {
namespace {

bool isOf(const std::optional<Version>& release, const QStringList& tags) {
    return release && std::any_of(tags.begin(), tags.end(), [&](const QString& tag) {
               const auto v = Version::parse(tag);
               return v && *v == *release;
           });
}

bool concerns(const Case& c, const Jump& j) {
    if (j.kind == Jump::Kind::SameCommit)
        return isOf(c.from, j.names) || isOf(c.to, j.names);
    return crossesRelease(c, j.release);
}

bool isLastPhpJump(const Case& c, const Jump& jump) {
    const auto& all = c.tables.between.jumps;
    return std::none_of(all.begin(), all.end(), [&](const Jump& j) {
        return j.kind == Jump::Kind::Php && j.id != jump.id && crossesRelease(c, j.release) &&
               *Version::parse(jump.release) < *Version::parse(j.release);
    });
}

QString hereOfPhp(const Case& c, const Jump& j) {
    if (!isLastPhpJump(c, j))
        return Say::tr("On the way to %1 only that release's own PHP counts.").arg(c.toText);
    if (c.php.siteVersion.isEmpty())
        return {};
    return c.php.problem == PhpChoice::Problem::SiteDoesNotFit
               ? Say::tr("The web site here runs PHP %1, which does not run %2.")
                     .arg(c.php.siteVersion, c.toText)
               : Say::tr("The web site here runs PHP %1, which runs %2.").arg(c.php.siteVersion, c.toText);
}

QString hereOfTypes(const Case& c, const Jump& j) {
    if (!c.here.database.reachable)
        return {};
    QStringList used;
    for (const QString& name : j.names)
        if (const int count = c.here.database.serviceTypes.value(name); count > 0)
            used << Say::tr("%1 (%2)").arg(name, QString::number(count));
    if (used.isEmpty())
        return Say::tr("No active service here is of these types.");
    return Say::tr("Active services here: %1.").arg(listText(used, 6));
}

QString hereOfPackages(const Case& c, const Jump& j) {
    const bool installed = std::any_of(j.names.begin(), j.names.end(), [&](const QString& name) {
        return c.here.code.installedPackages.contains(name) || c.here.code.lockedPackages.contains(name);
    });
    return installed ? Say::tr("The installed release has it: requests to it will no longer be answered.")
                     : Say::tr("The installed release doesn't have it.");
}

QString hereOfLaravel(const Case& c, const Advice& a, const Jump& j) {
    const QString key = j.names.value(0);
    const bool written = std::any_of(a.envChanges.begin(), a.envChanges.end(),
                                     [&](const EnvChange& e) { return e.key == key; });
    if (written)
        return Say::tr("The plan writes %1 into .env.").arg(key);
    return c.here.env.has(key) ? Say::tr("This server's .env has %1.").arg(key) : QString();
}

QString hereOfInterface(const Case& c) {
    if (c.here.code.uiGeneration == QLatin1String("6.x"))
        return Say::tr("The files of that interface lie in the web folder here; they are not taken along.");
    return c.fromBefore("6.0.0") ? Say::tr("In one step to %1 those releases are passed over.").arg(c.toText)
                                 : QString();
}

QString hereOf(const Case& c, const Advice& a, const Jump& j) {
    switch (j.kind) {
    case Jump::Kind::Php:
        return hereOfPhp(c, j);
    case Jump::Kind::Types:
        return hereOfTypes(c, j);
    case Jump::Kind::Package:
        return hereOfPackages(c, j);
    case Jump::Kind::Laravel:
        return hereOfLaravel(c, a, j);
    case Jump::Kind::Interface:
        return hereOfInterface(c);
    case Jump::Kind::SameCommit:
        break;
    }
    return {};
}

bool olderThan(const std::optional<Version>& release, const QString& number) {
    const auto v = Version::parse(number);
    return release && v && *release < *v;
}

QStringList addedOnTheWay(const Case& c) {
    QStringList added;
    for (const SchemaStep& s : c.tables.between.schema)
        if (crossesRelease(c, s.release))
            added << Say::tr("%1 (%2)").arg(s.adds, s.release);
    return added;
}

QString schemaText(const Case& c) {
    const JumpTable& t = c.tables.between;
    if (olderThan(c.from, t.keptFrom))
        return Say::tr(
                   "What the database of %1 needs was compared migration by migration only from %2 on; the "
                   "rehearsal on a copy shows the rest before anything changes.")
            .arg(c.fromText, t.keptFrom);
    const QStringList added = addedOnTheWay(c);
    const QString text =
        added.isEmpty()
            ? Say::tr("No release between %1 and %2 adds anything to the database.").arg(c.fromText, c.toText)
            : Say::tr("On the way the database gets: %1. The migrations for all of it come with %2, so no "
                      "release in between has to be visited.")
                  .arg(added.join(QStringLiteral("; ")), c.toText);
    if (!olderThan(Version::parse(t.readTo), c.toText))
        return text;
    return text + QLatin1Char(' ') +
           Say::tr("Not all packages of releases after %1 could be read beforehand; the rehearsal on a copy "
                   "shows "
                   "the rest.")
               .arg(t.readTo);
}

/// The last release of a major version.
const CatalogueRelease* lastOf(const Catalogue& tables, int major) {
    for (auto it = tables.releases.crbegin(); it != tables.releases.crend(); ++it)
        if (const auto v = Version::parse(it->tag); v && v->number(0) == major && !it->prerelease)
            return &*it;
    return nullptr;
}

/// The vendor's table goes from one major version to the next.
void majorByMajor(const Case& c, Advice& a) {
    QStringList stops;
    for (int major = c.from->number(0) + 1; major < c.to->number(0); ++major) {
        const CatalogueRelease* last = lastOf(c.tables, major);
        if (!last)
            return;
        QStringList added;
        for (const SchemaStep& s : c.tables.between.schema)
            if (const auto v = Version::parse(s.release);
                v && v->number(0) == major && crossesRelease(c, s.release))
                added << s.adds;
        stops
            << (added.isEmpty()
                    ? Say::tr("%1 adds nothing to the database").arg(last->tag)
                    : Say::tr("what %1 adds to the database comes with %2 as well").arg(last->tag, c.toText));
    }
    if (!stops.isEmpty() && a.stops.isEmpty())
        a.reasons.append(
            {QStringLiteral("major-by-major"),
             Say::tr("Major by major, as the vendor's table goes, there would be more stops, and none "
                     "brings anything: %1.")
                 .arg(stops.join(QStringLiteral("; "))),
             c.tables.between.source});
}

} // namespace

void jumpReasons(const Case& c, Advice& a) {
    for (const Jump& j : c.tables.between.jumps) {
        if (!concerns(c, j))
            continue;
        const QString here = hereOf(c, a, j);
        a.reasons.append({QStringLiteral("jump-") + j.id,
                          here.isEmpty() ? j.says : j.says + QLatin1Char(' ') + here, j.source});
    }
}

void schemaReasons(const Case& c, Advice& a) {
    a.reasons.append({QStringLiteral("schema"), schemaText(c), c.tables.between.source});
    for (const AskedStop& s : c.tables.between.askedStops)
        if (olderThan(c.from, s.before) && !olderThan(c.to, s.beyond))
            a.reasons.append(
                {QStringLiteral("asked-") + s.id, s.asks + QLatin1Char(' ') + s.reality, s.source});
    majorByMajor(c, a);
}

} // namespace df
