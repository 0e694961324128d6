#include "support/finding_cases.h"

namespace df::test {
namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

} // namespace

QVector<FindingCase> runtimeCases() {
    return {
        {"tight limit", "fpm-memory-limit", Severity::ShouldKnow,
         [](AdviceCase& c) { c.here.fpm.memoryLimit = S("32M"); }, "32M",
         [](AdviceCase& c) { c.here.fpm.memoryLimit = S("-1"); }},
        {"small limit", "fpm-memory-limit", Severity::Fine,
         [](AdviceCase& c) { c.here.fpm.memoryLimit = S("98304K"); }, "98304K",
         [](AdviceCase& c) { c.here.fpm.memoryLimit = S("128M"); }},
        {"several pools", "fpm-shared", Severity::Fine,
         [](AdviceCase& c) {
             c.here.fpm.poolsOfMaster = QStringList{S("www"), S("shop")};
         },
         "www, shop", [](AdviceCase& c) { c.here.fpm.poolsOfMaster = QStringList{S("www")}; }},
        {"old PHP", "php-end", Severity::Fine,
         [](AdviceCase& c) { c.here.php.version = c.here.fpm.version = S("8.1.30"); },
         "PHP 8.1 has had no security fixes since Dec 2025"},
    };
}

} // namespace df::test
