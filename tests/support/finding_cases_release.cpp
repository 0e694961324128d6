#include "support/finding_cases.h"

namespace df::test {
namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

} // namespace

QVector<FindingCase> releaseCases() {
    return {{"the vendor moved a tag", "tag-moved", Severity::ShouldKnow,
             [](AdviceCase& c) { c.target.commit = QString(40, QLatin1Char('d')); }, "dddddddddddd",
             [](AdviceCase& c) { // a mirror has commits of its own
                 c.target.commit = QString(40, QLatin1Char('d'));
                 c.here.code.remoteUrl = S("git://git.example/dreamfactory.git");
             }},
            {"the release says another number", "shown-version", Severity::Fine,
             [](AdviceCase& c) { c.target.configVersion = S("7.3.2"); }, "7.3.2"},
            {"no PHP runs the release", "release-contradicts", Severity::MustFix,
             [](AdviceCase& c) {
                 QVector<LockedPackage> packages = samplePackages();
                 packages.append({S("symfony/css-selector"), S("v9.0.0"), {{S("php"), S(">=9.0.2")}}, {}});
                 c.target.composerLock = composerLock(packages);
                 c.target.composerJson = composerJson({{S("php"), S("^8.2|^8.3")}});
             },
             "composer.json asks for PHP ^8.2|^8.3, symfony/css-selector for >=9.0.2",
             [](AdviceCase& c) { // one PHP to come suits it
                 c.target.composerJson = composerJson({{S("php"), S(">=9.0.2")}});
                 c.target.composerLock = composerLock({});
             }},
            {"a release must be visited", "stop-first", Severity::MustFix,
             [](AdviceCase& c) {
                 c.tables.between.stops = {{S("7.0.1"), S("7.3.0"), S("7.0.1 converts the lookups."),
                                            S("PHP 8.3"), S("migrations of 7.3.0")}};
             },
             "goes by 7.0.1",
             [](AdviceCase& c) { // before the installed release
                 c.tables.between.stops = {{S("5.0.0"), S("7.3.0"), S("5.0.0 converts it."), S("PHP 8.1"),
                                            S("migrations of 7.3.0")}};
             }}};
}

} // namespace df::test
