#include "support/finding_cases.h"

namespace df::test {
namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

} // namespace

QVector<FindingCase> machineCases() {
    return {
        {"little memory", "memory", Severity::ShouldKnow,
         [](AdviceCase& c) {
             c.server.machine.memoryBytes = 480LL << 20;
             c.server.machine.swapBytes = 200LL << 20;
         },
         "503 MB of memory and 210 MB of swap",
         [](AdviceCase& c) {
             c.server.machine.memoryBytes = 480LL << 20;
             c.server.machine.swapBytes = 2LL << 30;
         }},
        {"little memory free", "memory", Severity::Fine,
         [](AdviceCase& c) { c.server.machine.memoryAvailableBytes = 90LL << 20; }, "94 MB",
         [](AdviceCase& c) {
             c.server.machine.memoryAvailableBytes = 90LL << 20;
             c.server.machine.swapBytes = 2LL << 30;
         }},
        {"clock far off", "clock", Severity::ShouldKnow,
         [](AdviceCase& c) { c.server.machine.clockAheadSeconds = -90000; }, "more than a day behind",
         [](AdviceCase& c) { c.server.machine.clockAheadSeconds = -3000; }},
        {"clock off", "clock", Severity::Fine,
         [](AdviceCase& c) { c.server.machine.clockAheadSeconds = 400; }, "more than two minutes ahead",
         [](AdviceCase& c) { c.server.machine.clockAheadSeconds = 90; }},
        {"old system", "system-end", Severity::Fine,
         [](AdviceCase& c) {
             c.server.machine.osId = S("ubuntu");
             c.server.machine.osVersion = S("20.04");
             c.server.machine.osName = S("Ubuntu 20.04.6 LTS");
         },
         "Ubuntu 20.04.6 LTS has had no security fixes since May 2025"},
        {"old system of a minor version", "system-end", Severity::Fine,
         [](AdviceCase& c) {
             c.server.machine.osId = S("centos");
             c.server.machine.osVersion = S("7.9");
             c.server.machine.osName.clear();
         },
         "centos 7.9",
         [](AdviceCase& c) {
             c.server.machine.osId = S("rocky");
             c.server.machine.osVersion = S("9.4");
         }},
        {"packages are being installed", "package-manager-busy", Severity::Fine,
         [](AdviceCase& c) { c.server.machine.packageManagerBusy = S("unattended-upgr (812)"); },
         "unattended-upgr (812)"},
        {"labels", "selinux", Severity::Fine,
         [](AdviceCase& c) {
             c.server.machine.seLinux = S("enforcing");
             c.server.machine.tools << S("chcon") << S("restorecon");
         },
         "enforcing", [](AdviceCase& c) { c.server.machine.seLinux = S("permissive"); }},
        {"no labels", "selinux", Severity::MustFix,
         [](AdviceCase& c) {
             c.server.machine.seLinux = S("enforcing");
             c.server.machine.tools << S("chcon");
         },
         "restorecon",
         [](AdviceCase& c) {
             c.server.machine.seLinux = S("enforcing");
             c.server.machine.tools << S("chcon") << S("restorecon");
         }},
    };
}

} // namespace df::test
