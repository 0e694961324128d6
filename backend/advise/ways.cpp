#include "advise/ways.h"

#include "advise/end_of_life.h"
#include "advise/rules.h"
#include "advise/stops.h"
#include "advise/text.h"
#include "advise/ways_reasons.h"

#include <algorithm>

namespace df {
namespace {

const Finding* mustFixWith(const Advice& a, const char* id) {
    const auto it = std::find_if(a.findings.begin(), a.findings.end(), [&](const Finding& f) {
        return f.severity == Severity::MustFix && f.id == QLatin1String(id);
    });
    return it == a.findings.end() ? nullptr : &*it;
}

const Finding* told(const Advice& a, const char* id) {
    const auto it = std::find_if(a.findings.begin(), a.findings.end(),
                                 [&](const Finding& f) { return f.id == QLatin1String(id); });
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
    if (c.here.closed)
        return mustFixWith(a, "no-root");
    if (const Finding* f = firstOf(a, {"installation-kind", "downgrade", "database-engine", "admin-interface",
                                       "release-contradicts", "not-a-repository"}))
        return f;
    if (c.sameRelease())
        return told(a, "same-release");
    return c.php.problem == PhpChoice::Problem::SiteDoesNotFit && !c.php.beside &&
                   phpForBoth(c.here.code.composerJson, c.needs).isEmpty()
               ? mustFixWith(a, "php-version")
               : nullptr;
}

Way recommended(const Case& c, const Advice& a) {
    if (c.sameRelease() || firstOf(a, {"downgrade"}))
        return Way::Stay;
    if (c.here.closed || firstOf(a, {"installation-kind", "database-engine"}))
        return Way::None;
    if (firstOf(a, {"admin-interface", "release-contradicts"}))
        return Way::Stay;
    const Finding* against = againstInPlace(c, a);
    if (!a.stops.isEmpty() && (!against || against->id == QLatin1String("php-version")))
        return Way::InSteps;
    return against ? Way::Migration : Way::InPlace;
}

QString minutes(double low, double high) {
    const int a = std::max(1, int(low / 60)), b = std::max(a + 1, int(high / 60 + 0.999));
    return Say::tr("%1–%2 min").arg(QString::number(a), QString::number(b));
}

QString phpNeeded(const Case& c) {
    if (c.php.problem == PhpChoice::Problem::None)
        return Say::tr("PHP %1, which is here").arg(minorOf(c.php.siteVersion));
    if (!c.php.beside)
        return Say::tr("PHP %1").arg(listText(fittingPhp(c.needs), 3));
    const QString old = minorOf(c.php.siteVersion);
    return c.php.beside->installed
               ? Say::tr("PHP %1 beside %2: is installed here").arg(c.php.beside->minor, old)
               : Say::tr("PHP %1 beside %2: can be installed from this server's sources")
                     .arg(c.php.beside->minor, old);
}

WayOption inPlace(const Case& c, const Advice& a) {
    WayOption o;
    o.way = Way::InPlace;
    const Finding* against = againstInPlace(c, a);
    if (!against)
        against = mustFixWith(a, "stop-first");
    o.possible = !against;
    if (against) {
        o.whyNot = c.here.closed ? Say::tr("not known: the folder can't be read") : against->text;
        return o;
    }
    o.needs = phpNeeded(c);
    const double tree = double(c.here.bytesWithoutStorage), data = double(c.here.database.bytes);
    const double install = c.php.beside && !c.php.beside->installed ? 60 : 0; // at least, of PHP's packages
    const int low = 1 + int(data / 200e6), high = 10 + int(data / 20e6);
    o.usersCutOff = Say::tr("about %1–%2 s").arg(QString::number(low), QString::number(high));
    o.takes =
        minutes(60 + install + tree / 100e6 + data / 10e6, 240 + 5 * install + tree / 20e6 + data / 3e6);
    o.diskNeeded = bytesText(a.diskNeededBytes);
    o.risk = c.php.beside ? Say::tr("low: rehearsed on a copy first, and PHP %1 stays as it is")
                                .arg(minorOf(c.php.siteVersion))
                          : Say::tr("low: rehearsed on a copy first");
    o.wayBack = Say::tr("one button, about 10 s");
    return o;
}

QString whyNoSteps(const Case& c, const Finding* against) {
    if (c.toText.isEmpty())
        return Say::tr("not known: no release could be read");
    if (!c.from || !c.to)
        return Say::tr("not known: which release is installed wasn't found out");
    if (!(*c.from < *c.to))
        return Say::tr("not needed: %1 is not newer than %2").arg(c.toText, c.fromText);
    if (against && against->id == QLatin1String("php-version"))
        return Say::tr("would not help: no release in between runs both on a PHP of %1 and on one of %2")
            .arg(c.fromText, c.toText);
    if (against)
        return Say::tr("would not help: %1").arg(against->text);
    return Say::tr("not needed: %1 can be reached in one step").arg(c.toText);
}

/// Each step is an upgrade in place of its own.
WayOption inSteps(const Case& c, const Advice& a) {
    WayOption o;
    o.way = Way::InSteps;
    o.possible =
        !a.stops.isEmpty() && !firstOf(a, {"installation-kind", "database-engine", "not-a-repository"});
    if (!o.possible) {
        o.whyNot = whyNoSteps(c, againstInPlace(c, a));
        return o;
    }
    QStringList needs;
    for (const Hop& h : a.stops)
        needs << Say::tr("%1: %2").arg(h.release, h.needs);
    const int steps = int(a.stops.size()) + 1;
    o.needs = needs.join(QStringLiteral("; "));
    o.usersCutOff = Say::tr("%1 times some seconds").arg(steps);
    o.takes = minutes(120.0 * steps, 600.0 * steps);
    o.diskNeeded = bytesText(a.diskNeededBytes);
    o.risk = Say::tr("low: each step is rehearsed on a copy first");
    o.wayBack = Say::tr("one button for each step");
    return o;
}

WayOption migration(const Case& c, const Advice& a) {
    WayOption o;
    o.way = Way::Migration;
    const Finding* nowhere = firstOf(a, {"release-contradicts"});
    o.whyNot = nowhere ? nowhere->text : Say::tr("this version of the wizard can't do it for you yet");
    o.needs = c.toText.isEmpty() ? Say::tr("a second server with DreamFactory")
                                 : Say::tr("a second server with DreamFactory %1").arg(c.toText);
    o.usersCutOff = Say::tr("while you point DNS over");
    o.takes = minutes(2400, 4200);
    if (const qint64 bytes = c.here.bytesWithoutStorage + c.here.storage.bytes + 2 * c.here.database.bytes)
        o.diskNeeded = Say::tr("%1 over there").arg(bytesText(bytes));
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
    const QDate end = phpEndOfLife(minor), today = c.server.machine.clock.date();
    if (end.isValid())
        o.risk = (today.isValid() && end < today ? Say::tr("PHP %1 has had no security fixes since %2")
                                                 : Say::tr("PHP %1 gets security fixes until %2"))
                     .arg(minor, monthText(end));
    return o;
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
    a.stops = stopsOnTheWay(c);
    a.way = recommended(c, a);
    if (a.way == Way::InSteps) {
        for (const Hop& h : a.stops)
            a.hops << h.release;
        a.hops << c.toText;
    }
    const Finding* against = againstInPlace(c, a);
    a.options = {inPlace(c, a), inSteps(c, a), migration(c, a), stay(c)};
    giveReasons(c, against, a);
    a.wouldChange = whatWouldChange(c, against, a);
}

} // namespace df
