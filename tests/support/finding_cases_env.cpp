#include "support/finding_cases.h"

namespace df::test {
namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

} // namespace

QVector<FindingCase> envCases() {
    return {
        {"no .env", "env-file", Severity::MustFix,
         [](AdviceCase& c) { c.here.env.exists = c.here.env.readable = false; }, "/opt/dreamfactory/.env"},
        {".env unreadable", "env-file", Severity::MustFix, [](AdviceCase& c) { c.here.env.readable = false; },
         "can't be read"},
        {".env has problems", "env-problems", Severity::Fine,
         [](AdviceCase& c) { c.here.env.problems = {S("line 3: not a setting")}; }, "line 3"},
        {"cached config", "config-cached", Severity::ShouldKnow,
         [](AdviceCase& c) { c.here.env.configCached = true; }, "cached"},
        {"cached routes", "routes-cached", Severity::Fine,
         [](AdviceCase& c) { c.here.env.routesCached = true; }, "routes"},
        {".env keys", "env-keys", Severity::Fine, [](AdviceCase&) {}, "CACHE_DRIVER becomes CACHE_STORE",
         [](AdviceCase& c) { c.here.env.readable = false; }},
    };
}

} // namespace df::test
