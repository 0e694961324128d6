#include "support/finding_cases.h"

namespace df::test {
namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

void nothing(AdviceCase&) {}

/// From a release whose .env library is of the generation before.
void older(AdviceCase& c) {
    c.install("4.14.1", "v6.20.34");
    c.here.code.lockedPackages[S("vlucas/phpdotenv")] = S("v3.6.8");
    c.target.composerLock =
        composerLock(samplePackages() + QVector<LockedPackage>{{S("vlucas/phpdotenv"), S("v5.6.2"), {}, {}}});
}

/// As 7.0.1 to 7.4.2 lock them.
void locksOldTokens(AdviceCase& c) {
    c.setEnv("DF_JWT_TTL", S("120"));
    c.target.composerLock =
        composerLock(samplePackages() + QVector<LockedPackage>{{S("tymon/jwt-auth"), S("2.2.1"), {}, {}},
                                                               {S("nesbot/carbon"), S("3.10.3"), {}, {}}});
}

} // namespace

QVector<FindingCase> envCases() {
    return {
        {"no .env", "env-file", Severity::MustFix,
         [](AdviceCase& c) { c.here.env.exists = c.here.env.readable = false; }, "/opt/dreamfactory/.env"},
        {".env unreadable", "env-file", Severity::MustFix, [](AdviceCase& c) { c.here.env.readable = false; },
         "can't be read"},
        {".env has problems", "env-problems", Severity::Fine,
         [](AdviceCase& c) { c.here.env.problems = {S("line 3: DF_INSTALL is also set in line 2")}; },
         "line 3"},
        {"a line that the installed release refuses", "env-syntax", Severity::MustFix,
         [](AdviceCase& c) { c.here.env.problems = {S("line 295: an unquoted space")}; },
         "The installed 6.3.0 can't read this .env: line 295: an unquoted space",
         [](AdviceCase& c) {
             c.here.env.problems = {S("line 3: an unquoted # cuts the value of MAIL_HOST"),
                                    S("line 9: a quote is never closed, what follows is ignored")};
         }},
        {"Redis is away", "cache-silent", Severity::MustFix,
         [](AdviceCase& c) { c.here.env.silentCache = S("redis at 127.0.0.1:6379"); },
         "redis at 127.0.0.1:6379"},
        {"cached config", "config-cached", Severity::ShouldKnow,
         [](AdviceCase& c) { c.here.env.configCached = true; }, "cached"},
        {"cached routes", "routes-cached", Severity::Fine,
         [](AdviceCase& c) { c.here.env.routesCached = true; }, "routes"},
        {"a token time that breaks log-ins", "token-time", Severity::ShouldKnow, locksOldTokens, "DF_JWT_TTL",
         [](AdviceCase& c) { c.setEnv("DF_JWT_TTL", S("120")); }},
        {".env keys", "env-keys", Severity::Fine, [](AdviceCase&) {}, "CACHE_DRIVER becomes CACHE_STORE",
         [](AdviceCase& c) { c.here.env.readable = false; }},

        {".env for all to read", "env-readable", Severity::Fine,
         [](AdviceCase& c) {
             c.here.env.mode = S("0644");
             c.here.mode = S("0755");
         },
         "0644", [](AdviceCase& c) { c.here.env.mode = S("0644"); }},
        {"a space that 5 refuses", "env-syntax", Severity::MustFix,
         [](AdviceCase& c) {
             older(c);
             c.here.env.problems = {S("phpdotenv 5 refuses line 9: an unquoted space")};
         },
         "line 9: an unquoted space",
         [](AdviceCase& c) { c.here.env.problems = {S("phpdotenv 5 refuses line 9: an unquoted space")}; }},
        {"the last line counts", "env-values", Severity::ShouldKnow,
         [](AdviceCase& c) {
             older(c);
             c.here.env.problems = {S("phpdotenv 5 reads another value for DB_PASSWORD")};
         },
         "DB_PASSWORD", older},
        {"the pool names another database", "env-overridden", Severity::MustFix,
         [](AdviceCase& c) {
             c.here.env.overridden[S("DB_DATABASE")] = S("/etc/php/8.2/fpm/pool.d/www.conf");
         },
         "DB_DATABASE in /etc/php/8.2/fpm/pool.d/www.conf",
         [](AdviceCase& c) { c.here.env.overridden[S("CACHE_DRIVER")] = S("/etc/nginx/df"); }},
        {"the site sets the cache", "env-overridden", Severity::ShouldKnow,
         [](AdviceCase& c) { c.here.env.overridden[S("CACHE_DRIVER")] = S("/etc/nginx/df"); },
         "CACHE_DRIVER"},
        {"a key without effect", "env-dropped", Severity::Fine,
         [](AdviceCase& c) { c.setEnv("FILESYSTEM_CLOUD", S("s3")); }, "FILESYSTEM_CLOUD"},
        {"a key that wakes", "env-woken", Severity::ShouldKnow,
         [](AdviceCase& c) { c.setEnv("FORCE_HTTPS", S("true")); }, "FORCE_HTTPS (from 7.3)",
         [](AdviceCase& c) { c.setEnv("FORCE_HTTPS", {}); }},
        {"another default", "env-defaults", Severity::Fine, nothing, "SESSION_DRIVER (array → file)",
         [](AdviceCase& c) { c.install("7.3", "v11.0.0"); }},
        {"the access log is made anew", "access-log", Severity::ShouldKnow,
         [](AdviceCase& c) {
             c.setEnv("LOGSDB_ENABLED", S("true"));
             c.setEnv("LOGSDB_HOST", S("mongo.example"));
         },
         "mongo.example", [](AdviceCase& c) { c.setEnv("LOGSDB_ENABLED", S("false")); }},
        {"the access log is on", "access-log", Severity::Fine,
         [](AdviceCase& c) {
             c.setEnv("LOGSDB_ENABLED", S("true"));
             c.here.database.migrations << S("2019_06_18_141238_create_access");
         },
         "localhost"},
    };
}

} // namespace df::test
