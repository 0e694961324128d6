#include "support/finding_cases.h"

namespace df::test {
namespace {

QString S(const char* text) { return QString::fromUtf8(text); }
void nothing(AdviceCase&) {}

} // namespace

QVector<FindingCase> databaseCases() {
    return {
        {"SQL Server", "database-engine", Severity::MustFix,
         [](AdviceCase& c) { c.here.database.engine = DatabaseEngine::SqlServer; }, "SQL Server"},
        {"database away", "database-unreachable", Severity::MustFix,
         [](AdviceCase& c) {
             c.here.database.reachable = false;
             c.here.database.error = S("Connection refused");
         },
         "Connection refused"},
        {"no right to change tables", "database-rights", Severity::MustFix,
         [](AdviceCase& c) {
             c.here.database.missingRights = QStringList{S("CREATE"), S("ALTER")};
         },
         "CREATE, ALTER"},
        {"no dump tool", "dump-tool", Severity::MustFix,
         [](AdviceCase& c) { c.here.database.dumpTool.clear(); }, "mysqldump"},
        {"no scratch", "no-scratch", Severity::MustFix,
         [](AdviceCase& c) { c.here.database.scratchWay.clear(); }, "dfadmin"},
        {"other machines", "several-web-nodes", Severity::MustFix,
         [](AdviceCase& c) { c.here.database.foreignConnections = 3; }, "3"},
        {"passwords", "passwords", Severity::Fine, [](AdviceCase&) {}, "BCRYPT_ROUNDS=10",
         [](AdviceCase& c) { c.setEnv("BCRYPT_ROUNDS", S("10")); }},
        {"passwords of two costs", "password-costs", Severity::ShouldKnow,
         [](AdviceCase& c) {
             c.here.database.bcryptCosts = {10, 12};
         },
         "10, 12"},
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
        {"database answers", "database", Severity::Fine, nothing, "10.11.11",
         [](AdviceCase& c) { c.here.database.reachable = false; }},
        {"every service runs", "service-types", Severity::Fine, nothing, "7.3.3",
         [](AdviceCase& c) { c.target.composerLock.clear(); }},
    };
}

} // namespace df::test
