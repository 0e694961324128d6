#include "support/finding_cases.h"

namespace df::test {
namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

} // namespace

QVector<FindingCase> leftoverCases() {
    return {
        {"maintenance", "maintenance-on", Severity::MustFix, [](AdviceCase& c) { c.here.maintenance = true; },
         "Maintenance"},
        {"unfinished run", "unfinished-run", Severity::MustFix,
         [](AdviceCase& c) {
             c.here.earlierRuns = {{S("20260801-1"), S("switch-undone"), S("7.3.3"), S("/var/lib/x")}};
         },
         "20260801-1"},
    };
}

} // namespace df::test
