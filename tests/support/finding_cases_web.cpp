#include "support/finding_cases.h"

namespace df::test {
namespace {

QString S(const char* text) { return QString::fromUtf8(text); }
void nothing(AdviceCase&) {}

} // namespace

QVector<FindingCase> webCases() {
    return {
        {"interface of 6.x can't be had", "admin-interface", Severity::MustFix,
         [](AdviceCase& c) {
             c.install("5.4.1", "v9.52.16");
             c.target.tag = S("6.3.0");
         },
         "6.3.0"},
        {"old interface", "old-interface", Severity::Fine, [](AdviceCase&) {}, "6.x",
         [](AdviceCase& c) { c.here.code.uiGeneration = S("angular"); }},
        {"no bypass", "no-bypass", Severity::Fine,
         [](AdviceCase& c) {
             c.install("4.4.0", "v6.0.0");
             c.target.tag = S("4.9.0");
         },
         "4.9.0"},
        {"web server", "web-server", Severity::Fine, nothing, "nginx 1.22.1",
         [](AdviceCase& c) { c.here.web = {}; }},
        {"no web server", "no-web-server", Severity::ShouldKnow, [](AdviceCase& c) { c.here.web = {}; },
         "/opt/dreamfactory",
         [](AdviceCase& c) { // who isn't root doesn't see everything
             c.here.web = {};
             c.server.machine.root = false;
         }},
        {"PHP-FPM is down", "no-php-behind", Severity::MustFix,
         [](AdviceCase& c) {
             c.here.fpm = {};
             c.here.web.deadEnd = S("/run/php/php8.2-fpm.sock");
         },
         "/run/php/php8.2-fpm.sock"},
        {"several sites", "several-sites", Severity::Fine,
         [](AdviceCase& c) { c.here.web.siteFilesNamingRoot << S("/etc/nginx/sites-available/api"); },
         "sites-available/api"},
        {"log-ins are limited", "login-limit", Severity::Fine, nothing, "nginx",
         [](AdviceCase& c) { c.here.web.loginRateLimited = false; }},
    };
}

} // namespace df::test
