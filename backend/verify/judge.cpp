#include "verify/judge.h"

#include "core/version.h"
#include "verify/rules.h"

#include <algorithm>

namespace df {
namespace rules {
namespace {

QString valueIn(const Snapshot& snapshot, const QString& area, const QString& item,
                const QString& attribute) {
    const SnapshotItem* found = itemIn(snapshot, area, item);
    return found ? found->attributes.value(attribute) : QString();
}

/// In a move the machine's part is the new server's own: its log with what was before, its processes, its
/// schedules, its settings.
Judgement onAnotherMachine(const QString& area, const Judgement& here) {
    if (area == QLatin1String("env") && here.verdict == Verdict::Look)
        return expected(CompareText::tr("The table of .env decided which server's setting counts."));
    if (area == QLatin1String("log") && here.verdict == Verdict::Worse)
        return look(CompareText::tr("It is in the new server's own log, perhaps from before the move."));
    if ((area == QLatin1String("service-states") || area == QLatin1String("cron")) &&
        here.verdict == Verdict::Worse)
        return look(CompareText::tr(
            "It runs on the old server. The new one has processes and schedules of its own."));
    return here;
}

Rules together() {
    Rules rules = definitions();
    for (const Rules& family : {data(), answers(), machine()})
        rules.insert(family);
    return rules;
}

const Rules& all() {
    static const Rules rules = together();
    return rules;
}

} // namespace

const SnapshotItem* itemIn(const Snapshot& snapshot, const QString& area, const QString& item) {
    for (const SnapshotArea& a : snapshot.areas) {
        if (a.id != area)
            continue;
        const auto it = std::lower_bound(a.items.begin(), a.items.end(), item,
                                         [](const SnapshotItem& i, const QString& id) { return i.id < id; });
        return it != a.items.end() && it->id == item ? &*it : nullptr;
    }
    return nullptr;
}

bool switchedOff(const Difference& d) {
    return (is(d, "active") || is(d, "enabled")) && d.after == QLatin1String("no");
}

Judgement byDefault(const Difference& d, const CompareContext&) {
    if (!whole(d))
        return look(CompareText::tr("It has another value than before."));
    return d.kind == Kind::Removed ? worse(CompareText::tr("It was there before and is gone."))
                                   : look(CompareText::tr("It wasn't there before."));
}

Judgement versionText(const Difference& d, const CompareContext& c) {
    if (!c.upgraded())
        return look(CompareText::tr("Another version answers."));
    if (sameVersion(d.after, c.expected.toRelease))
        return expected(CompareText::tr("This is the release that was installed."));
    return look(
        CompareText::tr("The version text isn't the release's name. Some releases carry a wrong text."));
}

QString valueNow(const CompareContext& c, const QString& area, const QString& item,
                 const QString& attribute) {
    return valueIn(c.after, area, item, attribute);
}

QString valueBefore(const CompareContext& c, const QString& area, const QString& item,
                    const QString& attribute) {
    return valueIn(c.before, area, item, attribute);
}

bool crosses(const CompareContext& c, const QString& release) {
    const auto from = Version::parse(c.expected.fromRelease), to = Version::parse(c.expected.toRelease),
               at = Version::parse(release);
    return c.upgraded() && from && to && at && *from < *at && !(*to < *at);
}

} // namespace rules

bool sameVersion(const QString& a, const QString& b) {
    const auto bare = [](const QString& v) { return v.startsWith(QLatin1Char('v')) ? v.mid(1) : v; };
    return bare(a) == bare(b);
}

Judgement judge(const QString& area, const Difference& difference, const CompareContext& context) {
    const Judgement here = rules::all().value(area, rules::byDefault)(difference, context);
    return context.expected.otherMachine ? rules::onAnotherMachine(area, here) : here;
}

} // namespace df
