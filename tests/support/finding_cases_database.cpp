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
        {"database answers", "database", Severity::Fine, nothing, "10.11.11",
         [](AdviceCase& c) { c.here.database.reachable = false; }},
    };
}

} // namespace df::test
