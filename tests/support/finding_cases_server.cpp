#include "support/finding_cases.h"

namespace df::test {
namespace {

QString S(const char* text) { return QString::fromUtf8(text); }
void nothing(AdviceCase&) {}

} // namespace

QVector<FindingCase> serverCases() {
    return {
        {"no root", "no-root", Severity::MustFix,
         [](AdviceCase& c) {
             c.choices.canBeRoot = false;
             c.server.machine.root = false;
         },
         "deploy"},
        {"disk full", "disk-space", Severity::MustFix,
         [](AdviceCase& c) { c.server.machine.fileSystems[0].freeBytes = 50'000'000; }, "50 MB"},
        {"no inodes", "disk-files", Severity::MustFix,
         [](AdviceCase& c) { c.server.machine.fileSystems[0].freeInodes = 10; }, "10"},
        {"read-only", "read-only", Severity::MustFix,
         [](AdviceCase& c) { c.server.machine.fileSystems[0].readOnly = true; }, "/"},
        {"root is a mount", "root-is-a-mount", Severity::Fine,
         [](AdviceCase& c) { c.here.storage.mountsBelow = {S("/opt/dreamfactory")}; }, "/opt/dreamfactory"},
        {"mount in public", "mounts", Severity::MustFix,
         [](AdviceCase& c) { c.here.storage.mountsBelow = {S("/opt/dreamfactory/public/uploads")}; },
         "public/uploads"},
        {"config is a link", "mounts", Severity::MustFix,
         [](AdviceCase& c) { c.here.storage.symlinks = {S("config → /etc/dreamfactory")}; },
         "/etc/dreamfactory"},
        {"schedules", "schedules", Severity::Fine,
         [](AdviceCase& c) {
             c.here.schedules = {
                 {S("crontab"), S("dreamfactory"), S("-"), S("* * * * * php artisan schedule:run")}};
         },
         "1"},
        {"root", "root", Severity::Fine, nothing, "root",
         [](AdviceCase& c) { c.choices.canBeRoot = c.server.machine.root = false; }},
        {"room enough", "disk-space", Severity::Fine, nothing, "MB",
         [](AdviceCase& c) { c.server.machine.fileSystems[0].freeBytes = 1; }},
    };
}

} // namespace df::test
