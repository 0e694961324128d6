#include "support/finding_cases.h"

namespace df::test {

QVector<FindingCase> findingCases() {
    QVector<FindingCase> all;
    for (const auto part : {codeCases, databaseCases, envCases, phpCases, serverCases})
        all += part();
    return all;
}

} // namespace df::test
