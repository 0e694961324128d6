#include "advise/rules.h"
#include "advise/sources.h"
#include "advise/stops.h"
#include "advise/text.h"

namespace df {

/// Only the vendor's own repository can be taken at its word: a mirror has commits of its own.
void ruleTagMoved(const Case& c, Advice& a) {
    const CatalogueRelease* known = c.tables.byTag(c.target.tag);
    const bool vendors = c.here.code.remoteUrl.contains(
        QLatin1String("github.com/dreamfactorysoftware/dreamfactory"), Qt::CaseInsensitive);
    if (!vendors || !known || c.target.commit.isEmpty() || known->commit == c.target.commit)
        return;
    shouldKnow(
        a, "tag-moved",
        Say::tr("The vendor's tag %1 points at commit %2, but %1 was released as %3.")
            .arg(c.toText, c.target.commit.left(12), known->commit.left(12)),
        Say::tr("A tag that moves brings other code than others have under that name. The release's own "
                "files were read, so the advice holds for what is there now."),
        {Say::tr("Ask the vendor whether %1 was published anew, or choose another release.").arg(c.toText)},
        Say::tr("git ls-remote, against %1").arg(source::catalogue()));
}

/// The release that follows the wanted one on the server's remote.
static QString nextRelease(const Case& c) {
    std::optional<Version> next;
    QString name;
    for (const ReleaseTag& t : c.tags)
        if (const auto v = Version::parse(t.tag);
            v && c.to && v->stability >= 0 && *c.to < *v && (!next || *v < *next)) {
            next = v;
            name = t.tag;
        }
    return name;
}

void ruleContradiction(const Case& c, Advice& a) {
    const auto both = contradiction(c.needs);
    if (!both)
        return;
    const QString next = nextRelease(c);
    mustFix(
        a, "release-contradicts",
        Say::tr("No PHP runs %1 as it was released: %2 asks for PHP %3, %4 for %5.")
            .arg(c.toText, both->first.by, both->first.constraint, both->second.by, both->second.constraint),
        Say::tr("Composer refuses to install it, on this server as on a new one."),
        {next.isEmpty() ? Say::tr("Choose another release.")
                        : Say::tr("Choose another release, such as %1.").arg(next)},
        c.targetFile("composer.json, composer.lock"), Remedy::ChooseRelease);
}

void ruleShownVersion(const Case& c, Advice& a) {
    const auto shown = Version::parse(c.target.configVersion);
    if (!shown || !c.to || *shown == *c.to)
        return;
    fine(a, "shown-version",
         Say::tr("After the upgrade DreamFactory itself will say that it is %1.").arg(c.target.configVersion),
         Say::tr("config/app.php of %1 has that number, by hand. The wizard compares commits instead.")
             .arg(c.toText),
         c.targetFile("config/app.php"));
}

void ruleStops(const Case& c, Advice& a) {
    const QVector<Hop> stops = stopsOnTheWay(c);
    if (stops.isEmpty())
        return;
    const QString& first = stops.first().release;
    mustFix(a, "stop-first", Say::tr("From %1 to %2 the way goes by %3.").arg(c.fromText, c.toText, first),
            stops.first().why,
            {Say::tr("Choose %1 as the release to upgrade to; from there go on to %2.").arg(first, c.toText),
             Say::tr("It needs: %1.").arg(stops.first().needs)},
            source::catalogue(), Remedy::ChooseRelease);
}

} // namespace df
