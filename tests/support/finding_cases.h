#pragma once

#include "support/advice_case.h"

namespace df::test {

/// What bends the healthy case so that a finding is made, and what a case looks like in which it is not.
struct FindingCase {
    using Bend = std::function<void(AdviceCase&)>;
    const char* name;
    const char* id;
    Severity severity;
    Bend shows;
    const char* textHas; ///< a value of the server's own that the text must hold
    Bend hides = {};     ///< nothing with that id and severity is said then; empty: the healthy case itself
};

[[nodiscard]] QVector<FindingCase> findingCases(); ///< all of them

// One file each, finding_cases_*.cpp.
[[nodiscard]] QVector<FindingCase> appKeyCases();
[[nodiscard]] QVector<FindingCase> codeCases();
[[nodiscard]] QVector<FindingCase> commercialCases();
[[nodiscard]] QVector<FindingCase> databaseCases();
[[nodiscard]] QVector<FindingCase> envCases();
[[nodiscard]] QVector<FindingCase> leftoverCases();
[[nodiscard]] QVector<FindingCase> phpCases();
[[nodiscard]] QVector<FindingCase> releaseCases();
[[nodiscard]] QVector<FindingCase> serviceCases();
[[nodiscard]] QVector<FindingCase> accessCases();
[[nodiscard]] QVector<FindingCase> composerCases();
[[nodiscard]] QVector<FindingCase> containerCases();
[[nodiscard]] QVector<FindingCase> diskCases();
[[nodiscard]] QVector<FindingCase> machineCases();
[[nodiscard]] QVector<FindingCase> nodeCases();
[[nodiscard]] QVector<FindingCase> runtimeCases();
[[nodiscard]] QVector<FindingCase> scheduleCases();
[[nodiscard]] QVector<FindingCase> webCases();

} // namespace df::test
