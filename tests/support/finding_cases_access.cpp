#include "support/finding_cases.h"

namespace df::test {
namespace {

QString S(const char* text) { return QString::fromUtf8(text); }
void nothing(AdviceCase&) {}

} // namespace

QVector<FindingCase> accessCases() {
    return {
        {"no root", "no-root", Severity::MustFix,
         [](AdviceCase& c) {
             c.choices.canBeRoot = false;
             c.server.machine.root = false;
         },
         "deploy"},
        {"closed folder", "no-root", Severity::MustFix,
         [](AdviceCase& c) {
             c.here = Installation();
             c.here.path = S("/opt/dreamfactory");
             c.here.closed = true;
             c.here.owner = S("dreamfactory");
             c.here.mode = S("0750");
             c.choices.canBeRoot = c.server.machine.root = false;
         },
         "0750"},
        {"root", "root", Severity::Fine, nothing, "root",
         [](AdviceCase& c) { c.choices.canBeRoot = c.server.machine.root = false; }},
        {"owner", "owner", Severity::Fine, [](AdviceCase& c) { c.here.webUser = S("www-data"); },
         "the web site runs as www-data", [](AdviceCase& c) { c.here.owner.clear(); }},
        {"umask", "umask", Severity::Fine, [](AdviceCase& c) { c.server.machine.umask = S("0077"); }, "0077",
         [](AdviceCase& c) { c.server.machine.umask = S("0022"); }},
        {"root's files", "foreign-files", Severity::Fine,
         [](AdviceCase& c) {
             c.here.code.foreignFiles = 3;
             c.here.code.foreignFileSample =
                 QStringList{S("storage/logs/a.log"), S("vendor/x"), S("vendor/y")};
         },
         "storage/logs/a.log"},
        {"root's files, and no root", "foreign-files", Severity::ShouldKnow,
         [](AdviceCase& c) {
             c.server.machine.root = c.choices.canBeRoot = false;
             c.here.code.foreignFiles = 1;
             c.here.code.foreignFileSample = QStringList{S("storage/logs/a.log")};
         },
         "storage/logs/a.log", [](AdviceCase& c) { c.server.machine.root = c.choices.canBeRoot = false; }},
    };
}

} // namespace df::test
