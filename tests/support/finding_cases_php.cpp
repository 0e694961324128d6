#include "support/finding_cases.h"

namespace df::test {
namespace {

QString S(const char* text) { return QString::fromUtf8(text); }
void nothing(AdviceCase&) {}

} // namespace

QVector<FindingCase> phpCases() {
    return {
        {"site's PHP too old", "php-version", Severity::MustFix,
         [](AdviceCase& c) { c.here.php.version = c.here.fpm.version = S("8.1.2"); }, "8.1.2"},
        {"no PHP", "php-version", Severity::MustFix,
         [](AdviceCase& c) {
             c.here.php = {};
             c.here.fpm = {};
         },
         "No PHP"},
        {"no sibling on the command line", "php-version", Severity::MustFix,
         [](AdviceCase& c) { c.here.php.version = S("7.4.33"); }, "PHP 8.2"},
        {"two PHPs", "php-cli-differs", Severity::Fine,
         [](AdviceCase& c) {
             c.here.otherPhp = {c.here.php};
             c.here.php.binary = S("/usr/bin/php7.4");
             c.here.php.version = S("7.4.33");
         },
         "7.4.33"},
        {"extension missing", "php-extensions", Severity::MustFix,
         [](AdviceCase& c) { c.here.php.extensions.remove(S("mbstring")); }, "mbstring"},
        {"database driver missing", "php-extensions", Severity::MustFix,
         [](AdviceCase& c) { c.here.php.extensions.remove(S("pdo_mysql")); }, "pdo_mysql"},
        {"mongodb missing, unused", "ext-mongodb", Severity::ShouldKnow,
         [](AdviceCase& c) { c.here.php.extensions.remove(S("mongodb")); }, "mongodb is missing"},
        {"mongodb too old, unused", "ext-mongodb", Severity::ShouldKnow,
         [](AdviceCase& c) { c.here.php.extensions[S("mongodb")] = S("1.17.2"); }, "1.17.2"},
        {"mongodb missing, used by a service", "php-extensions", Severity::MustFix,
         [](AdviceCase& c) {
             c.here.php.extensions.remove(S("mongodb"));
             c.here.database.serviceTypes.insert(S("mongodb"), 2);
         },
         "services of type mongodb: 2"},
        {"mongodb missing, used by the log", "php-extensions", Severity::MustFix,
         [](AdviceCase& c) {
             c.here.php.extensions.remove(S("mongodb"));
             c.setEnv("LOGSDB_ENABLED", S("true"));
         },
         "LOGSDB_ENABLED"},
        {"opcache", "opcache", Severity::Fine, [](AdviceCase&) {}, "validate_timestamps",
         [](AdviceCase& c) { c.here.fpm.opcacheValidatesTimestamps = true; }},
        {"PHP fits", "php-version", Severity::Fine, nothing, "8.2.29",
         [](AdviceCase& c) { c.here.php.version = c.here.fpm.version = S("8.1.2"); }},
        {"extensions are there", "php-extensions", Severity::Fine, nothing, "7.3.3",
         [](AdviceCase& c) { c.here.php.extensions.remove(S("mbstring")); }},
    };
}

} // namespace df::test
