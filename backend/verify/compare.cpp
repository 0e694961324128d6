#include "verify/area_order.h"
#include "verify/area_title.h"
#include "verify/judge.h"
#include "verify/known_changes.h"
#include "verify/mask.h"
#include "verify/times_test.h"

#include <algorithm>

namespace df {
namespace {

using Kind = Difference::Kind;

const SnapshotArea* find(const Snapshot& snapshot, const QString& id) {
    const auto it = std::find_if(snapshot.areas.begin(), snapshot.areas.end(),
                                 [&](const SnapshotArea& area) { return area.id == id; });
    return it == snapshot.areas.end() ? nullptr : &*it;
}

QHash<QString, const SnapshotItem*> byId(const SnapshotArea& area) {
    QHash<QString, const SnapshotItem*> items;
    for (const SnapshotItem& item : area.items)
        items.insert(item.id, &item);
    return items;
}

struct Sides {
    const SnapshotArea& before;
    const SnapshotArea& after;
    bool masksDiffer; ///< secrets were masked under different keys: masked values can't be compared
    [[nodiscard]] bool sameSource() const { return before.source == after.source; }
};

bool bothMasked(const QString& a, const QString& b) {
    return a.startsWith(QLatin1String("hidden:")) && b.startsWith(QLatin1String("hidden:"));
}

/// What varies by itself may still get worse: a call that begins to fail, a table that loses what must be
/// kept, a disk that fills. These are left to their rules.
bool mayBeMasked(const QString& area, const QString& item, const QString& attribute, const QString& before,
                 const QString& after) {
    if (area == QLatin1String("tables"))
        return !knownChanges().tablesKept.contains(item) || after.toLongLong() >= before.toLongLong();
    return area != QLatin1String("resources") && attribute != QLatin1String("answer");
}

/// The attributes that differ, but for what varies by itself. Where one side came by REST and the other by
/// SQL, only what both know counts.
void addAttributeDifferences(AreaComparison& result, const SnapshotItem& was, const SnapshotItem& is,
                             const Sides& sides) {
    if (was.attributes == is.attributes)
        return;
    const Mask mask(was, is);
    QStringList names = was.attributes.keys();
    for (auto it = is.attributes.begin(); it != is.attributes.end(); ++it)
        if (!was.attributes.contains(it.key()))
            names.append(it.key());
    for (const QString& name : std::as_const(names)) {
        const bool had = was.attributes.contains(name), has = is.attributes.contains(name);
        const QString before = was.attributes.value(name), after = is.attributes.value(name);
        if (before == after && had == has)
            continue;
        if ((had != has && !sides.sameSource()) || (sides.masksDiffer && bothMasked(before, after)))
            continue;
        if (mayBeMasked(result.id, is.id, name, before, after) && mask.covers(name, before, after)) {
            for (const QString& place : mask.placesOf(name))
                result.masked.append({is.id, is.label, place});
            continue;
        }
        const Kind kind = !had ? Kind::Added : !has ? Kind::Removed : Kind::Changed;
        result.differences.append({kind, is.id, is.label, name, before, after, Verdict::Look, {}});
    }
}

void addDifferences(AreaComparison& result, const Sides& sides) {
    const auto before = byId(sides.before), after = byId(sides.after);
    QVector<Difference>& differences = result.differences;
    for (const SnapshotItem& was : sides.before.items)
        if (!after.contains(was.id))
            differences.append({Kind::Removed, was.id, was.label, {}, {}, {}, Verdict::Look, {}});
    for (const SnapshotItem& is : sides.after.items) {
        const SnapshotItem* was = before.value(is.id);
        if (!was) {
            differences.append({Kind::Added, is.id, is.label, {}, {}, {}, Verdict::Look, {}});
            continue;
        }
        addAttributeDifferences(result, *was, is, sides);
    }
}

/// A package of the release's lock that isn't there in its version is no difference between two snapshots,
/// but worse.
void addMissingPackages(AreaComparison& result, const SnapshotArea& after, const CompareContext& context) {
    const auto installed = byId(after);
    for (auto it = context.targetPackages.begin(); context.upgraded() && it != context.targetPackages.end();
         ++it) {
        const SnapshotItem* item = installed.value(it.key());
        const QString has = item ? item->attributes.value(QStringLiteral("version")) : QString();
        const bool named = std::any_of(result.differences.begin(), result.differences.end(),
                                       [&](const Difference& d) { return d.item == it.key(); });
        if (!named && !sameVersion(has, it.value()))
            result.differences.append(
                {Kind::Changed, it.key(), it.key(), QStringLiteral("version"), has, it.value(),
                 Verdict::Worse,
                 CompareText::tr("The release's lock asks for this version, and it isn't installed.")});
    }
}

AreaComparison notComparable(const QString& id, const SnapshotArea* before, const SnapshotArea* after) {
    AreaComparison result;
    result.id = id;
    result.before = before ? static_cast<int>(before->items.size()) : 0;
    result.after = after ? static_cast<int>(after->items.size()) : 0;
    const bool had = before && before->collected, has = after && after->collected;
    const SnapshotArea* side = !has && after ? after : before;
    result.notCollected = side && !side->why.isEmpty() ? side->why : CompareText::tr("It wasn't collected.");
    if (had && !has) // what could be seen before and can't now is a finding in itself
        result.verdict =
            id == QLatin1String("status") || id == QLatin1String("tables") ? Verdict::Worse : Verdict::Look;
    return result;
}

/// Items on both sides without a difference that means anything: a later log-in leaves a user the same.
int sameItems(const SnapshotArea& before, const SnapshotArea& after, const QVector<Difference>& differences) {
    QSet<QString> differ;
    for (const Difference& d : differences)
        if (d.verdict > Verdict::Same)
            differ.insert(d.item);
    const auto was = byId(before);
    return static_cast<int>(
        std::count_if(after.items.begin(), after.items.end(), [&](const SnapshotItem& is) {
            return was.contains(is.id) && !differ.contains(is.id);
        }));
}

AreaComparison compareArea(const QString& id, const CompareContext& context, bool masksDiffer) {
    const SnapshotArea* before = find(context.before, id);
    const SnapshotArea* after = find(context.after, id);
    if (!before || !after || !before->collected || !after->collected)
        return notComparable(id, before, after);
    AreaComparison result;
    result.id = id;
    result.before = static_cast<int>(before->items.size());
    result.after = static_cast<int>(after->items.size());
    addDifferences(result, {*before, *after, masksDiffer});
    for (Difference& difference : result.differences) {
        const Judgement judgement = judge(id, difference, context);
        difference.verdict = judgement.verdict;
        difference.reason = judgement.reason;
    }
    if (id == QLatin1String("packages"))
        addMissingPackages(result, *after, context);
    result.same = sameItems(*before, *after, result.differences);
    std::stable_sort(result.differences.begin(), result.differences.end(),
                     [](const Difference& a, const Difference& b) { return a.verdict > b.verdict; });
    for (const Difference& difference : result.differences)
        result.verdict = std::max(result.verdict, difference.verdict);
    return result;
}

QString attributeOf(const Snapshot& snapshot, const QString& area, const QString& item,
                    const QString& attribute) {
    const SnapshotArea* found = find(snapshot, area);
    const SnapshotItem* entry = found ? byId(*found).value(item) : nullptr;
    return entry ? entry->attributes.value(attribute) : QString();
}

CompareContext contextOf(const Snapshot& before, const Snapshot& after, const Expected& expected) {
    CompareContext context{before, after, expected, {}, {}, {}};
    for (const QString& package : expected.packagesOfTarget)
        context.targetPackages.insert(package.section(QLatin1Char(' '), 0, 0),
                                      package.section(QLatin1Char(' '), 1, 1));
    if (const SnapshotArea* services = find(before, QStringLiteral("services")))
        for (const SnapshotItem& service : services->items)
            context.typesInUse.insert(service.attributes.value(QStringLiteral("type")));
    return context;
}

/// The one sentence that says why the verdict is what it is.
QString decision(const Comparison& comparison) {
    int differences = 0;
    for (const AreaComparison& area : comparison.areas)
        differences += static_cast<int>(
            std::count_if(area.differences.begin(), area.differences.end(),
                          [&](const Difference& d) { return d.verdict == comparison.verdict; }));
    if (comparison.verdict == Verdict::Same)
        return CompareText::tr("Everything that was compared is the same.");
    if (comparison.verdict == Verdict::AsExpected)
        return CompareText::tr("Everything that differs is what this release changes.");
    for (const AreaComparison& area : comparison.areas) {
        if (area.verdict != comparison.verdict)
            continue;
        if (area.differences.isEmpty() || area.differences.first().verdict != comparison.verdict)
            return CompareText::tr("%1 could be seen before and can't be seen now: %2")
                .arg(areaTitle(area.id), area.notCollected);
        const Difference& first = area.differences.first();
        return differences == 1
                   ? CompareText::tr("%1, %2: %3").arg(areaTitle(area.id), first.label, first.reason)
                   : CompareText::tr("%1, %2: %3 (%4 such differences in all)")
                         .arg(areaTitle(area.id), first.label, first.reason, QString::number(differences));
    }
    return {};
}

} // namespace

Comparison compare(const Snapshot& before, const Snapshot& after, const Expected& expected) {
    CompareContext context = contextOf(before, after, expected);
    const QString mark = QStringLiteral("APP_KEY mark"), value = QStringLiteral("value"),
                  system = QStringLiteral("system");
    const bool masksDiffer =
        attributeOf(before, system, mark, value) != attributeOf(after, system, mark, value);
    Comparison comparison;
    comparison.times = judgeTimes(before.times, after.times);
    for (const CallJudgement& call : std::as_const(comparison.times.judged))
        context.times.insert(call.call, call);
    for (const QString& id : areasOf(before, after)) {
        comparison.areas.append(compareArea(id, context, masksDiffer));
        comparison.verdict = std::max(comparison.verdict, comparison.areas.last().verdict);
    }
    comparison.decidedBy = decision(comparison);
    return comparison;
}

} // namespace df
