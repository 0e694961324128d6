#pragma once

#include "verify/judge.h"
#include "verify/known_changes.h"

/// Inside this room: the rules of each area, by family, and what they are written with.
namespace df::rules {

using Kind = Difference::Kind;
using Rule = Judgement (*)(const Difference&, const CompareContext&);
using Rules = QHash<QString, Rule>; ///< by area

inline Judgement same(const QString& reason) { return {Verdict::Same, reason}; }
inline Judgement expected(const QString& reason) { return {Verdict::AsExpected, reason}; }
inline Judgement look(const QString& reason) { return {Verdict::Look, reason}; }
inline Judgement worse(const QString& reason) { return {Verdict::Worse, reason}; }

[[nodiscard]] inline bool whole(const Difference& d) { return d.attribute.isEmpty(); }
[[nodiscard]] inline bool is(const Difference& d, const char* attribute) {
    return d.attribute == QLatin1String(attribute);
}
/// An attribute that says whether something is switched on: "active", "enabled".
[[nodiscard]] bool switchedOff(const Difference& d);

/// Gone is worse; anything else needs a look.
[[nodiscard]] Judgement byDefault(const Difference& d, const CompareContext& c);
/// A version text that should now name the target. Some tags carry a wrong one, so it never decides alone.
[[nodiscard]] Judgement versionText(const Difference& d, const CompareContext& c);
/// Null if there is none. Its areas' items are sorted by id.
[[nodiscard]] const SnapshotItem* itemIn(const Snapshot& snapshot, const QString& area, const QString& item);
/// An attribute of the item as it is now; empty if there is none.
[[nodiscard]] QString valueNow(const CompareContext& c, const QString& area, const QString& item,
                               const QString& attribute);
/// The same as it was.
[[nodiscard]] QString valueBefore(const CompareContext& c, const QString& area, const QString& item,
                                  const QString& attribute);
/// The upgrade goes from before `release` to it or beyond.
[[nodiscard]] bool crosses(const CompareContext& c, const QString& release);

[[nodiscard]] Rules definitions(); ///< services, people, roles, apps and what else admins define
[[nodiscard]] Rules data();        ///< tables, migrations, passwords, encrypted values
[[nodiscard]] Rules answers();     ///< /status, the start page, calls and their times, paths, the log
[[nodiscard]] Rules machine();     ///< versions, PHP, packages, .env, owners, processes, cron, files

} // namespace df::rules
