#include "support/finding_cases.h"

namespace df::test {
namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

} // namespace

QVector<FindingCase> commercialCases() {
    return {
        {"commercial without files", "commercial-files-missing", Severity::MustFix,
         [](AdviceCase& c) {
             c.here.code.commercial = true;
             c.here.code.commercialReasons = {S("composer.lock has df-mysqldb")};
         },
         "df-mysqldb"},
        {"commercial with files", "commercial-files", Severity::Fine,
         [](AdviceCase& c) { c.here.code.commercial = c.choices.haveCommercialFiles = true; }, "7.3.3"},

        {"half of the files", "commercial-partly", Severity::ShouldKnow,
         [](AdviceCase& c) {
             c.here.code.composerJson = composerJson({{S("dreamfactory/df-script"), S("~0.18")}});
         },
         "df-script",
         [](AdviceCase& c) {
             c.here.code.composerJson = composerJson({{S("dreamfactory/df-script"), S("~0.18")}});
             c.here.code.lockedPackages[S("dreamfactory/df-script")] = S("0.18.0");
         }},
        {"no licence key", "licence-key", Severity::Fine,
         [](AdviceCase& c) {
             c.here.code.commercial = true;
             c.here.code.commercialReasons = {S("composer.lock lists df-script")};
         },
         "DF_LICENSE_KEY"},
        {"stashed away", "commercial-stashed", Severity::ShouldKnow,
         [](AdviceCase& c) {
             c.here.code.commercial = true;
             c.here.code.commercialReasons = {S(".env holds a DF_LICENSE_KEY")};
             c.setEnv("DF_LICENSE_KEY", S("x"));
             c.here.code.stashes = {S("stash@{0}: WIP on (no branch)")};
         },
         "stash@{0}", [](AdviceCase& c) { c.setEnv("DF_LICENSE_KEY", S("x")); }},
    };
}

} // namespace df::test
