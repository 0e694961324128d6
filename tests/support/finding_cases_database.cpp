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
        {"a replica", "database-read-only", Severity::MustFix,
         [](AdviceCase& c) { c.here.database.readOnly = true; }, "dreamfactory on 127.0.0.1:3306"},
        {"a trigger of root's", "database-definers", Severity::MustFix,
         [](AdviceCase& c) { c.here.database.foreignDefiners = {S("trigger audit (root@localhost)")}; },
         "trigger audit (root@localhost)"},
        {"a password cut by #", "database-unreachable", Severity::MustFix,
         [](AdviceCase& c) {
             c.here.database.reachable = false;
             c.here.database.error = S("Access denied");
             c.here.env.problems = {S("line 55: an unquoted # cuts the value of DB_PASSWORD")};
         },
         "Access denied"},
        {"no dump tool", "dump-tool", Severity::MustFix,
         [](AdviceCase& c) { c.here.database.dumpTool.clear(); }, "mysqldump"},
        {"no scratch", "no-scratch", Severity::MustFix,
         [](AdviceCase& c) { c.here.database.scratchWay.clear(); }, "dfadmin"},
        {"passwords", "passwords", Severity::Fine, [](AdviceCase&) {}, "BCRYPT_ROUNDS=10",
         [](AdviceCase& c) { c.setEnv("BCRYPT_ROUNDS", S("10")); }},
        {"passwords of two costs", "password-costs", Severity::ShouldKnow,
         [](AdviceCase& c) {
             c.here.database.bcryptCosts = {10, 12};
         },
         "10, 12"},
        {"database answers", "database", Severity::Fine, nothing, "10.11.11",
         [](AdviceCase& c) { c.here.database.reachable = false; }},

        {"SQLite that can't be written", "database-rights", Severity::MustFix,
         [](AdviceCase& c) {
             c.here.database.engine = DatabaseEngine::Sqlite;
             c.here.database.name = S("/srv/df.sqlite");
             c.here.database.missingRights = {S("write /srv")};
         },
         "write /srv"},
        {"an old server", "database-version", Severity::ShouldKnow,
         [](AdviceCase& c) { c.here.database.serverVersion = S("10.1.48-MariaDB"); }, "10.1.48-MariaDB"},
        {"an old MySQL", "database-version", Severity::ShouldKnow,
         [](AdviceCase& c) {
             c.here.database.isMariaDb = false;
             c.here.database.serverVersion = S("5.6.51-log");
         },
         "5.7",
         [](AdviceCase& c) {
             c.here.database.isMariaDb = false;
             c.here.database.serverVersion = S("5.7.44-log");
         }},
        {"collations", "collations", Severity::Fine,
         [](AdviceCase& c) {
             c.here.database.collations = {{S("utf8mb3_unicode_ci"), 60}, {S("latin1_swedish_ci"), 1}};
         },
         "latin1_swedish_ci (1)",
         [](AdviceCase& c) {
             c.here.database.collations = {{S("utf8mb3_unicode_ci"), 61}};
         }},
        {"old row format", "row-formats", Severity::Fine,
         [](AdviceCase& c) {
             c.setEnv("DB_CHARSET", S("utf8mb4"));
             c.here.database.rowFormats = {{S("Compact"), 9}, {S("Dynamic"), 52}};
         },
         "Compact (9)",
         [](AdviceCase& c) {
             c.here.database.rowFormats = {{S("Compact"), 9}};
         }},
        {"zero dates", "zero-dates", Severity::Fine, [](AdviceCase& c) { c.here.database.zeroDates = 4; },
         "4"},
        {"large", "database-size", Severity::Fine,
         [](AdviceCase& c) {
             c.here.database.bytes = 5'000'000'000;
             c.here.database.largestTables = {{S("user"), 1}, {S("token_map"), 4'000'000'000}};
         },
         "token_map"},
        {"another host to read from", "database-read-host", Severity::Fine,
         [](AdviceCase& c) {
             c.setEnv("DB_READ_HOST", S("replica.example"));
             c.setEnv("DB_WRITE_HOST", S("main.example"));
         },
         "replica.example", [](AdviceCase& c) { c.setEnv("DB_READ_HOST", S("main.example")); }},
        {"costs of a release that rehashes", "password-costs", Severity::ShouldKnow,
         [](AdviceCase& c) {
             c.install("7.3", "v11.0.0");
             c.here.database.bcryptCosts = {12, 10};
         },
         "the cost 10",
         [](AdviceCase& c) {
             c.install("7.3", "v11.0.0");
             c.here.database.bcryptCosts = {12};
         }},
    };
}

} // namespace df::test
