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
