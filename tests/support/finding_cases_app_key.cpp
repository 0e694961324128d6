#include "support/finding_cases.h"

namespace df::test {
namespace {

QString S(const char* text) { return QString::fromUtf8(text); }
void nothing(AdviceCase&) {}

/// The release signs tokens with a library that asks for 256 bits.
void signsStrictly(AdviceCase& c) {
    c.target.composerLock =
        composerLock(samplePackages() + QVector<LockedPackage>{{S("lcobucci/jwt"), S("4.3.0"), {}, {}}});
}

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
        {"key without its prefix", "app-key", Severity::MustFix,
         [](AdviceCase& c) { c.here.env.appKeyForm = S("no-prefix"); }, "lacks base64:"},
        {"the right key under another cipher", "app-key", Severity::MustFix,
         [](AdviceCase& c) {
             c.here.env.appCipher = S("AES-128-CBC");
             c.here.database.keyGood = 7;
         },
         "32 bytes long, which doesn't suit AES-128-CBC"},
        {"the key has a form", "app-key", Severity::Fine, nothing, "APP_KEY",
         [](AdviceCase& c) { c.here.env.appKeyForm = S("missing"); }},
        {"two keys", "app-key-mixed", Severity::ShouldKnow,
         [](AdviceCase& c) {
             c.here.database.keyGood = 3;
             c.here.database.keyBad = 2;
             c.here.database.keyBadIn = {S("lookup.value")};
         },
         "lookup.value"},

        {"a short key for tokens", "token-key", Severity::MustFix,
         [](AdviceCase& c) {
             signsStrictly(c);
             c.here.env.appKeyForm = S("base64-16");
             c.here.env.appCipher = S("AES-128-CBC");
         },
         "APP_KEY", signsStrictly},
        {"a short word for tokens", "token-key", Severity::MustFix,
         [](AdviceCase& c) {
             signsStrictly(c);
             c.setEnv("JWT_SECRET", S("x"));
             c.here.env.problems = {S("JWT_SECRET is shorter than 32 bytes")};
         },
         "JWT_SECRET",
         [](AdviceCase& c) {
             signsStrictly(c);
             c.setEnv("JWT_SECRET", S("long"));
         }},
        {"keys of before", "previous-keys", Severity::Fine,
         [](AdviceCase& c) { c.setEnv("APP_PREVIOUS_KEYS", S("x")); }, "7.3.3 also opens"},
    };
}

} // namespace df::test
