#include "advise/ways.h"

#include "advise/rules.h"
#include "advise/text.h"

#include <QHash>

#include <algorithm>

namespace df {
namespace {

const Finding* mustFixWith(const Advice& a, const char* id) {
    const auto it = std::find_if(a.findings.begin(), a.findings.end(), [&](const Finding& f) {
        return f.severity == Severity::MustFix && f.id == QLatin1String(id);
    });
    return it == a.findings.end() ? nullptr : &*it;
}

/// The first of these must-fix findings that is open.
const Finding* firstOf(const Advice& a, std::initializer_list<const char*> ids) {
    for (const char* id : ids)
        if (const Finding* f = mustFixWith(a, id))
            return f;
    return nullptr;
}

/// What no work on this server changes: the upgrade can't happen in place.
const Finding* againstInPlace(const Case& c, const Advice& a) {
    if (const Finding* f = firstOf(a, {"installation-kind", "same-release", "downgrade", "database-engine",
                                       "admin-interface", "not-a-repository"}))
        return f;
    return c.php.problem == PhpChoice::Problem::SiteDoesNotFit &&
                   phpForBoth(c.here.code.composerJson, c.needs).isEmpty()
               ? mustFixWith(a, "php-version")
               : nullptr;
}

Way recommended(const Case& c, const Advice& a) {
    if (firstOf(a, {"same-release", "downgrade"}))
        return Way::Stay;
    if (firstOf(a, {"installation-kind", "database-engine"}))
        return Way::None;
    if (firstOf(a, {"admin-interface"}))
        return Way::Stay;
    return againstInPlace(c, a) ? Way::Migration : Way::InPlace;
}

QString minutes(double low, double high) {
    const int a = std::max(1, int(low / 60)), b = std::max(a + 1, int(high / 60 + 0.999));
    return Say::tr("%1–%2 min").arg(QString::number(a), QString::number(b));
}

/// When PHP's makers stop mending a minor version (php.net, supported versions).
QString endOfFixes(const QString& minor) {
    static const QHash<QString, QString> ends{{QStringLiteral("5.6"), QStringLiteral("Dec 2018")},
                                              {QStringLiteral("7.0"), QStringLiteral("Jan 2019")},
                                              {QStringLiteral("7.1"), QStringLiteral("Dec 2019")},
                                              {QStringLiteral("7.2"), QStringLiteral("Nov 2020")},
                                              {QStringLiteral("7.3"), QStringLiteral("Dec 2021")},
                                              {QStringLiteral("7.4"), QStringLiteral("Nov 2022")},
                                              {QStringLiteral("8.0"), QStringLiteral("Nov 2023")},
                                              {QStringLiteral("8.1"), QStringLiteral("Dec 2025")},
                                              {QStringLiteral("8.2"), QStringLiteral("Dec 2026")},
                                              {QStringLiteral("8.3"), QStringLiteral("Dec 2027")},
                                              {QStringLiteral("8.4"), QStringLiteral("Dec 2028")},
                                              {QStringLiteral("8.5"), QStringLiteral("Dec 2029")}};
    return ends.value(minor);
}

WayOption inPlace(const Case& c, const Advice& a) {
    WayOption o;
    o.way = Way::InPlace;
    const Finding* against = againstInPlace(c, a);
    o.possible = !against;
    if (against) {
        o.whyNot = against->text;
        return o;
    }
    o.needs = c.php.problem == PhpChoice::Problem::None
                  ? Say::tr("PHP %1, which is here").arg(minorOf(c.php.siteVersion))
                  : Say::tr("PHP %1").arg(listText(fittingPhp(c.needs), 3));
    const double tree = double(c.here.bytesWithoutStorage), data = double(c.here.database.bytes);
    const int low = 1 + int(data / 200e6), high = 10 + int(data / 20e6);
    o.usersCutOff = Say::tr("about %1–%2 s").arg(QString::number(low), QString::number(high));
    o.takes = minutes(60 + tree / 100e6 + data / 10e6, 240 + tree / 20e6 + data / 3e6);
    o.diskNeeded = bytesText(a.diskNeededBytes);
    o.risk = Say::tr("low: rehearsed on a copy first");
    o.wayBack = Say::tr("one button, about 10 s");
    return o;
}

WayOption inSteps(const Case& c) {
    WayOption o;
    o.way = Way::InSteps;
    o.whyNot =
        c.toText.isEmpty()
            ? Say::tr("not known: no release could be read")
            : Say::tr("not needed: no release between %1 and %2 has to be visited").arg(c.fromText, c.toText);
    return o;
}

WayOption migration(const Case& c) {
    WayOption o;
    o.way = Way::Migration;
    o.whyNot = Say::tr("this version of the wizard can't do it for you yet");
    o.needs = c.toText.isEmpty() ? Say::tr("a second server with DreamFactory")
                                 : Say::tr("a second server with DreamFactory %1").arg(c.toText);
    o.usersCutOff = Say::tr("while you point DNS over");
    o.takes = minutes(2400, 4200);
    o.diskNeeded =
        Say::tr("%1 over there")
            .arg(bytesText(c.here.bytesWithoutStorage + c.here.storage.bytes + 2 * c.here.database.bytes));
    o.risk = Say::tr("low: this server is only read");
    o.wayBack = Say::tr("point back to this server");
    return o;
}

WayOption stay(const Case& c) {
    WayOption o;
    o.way = Way::Stay;
    o.possible = true;
    o.needs = Say::tr("nothing");
    o.usersCutOff = Say::tr("none");
    const QString minor = c.php.siteVersion.isEmpty() ? QString() : minorOf(c.php.siteVersion);
    if (const QString end = endOfFixes(minor); !end.isEmpty())
        o.risk = Say::tr("PHP %1 gets fixes until %2").arg(minor, end);
    return o;
}

void reasonFromRelease(const Case& c, Advice& a) {
    if (c.toText.isEmpty())
        return; // none could be read
    if (const CatalogueRelease* known = c.tables.byCommit(c.target.commit))
        a.reasons.append({QStringLiteral("release"),
                          Say::tr("%1 is the vendor's release of %2.").arg(c.toText, known->date),
                          QStringLiteral("release catalogue, by commit")});
    else
        a.reasons.append(
            {QStringLiteral("release"),
             Say::tr("The commit behind %1 is not in the catalogue; the release's own files were read.")
                 .arg(c.toText),
             QStringLiteral("git ls-remote")});
    if (c.php.problem == PhpChoice::Problem::None && !c.needs.php.isEmpty())
        a.reasons.append(
            {QStringLiteral("php"),
             Say::tr("PHP %1 of this server runs %2, which asks for %3: no new server is needed for it.")
                 .arg(c.php.siteVersion, c.toText, c.needs.php.first().constraint),
             c.targetFile("composer.json")});
    if (c.fromLaravel > 0 && c.toLaravel > c.fromLaravel)
        a.reasons.append({QStringLiteral("laravel"),
                          Say::tr("Laravel goes from %1 to %2, which changes what some keys of .env mean.")
                              .arg(QString::number(c.fromLaravel), QString::number(c.toLaravel)),
                          c.targetFile("composer.lock")});
}

void reasonFromWay(const Case& c, Advice& a) {
    if (a.way == Way::InPlace)
        a.reasons.prepend(
            {QStringLiteral("one-step"),
             Say::tr(
                 "%1 can be reached from %2 in one step: migrations of the database run through in order.")
                 .arg(c.toText, c.fromText),
             QStringLiteral("facts §2")});
    else if (const Finding* against = againstInPlace(c, a))
        a.reasons.prepend({against->id, against->text, against->source});
}

void reasonFromVendor(const Case& c, Advice& a) {
    if (!c.from || !c.to || a.way == Way::Stay || a.way == Way::None)
        return;
    for (const VendorRow& row : vendorRowsFor(c.tables, c.from->number(0), c.to->number(0), a.way))
        a.reasons.append({QStringLiteral("vendor-") + row.id,
                          row.verdict == QLatin1String("holds")
                              ? Say::tr("The vendor says the same: “%1”").arg(row.says)
                              : Say::tr("The vendor says: “%1” %2").arg(row.says, row.reality),
                          Say::tr("%1, against %2").arg(row.document, row.source)});
}

} // namespace

QVector<VendorRow> vendorRowsFor(const Catalogue& tables, int fromMajor, int toMajor, Way way) {
    QVector<VendorRow> rows;
    for (const VendorRow& row : tables.vendorRows) {
        const bool anyFrom = row.from == QLatin1String("*");
        const bool matches = anyFrom ? (row.to == QLatin1String("other-server") && way == Way::Migration) ||
                                           (row.to == QLatin1String("same") && fromMajor == toMajor) ||
                                           (row.to == QLatin1String("higher") && fromMajor < toMajor)
                                     : fromMajor <= row.from.toInt() && row.to.toInt() <= toMajor;
        if (matches && !row.verdict.isEmpty())
            rows << row;
    }
    return rows;
}

void weighWays(const Case& c, Advice& a) {
    a.way = recommended(c, a);
    a.options = {inPlace(c, a), inSteps(c), migration(c), stay(c)};
    reasonFromRelease(c, a);
    reasonFromWay(c, a);
    reasonFromVendor(c, a);
}

} // namespace df
