#include "support/finding_cases.h"

namespace df::test {

QVector<FindingCase> findingCases() {
    QVector<FindingCase> all;
    for (const auto part : {appKeyCases, codeCases, commercialCases, databaseCases, envCases, leftoverCases,
                            phpCases, releaseCases, serverCases, serviceCases})
        all += part();
    return all;
}

} // namespace df::test
