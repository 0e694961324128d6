#pragma once

#include "advise/advice.h"

namespace df {

/// One kind of finding: its stable id, what it is about, and the severities it can have.
struct FindingKind {
    const char* id;
    Area area;
    unsigned severities; ///< bits: 1 << int(Severity)
    [[nodiscard]] bool canBe(Severity severity) const { return severities & (1U << unsigned(severity)); }
};

/// Every finding that a rule may make, by area. A rule that makes another one fails its test.
[[nodiscard]] const QVector<FindingKind>& findingKinds();

/// nullptr: no such kind.
[[nodiscard]] const FindingKind* findingKind(const QString& id);

} // namespace df
