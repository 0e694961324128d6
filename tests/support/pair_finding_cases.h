#pragma once

#include "advise/pair_advice.h"
#include "support/advice_case.h"
#include "support/pair_case.h"

namespace df::test {

/// As FindingCase, for two servers.
struct PairFindingCase {
    using Bend = std::function<void(PairCase&)>;
    const char* name;
    const char* id;
    Severity severity;
    Bend shows;
    const char* textHas;
    Bend hides = {}; ///< nothing with that id and severity is said then; empty: the ordinary pair itself
};

[[nodiscard]] QVector<PairFindingCase> pairFindingCases();

} // namespace df::test
