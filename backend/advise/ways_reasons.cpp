#include "advise/ways_reasons.h"

#include "advise/jump_reasons.h"
#include "advise/sources.h"
#include "advise/text.h"
#include "advise/ways.h"

namespace df {
namespace {

QString shortOf(const QString& commit) { return commit.left(12); }

/// The release's own files first, then the catalogue by commit; said aloud where the two differ.
void releaseReasons(const Case& c, Advice& a) {
    const CatalogueRelease* byCommit = c.tables.byCommit(c.target.commit);
    const CatalogueRelease* byTag = c.tables.byTag(c.target.tag);
    if (byCommit)
        a.reasons.append({QStringLiteral("release"),
                          Say::tr("%1 is the vendor's release of %2.").arg(c.toText, byCommit->date),
                          Say::tr("%1, by commit").arg(source::catalogue())});
    else if (byTag)
        a.reasons.append({QStringLiteral("source-release"),
                          Say::tr("The wizard knows %1 as commit %2; on this server's remote it is %3. The "
                                  "release's own files were read, and they decide.")
                              .arg(c.toText, shortOf(byTag->commit), shortOf(c.target.commit)),
                          Say::tr("git ls-remote, against %1").arg(source::catalogue())});
    else
        a.reasons.append(
            {QStringLiteral("release"),
             Say::tr("The wizard doesn't know the commit behind %1; the release's own files were read.")
                 .arg(c.toText),
             QStringLiteral("git ls-remote")});
    if (!byTag)
        return;
    const QString own = c.needs.php.isEmpty() || c.needs.php.first().by != QLatin1String("composer.json")
                            ? QString()
                            : c.needs.php.first().constraint;
    if (!own.isEmpty() && !byTag->phpConstraint.isEmpty() && own != byTag->phpConstraint)
        a.reasons.append(
            {QStringLiteral("source-php"),
             Say::tr("The release asks for PHP %1, the wizard's list says %2: the release's file decides.")
                 .arg(own, byTag->phpConstraint),
             Say::tr("%1, against %2").arg(c.targetFile("composer.json"), source::catalogue())});
    const int known = majorOf(byTag->laravel);
    if (c.needs.laravel() > 0 && known > 0 && known != c.needs.laravel())
        a.reasons.append(
            {QStringLiteral("source-laravel"),
             Say::tr("The release brings Laravel %1, the wizard's list says %2: the release's file decides.")
                 .arg(QString::number(c.needs.laravel()), QString::number(known)),
             Say::tr("%1, against %2").arg(c.targetFile("composer.lock"), source::catalogue())});
}

void phpReason(const Case& c, Advice& a) {
    const auto add = [&](const QString& text) {
        a.reasons.append({QStringLiteral("php"), text, c.targetFile("composer.json")});
    };
    if (c.needs.php.isEmpty())
        return;
    if (c.php.problem == PhpChoice::Problem::None)
        add(Say::tr("PHP %1 of this server runs %2, which asks for %3: no new server is needed for it.")
                .arg(c.php.siteVersion, c.toText, c.needs.php.first().constraint));
    else if (c.php.beside)
        add(Say::tr(
                "%1 and %2 need different PHP (%3, %4). Both can live on this server, so no new server is "
                "needed.")
                .arg(c.fromText, c.toText, minorOf(c.php.siteVersion), c.php.beside->minor));
}

void laravelReason(const Case& c, Advice& a) {
    if (c.fromLaravel > 0 && c.toLaravel > c.fromLaravel)
        a.reasons.append({QStringLiteral("laravel"),
                          Say::tr("Laravel goes from %1 to %2, which changes what some keys of .env mean.")
                              .arg(QString::number(c.fromLaravel), QString::number(c.toLaravel)),
                          c.targetFile("composer.lock")});
}

void wayReason(const Case& c, const Finding* against, Advice& a) {
    if (a.way == Way::InPlace && !c.toText.isEmpty())
        a.reasons.prepend({QStringLiteral("one-step"),
                           Say::tr("%1 can be reached from %2 in one step: migrations of the database run "
                                   "through in order.")
                               .arg(c.toText, c.fromText),
                           c.tables.between.source});
    else if (a.way == Way::InSteps)
        for (auto h = a.stops.crbegin(); h != a.stops.crend(); ++h) // the first stop's reason comes first
            a.reasons.prepend({QStringLiteral("stop"), h->why, source::catalogue()});
    else if (against)
        a.reasons.prepend({against->id, against->text, against->source});
}

void vendorReasons(const Case& c, Advice& a) {
    for (const VendorRow& row : vendorRowsFor(c.tables, c.from->number(0), c.to->number(0), a.way))
        a.reasons.append({QStringLiteral("vendor-") + row.id,
                          row.verdict == QLatin1String("holds")
                              ? Say::tr("The vendor says the same: “%1”").arg(row.says)
                              : Say::tr("The vendor says: “%1” %2").arg(row.says, row.reality),
                          Say::tr("%1, against %2").arg(row.document, row.source)});
}

} // namespace

void giveReasons(const Case& c, const Finding* against, Advice& a) {
    if (!c.toText.isEmpty()) { // else none could be read
        releaseReasons(c, a);
        phpReason(c, a);
        laravelReason(c, a);
    }
    wayReason(c, against, a);
    if (!c.from || !c.to || a.way == Way::Stay || a.way == Way::None)
        return;
    jumpReasons(c, a);
    schemaReasons(c, a);
    vendorReasons(c, a);
}

} // namespace df
