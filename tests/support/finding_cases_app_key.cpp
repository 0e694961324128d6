#include "support/finding_cases.h"

namespace df::test {
namespace {

QString S(const char* text) { return QString::fromUtf8(text); }
void nothing(AdviceCase&) {}

} // namespace

QVector<FindingCase> appKeyCases() {
    return {
        {"key missing", "app-key", Severity::MustFix,
         [](AdviceCase& c) { c.here.env.appKeyForm = S("missing"); }, "missing"},
        {"key placeholder", "app-key", Severity::MustFix,
         [](AdviceCase& c) { c.here.env.appKeyForm = S("placeholder"); }, "placeholder"},
        {"key too short", "app-key", Severity::MustFix,
         [](AdviceCase& c) { c.here.env.appKeyForm = S("wrong-length"); }, "wrong length"},
        {"key doesn't suit the cipher", "app-key", Severity::MustFix,
         [](AdviceCase& c) { c.here.env.appKeyForm = S("raw-16"); }, "AES-256-CBC"},
        {"the key has a form", "app-key", Severity::Fine, nothing, "APP_KEY",
         [](AdviceCase& c) { c.here.env.appKeyForm = S("missing"); }},
        {"two keys", "app-key-mixed", Severity::ShouldKnow,
         [](AdviceCase& c) {
             c.here.database.keyGood = 3;
             c.here.database.keyBad = 2;
             c.here.database.keyBadIn = {S("lookup.value")};
         },
         "lookup.value"},
    };
}

} // namespace df::test
