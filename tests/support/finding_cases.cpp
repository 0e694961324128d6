#include "support/finding_cases.h"

namespace df::test {

QVector<FindingCase> findingCases() {
    QVector<FindingCase> all;
    for (const auto part : {appKeyCases, codeCases, commercialCases, databaseCases, envCases, leftoverCases,
                            phpCases, releaseCases, serviceCases, accessCases, composerCases, containerCases,
                            diskCases, machineCases, nodeCases, runtimeCases, scheduleCases, webCases})
        all += part();
    return all;
}

} // namespace df::test
