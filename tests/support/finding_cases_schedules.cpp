#include "support/finding_cases.h"

namespace df::test {
namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

ScheduleFact cronLine(const char* user) {
    return {S("crontab"), S(user), S("/var/spool/cron/crontabs/") + S(user),
            S("* * * * * cd /opt/dreamfactory && php artisan schedule:run")};
}

} // namespace

QVector<FindingCase> scheduleCases() {
    return {
        {"schedules", "schedules", Severity::Fine,
         [](AdviceCase& c) {
             c.here.schedules = {
                 {S("crontab"), S("dreamfactory"), S("-"), S("* * * * * php artisan schedule:run")}};
         },
         "1"},
        {"artisan as root", "artisan-as-root", Severity::Fine,
         [](AdviceCase& c) { c.here.schedules = {cronLine("root")}; }, "schedule:run",
         [](AdviceCase& c) { c.here.schedules = {cronLine("dreamfactory")}; }},
        {"scheduler idle", "scheduler-idle", Severity::Fine,
         [](AdviceCase& c) { c.here.database.counts.insert(S("scheduler_tasks"), 3); }, "(3)",
         [](AdviceCase& c) {
             c.here.database.counts.insert(S("scheduler_tasks"), 3);
             c.here.schedules = {cronLine("dreamfactory")};
         }},
        {"no worker", "no-queue-worker", Severity::Fine,
         [](AdviceCase& c) { c.setEnv("QUEUE_CONNECTION", S("database")); }, "database",
         [](AdviceCase& c) {
             c.setEnv("QUEUE_CONNECTION", S("database"));
             c.here.schedules = {{S("process"), S("dreamfactory"), S("77"), S("php artisan queue:work")}};
         }},
    };
}

} // namespace df::test
