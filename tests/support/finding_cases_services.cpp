#include "support/finding_cases.h"

namespace df::test {
namespace {

QString S(const char* text) { return QString::fromUtf8(text); }
void nothing(AdviceCase&) {}

} // namespace

QVector<FindingCase> serviceCases() {
    return {
        {"api keys", "api-keys", Severity::Fine, [](AdviceCase&) {}, "api_docs",
         [](AdviceCase& c) { c.here.code.commit = c.target.commit; }},
        {"type lost", "service-types", Severity::ShouldKnow,
         [](AdviceCase& c) {
             c.here.database.serviceTypes.insert(S("couchbase"), 3);
             c.here.code.lockedPackages.insert(S("dreamfactory/df-couchbase"), S("0.8.0"));
         },
         "couchbase (3)"},
        {"type dead already", "service-types-dead", Severity::Fine,
         [](AdviceCase& c) { c.here.database.serviceTypes.insert(S("mysql"), 1); }, "mysql (1)"},
        {"every service runs", "service-types", Severity::Fine, nothing, "7.3.3",
         [](AdviceCase& c) { c.target.composerLock.clear(); }},
    };
}

} // namespace df::test
