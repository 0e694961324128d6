#include "advise/stops.h"

#include "advise/text.h"

#include <algorithm>

namespace df {
namespace {

bool runs(const QString& constraint, const QString& minor) {
    return meets(minor + QLatin1String(".90"), {QStringLiteral("php"), constraint, {}});
}

/// What the web site could be made to run without another one beside it.
QStringList minorsHere(const Case& c) {
    QStringList minors = c.server.machine.phpInstallable.keys();
    for (const PhpFacts& p : c.here.otherPhp)
        minors << minorOf(p.version);
    minors << minorOf(c.php.siteVersion);
    minors.removeDuplicates();
    return minors;
}

bool onRemote(const Case& c, const QString& tag) {
    return std::any_of(c.tags.begin(), c.tags.end(), [&](const ReleaseTag& t) { return t.tag == tag; });
}

bool between(const Case& c, const CatalogueRelease& r) {
    const auto v = Version::parse(r.tag);
    return v && *c.from < *v && *v < *c.to && !r.prerelease && r.ownInterface && onRemote(c, r.tag);
}

/// The PHPs of this server that run the installed release, and those that run the target.
struct Banks {
    QStringList near, far;
};

std::optional<Hop> bridge(const Case& c, const CatalogueRelease& r, const Banks& banks) {
    if (r.phpConstraint.isEmpty() || !between(c, r))
        return std::nullopt;
    const auto last = [&](const QStringList& minors) {
        const auto it = std::find_if(minors.crbegin(), minors.crend(),
                                     [&](const QString& minor) { return runs(r.phpConstraint, minor); });
        return it == minors.crend() ? QString() : *it;
    };
    const QString first = last(banks.near), second = last(banks.far);
    if (first.isEmpty() || second.isEmpty())
        return std::nullopt;
    return Hop{r.tag,
               Say::tr("%1 runs on PHP %2, as %3 does, and on PHP %4, as %5 does.")
                   .arg(r.tag, first, c.fromText, second, c.toText),
               Say::tr("PHP %1 for the web site before it, PHP %2 after it").arg(first, second)};
}

Banks banksOf(const Case& c) {
    ReleaseFacts installed;
    installed.composerJson = c.here.code.composerJson;
    const ReleaseNeeds old = readNeeds(installed);
    Banks banks;
    for (const QString& minor : minorsHere(c)) {
        if (!old.php.isEmpty() && runs(old.php.first().constraint, minor))
            banks.near << minor;
        if (unmetPhp(c.needs, minor + QLatin1String(".90")).isEmpty())
            banks.far << minor;
    }
    return banks;
}

/// A release that runs on a PHP with which the installed one runs as well, and on one that suits the target.
QVector<Hop> phpStop(const Case& c) {
    if (c.php.problem != PhpChoice::Problem::SiteDoesNotFit || c.php.beside || !c.needs.readable ||
        !phpForBoth(c.here.code.composerJson, c.needs).isEmpty())
        return {};
    const Banks banks = banksOf(c);
    if (banks.near.isEmpty() || banks.far.isEmpty())
        return {};
    for (auto it = c.tables.releases.crbegin(); it != c.tables.releases.crend(); ++it)
        if (const auto hop = bridge(c, *it, banks))
            return {*hop};
    return {};
}

} // namespace

bool crossesRelease(const Case& c, const QString& number) {
    const auto v = Version::parse(number);
    return v && c.from && c.to && *c.from < *v && *v <= *c.to;
}

QVector<Hop> stopsOnTheWay(const Case& c) {
    if (!c.from || !c.to || !(*c.from < *c.to))
        return {};
    QVector<Hop> stops;
    for (const NeededStop& s : c.tables.between.stops)
        if (crossesRelease(c, s.release) && crossesRelease(c, s.droppedBy))
            stops.append({s.release, s.why, s.needs});
    return stops.isEmpty() ? phpStop(c) : stops;
}

} // namespace df
