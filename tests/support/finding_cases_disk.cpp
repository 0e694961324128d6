#include "support/finding_cases.h"

namespace df::test {
namespace {

QString S(const char* text) { return QString::fromUtf8(text); }
void nothing(AdviceCase&) {}

void smallDataDisk(AdviceCase& c) {
    FileSystemFact f;
    f.mountPoint = S("/data");
    f.type = S("xfs");
    f.totalBytes = 9LL << 30;
    f.freeBytes = 20'000'000;
    c.server.machine.fileSystems.append(f);
}

} // namespace

QVector<FindingCase> diskCases() {
    return {
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
        {"room enough", "disk-space", Severity::Fine, nothing, "MB",
         [](AdviceCase& c) { c.server.machine.fileSystems[0].freeBytes = 1; }},
        {"database's own disk full", "disk-space", Severity::MustFix,
         [](AdviceCase& c) {
             smallDataDisk(c);
             c.here.database.dataFolder = S("/data/mysql");
         },
         "/data has 20 MB", smallDataDisk}, // hides: a database on another machine takes nothing here
        {"quota", "disk-quota", Severity::MustFix,
         [](AdviceCase& c) { c.server.machine.fileSystems[0].quotaFreeBytes = 40'000'000; }, "40 MB",
         [](AdviceCase& c) { c.server.machine.fileSystems[0].quotaFreeBytes = 40LL << 30; }},
    };
}

} // namespace df::test
