#include "support/finding_cases.h"

namespace df::test {
namespace {

QString S(const char* text) { return QString::fromUtf8(text); }
void nothing(AdviceCase&) {}

} // namespace

QVector<FindingCase> serviceCases() {
    return {
        {"api keys", "api-keys", Severity::Fine,
         [](AdviceCase& c) { c.here.database.ownApiKeys = {S("admin")}; }, "admin"},
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

        {"scripts stop", "scripts", Severity::ShouldKnow,
         [](AdviceCase& c) {
             c.here.database.counts[S("event_script")] = 4;
             c.here.code.lockedPackages[S("dreamfactory/df-script")] = S("0.18.0");
         },
         "event scripts (4)", [](AdviceCase& c) { c.here.database.counts[S("event_script")] = 0; }},
        {"scripts do nothing", "scripts-dead", Severity::Fine,
         [](AdviceCase& c) { c.here.database.counts[S("limits")] = 2; }, "limits (2)"},
        {"files elsewhere", "service-paths", Severity::Fine,
         [](AdviceCase& c) { c.here.database.servicePaths = {S("docs: /srv/files")}; }, "docs: /srv/files"},
        {"a file in vendor", "service-files-replaced", Severity::ShouldKnow,
         [](AdviceCase& c) { c.here.database.servicePaths = {S("pg: /opt/dreamfactory/vendor/ca.pem")}; },
         "vendor/ca.pem",
         [](AdviceCase& c) { c.here.database.servicePaths = {S("pg: /opt/dreamfactory/storage/ca.pem")}; }},
        {"a connector of their own", "service-types-unknown", Severity::ShouldKnow,
         [](AdviceCase& c) {
             c.here.database.serviceTypes[S("acme_crm")] = 2;
             c.here.code.modified = {S("composer.lock")};
         },
         "acme_crm (2)", [](AdviceCase& c) { c.here.database.serviceTypes[S("acme_crm")] = 2; }},
        {"an unknown type", "service-types-unknown", Severity::Fine,
         [](AdviceCase& c) { c.here.database.serviceTypes[S("acme_crm")] = 2; }, "acme_crm (2)"},
    };
}

} // namespace df::test
