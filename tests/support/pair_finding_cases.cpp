#include "support/pair_finding_cases.h"

namespace df::test {
namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

void sameServer(PairCase& p) { // another name and path, one database
    p.fresh.database.identity = p.old.database.identity;
    p.old.database.startedAt = 1'700'000'000;
    p.fresh.database.startedAt = 1'700'000'001;
}

void namesakes(PairCase& p, bool alike) {
    sameServer(p);
    p.fresh.database.startedAt = 1'700'009'000;
    if (!alike)
        return;
    p.fresh.database.tables = p.old.database.tables;
    p.fresh.database.migrations = p.old.database.migrations;
    p.fresh.database.serviceTypes = p.old.database.serviceTypes;
}

void postgres(PairCase& p, const char* old, const char* fresh) {
    p.old.database.engine = p.fresh.database.engine = DatabaseEngine::PostgreSql;
    p.old.database.isMariaDb = p.fresh.database.isMariaDb = false;
    p.old.database.serverVersion = S(old);
    p.fresh.database.serverVersion = S(fresh);
    p.old.database.charset = p.fresh.database.charset = S("UTF8");
}

void mysql8(DatabaseFacts& d) {
    d.isMariaDb = false;
    d.serverVersion = S("8.0.39");
}

void movable(PairCase& p, const char* path, qint64 bytes, bool atLeast = false) {
    MovableEntry e;
    e.path = S(path);
    e.bytes = bytes;
    e.files = 1;
    e.atLeast = atLeast;
    p.choices.movable = Movable{{e}, {}};
    p.choices.move = QStringList{e.path};
}

/// The new one is in a container whose definition sets that key.
void inContainer(PairCase& p, const QString& key) {
    p.fresh.kind = InstallationKind::Docker;
    p.fresh.container = S("df-new");
    p.fresh.image = S("df-docker");
    p.fresh.php.binary = S("/usr/bin/php"); // looked at from inside
    p.fresh.containerEnv = QStringList{key};
}

void newSigner(PairCase& p) { p.fresh.code.lockedPackages.insert(S("lcobucci/jwt"), S("5.6.0")); }

ScheduleFact cronLine(const char* text) {
    return {S("crontab"), S("dreamfactory"), S("crontab of dreamfactory"), S(text)};
}

QVector<PairFindingCase> targetCases() {
    return {
        {"one installation", "pair-same-installation", Severity::MustFix,
         [](PairCase& p) { p.newServer.machine = p.oldServer.machine; }, "/opt/dreamfactory",
         [](PairCase& p) { // two on one machine
             p.newServer.machine = p.oldServer.machine;
             p.fresh.path = S("/srv/df");
         }},
        {"one installation by two addresses", "pair-same-installation", Severity::MustFix,
         [](PairCase& p) { p.newServer.machine = p.oldServer.machine; }, "/opt/dreamfactory",
         [](PairCase& p) { // two containers of one node
             p.newServer.machine.bootId = p.oldServer.machine.bootId;
         }},
        {"one database", "pair-same-database", Severity::MustFix, sameServer, "dreamfactory",
         [](PairCase& p) { namesakes(p, true); }},
        {"two databases of one name", "pair-same-database", Severity::ShouldKnow,
         [](PairCase& p) { namesakes(p, true); }, "dreamfactory", [](PairCase& p) { namesakes(p, false); }},
        {"another engine", "pair-engine", Severity::MustFix,
         [](PairCase& p) {
             p.fresh.database.engine = DatabaseEngine::PostgreSql;
             p.fresh.database.isMariaDb = false;
         },
         "PostgreSQL"},
        {"SQL Server", "pair-engine", Severity::MustFix,
         [](PairCase& p) { p.old.database.engine = p.fresh.database.engine = DatabaseEngine::SqlServer; },
         "SQL Server"},
        {"SQL Server to another", "pair-engine", Severity::MustFix,
         [](PairCase& p) { p.old.database.engine = DatabaseEngine::SqlServer; }, "SQL Server"},
        {"an older release", "pair-older", Severity::MustFix,
         [](PairCase& p) { PairCase::install(p.fresh, "5.4.1", "v9.52.0"); }, "5.4.1"},
        {"a newer release", "pair-release", Severity::Fine, [](PairCase&) {}, "7.6.0",
         [](PairCase& p) { PairCase::install(p.fresh, "5.4.1", "v9.52.0"); }},
        {"a fresh target", "pair-target-not-empty", Severity::Fine, [](PairCase&) {}, "fresh",
         [](PairCase& p) { p.fresh.database.counts.insert(S("role"), 4); }},
        {"a target in use", "pair-target-not-empty", Severity::ShouldKnow,
         [](PairCase& p) { p.fresh.database.counts.insert(S("user"), 17); }, "17 user"},
        {"others write to the old one", "pair-nodes", Severity::ShouldKnow,
         [](PairCase& p) {
             p.old.database.foreignConnections = 2;
             p.old.database.foreignHosts = QStringList{S("10.0.0.6")};
         },
         "10.0.0.6"},
        {"others use the new one", "pair-nodes", Severity::MustFix,
         [](PairCase& p) { p.fresh.database.foreignConnections = 2; }, "2"},
    };
}

QVector<PairFindingCase> serviceAndPhpCases() {
    return {
        {"a connector is missing", "pair-connectors", Severity::MustFix,
         [](PairCase& p) {
             p.old.database.serviceTypes.insert(S("mysql"), 3);
             p.old.code.lockedPackages.insert(S("dreamfactory/df-mysqldb"), S("1.2.0"));
         },
         "mysql (3)",
         [](PairCase& p) { p.old.database.serviceTypes.insert(S("mysql"), 3); }}, // dead there, too
        {"connectors", "pair-connectors", Severity::Fine, [](PairCase&) {}, "every service",
         [](PairCase& p) { p.fresh.code.lockedPackages.clear(); }},
        {"scripts would stop", "pair-commercial", Severity::MustFix,
         [](PairCase& p) {
             p.old.database.counts.insert(S("event_script"), 5);
             p.old.code.lockedPackages.insert(S("dreamfactory/df-script"), S("0.15.0"));
         },
         "(5)", [](PairCase& p) { p.old.database.counts.insert(S("event_script"), 5); }},
        {"commercial to open source", "pair-commercial", Severity::ShouldKnow,
         [](PairCase& p) {
             p.old.code.commercial = true;
             p.old.code.commercialReasons = QStringList{S("composer.lock has df-soap")};
         },
         "df-soap"},
        {"both commercial", "pair-commercial", Severity::Fine,
         [](PairCase& p) { p.old.code.commercial = p.fresh.code.commercial = true; }, "Both"},
        {"paths of the old place", "pair-paths", Severity::ShouldKnow,
         [](PairCase& p) {
             p.fresh.path = S("/srv/df");
             p.old.database.servicePaths = QStringList{S("docs: /opt/dreamfactory/storage/app/docs")};
         },
         "/srv/df",
         [](PairCase& p) {
             p.old.database.servicePaths = QStringList{S("docs: /opt/dreamfactory/storage/app/docs")};
         }},
        {"files that stay behind", "pair-paths", Severity::ShouldKnow,
         [](PairCase& p) {
             p.old.database.servicePaths = QStringList{S("docs: /srv/files")};
             movable(p, "storage/app", 10);
         },
         "/srv/files",
         [](PairCase& p) {
             p.old.database.servicePaths = QStringList{S("docs: /srv/files/x")};
             movable(p, "/srv/files", 10);
         }},
        {"files to be listed", "pair-paths", Severity::Fine,
         [](PairCase& p) { p.old.database.servicePaths = QStringList{S("docs: /srv/files")}; }, "/srv/files"},
        {"changed code", "pair-local-changes", Severity::ShouldKnow,
         [](PairCase& p) { p.old.code.modified = QStringList{S("config/cors.php")}; }, "config/cors.php"},
        {"PHP", "pair-php", Severity::Fine, [](PairCase&) {}, "8.3.14",
         [](PairCase& p) { p.fresh.php.version = p.fresh.fpm.version = S("8.1.2"); }},
        {"PHP that doesn't run it", "pair-php", Severity::MustFix,
         [](PairCase& p) {
             p.fresh.php.version = p.fresh.fpm.version = S("8.1.2");
             p.fresh.database.counts[S("admin")] = 0;
         },
         "8.1.2"},
        {"PHP that was let pass", "pair-php", Severity::ShouldKnow,
         [](PairCase& p) { p.fresh.php.version = p.fresh.fpm.version = S("8.1.2"); }, "8.1.2"},
        {"PHP of a server whose database can't be read", "pair-php", Severity::ShouldKnow,
         [](PairCase& p) {
             p.fresh.php.version = p.fresh.fpm.version = S("8.1.2");
             p.fresh.database.reachable = false;
             p.fresh.database.counts.clear();
         },
         "8.1.2"},
        {"no PHP on the command line", "pair-php", Severity::MustFix,
         [](PairCase& p) { p.fresh.php = PhpFacts(); }, "command line"},
        {"a driver is missing", "pair-extensions", Severity::MustFix,
         [](PairCase& p) {
             p.old.database.serviceTypes.insert(S("pgsql"), 1);
             p.old.php.extensions.insert(S("pdo_pgsql"), S("8.2.29"));
         },
         "pdo_pgsql", [](PairCase& p) { p.old.database.serviceTypes.insert(S("pgsql"), 1); }},
        {"drivers", "pair-extensions", Severity::Fine, [](PairCase&) {}, "extensions",
         [](PairCase& p) { p.fresh.php.extensions.clear(); }},
    };
}

QVector<PairFindingCase> databaseCases() {
    return {
        {"an unknown collation", "pair-mysql-version", Severity::ShouldKnow,
         [](PairCase& p) {
             mysql8(p.old.database);
             p.old.database.collations = {{S("utf8mb4_0900_ai_ci"), 4}};
         },
         "utf8mb4_0900_ai_ci in 4 table",
         [](PairCase& p) {
             mysql8(p.old.database);
             mysql8(p.fresh.database);
             p.old.database.collations = {{S("utf8mb4_0900_ai_ci"), 4}};
         }},
        {"a collation of MariaDB's alone", "pair-mysql-version", Severity::ShouldKnow,
         [](PairCase& p) {
             mysql8(p.fresh.database);
             p.old.database.collations = {{S("utf8mb4_unicode_nopad_ci"), 1}};
         },
         "utf8mb4_unicode_nopad_ci in 1 table",
         [](PairCase& p) {
             p.old.database.collations = {{S("utf8mb4_unicode_nopad_ci"), 1}};
         }},
        {"MySQL to MariaDB", "pair-mysql-version", Severity::Fine,
         [](PairCase& p) { mysql8(p.old.database); }, "MySQL 8.0.39",
         [](PairCase& p) { postgres(p, "15.4", "16.1"); }},
        {"an older PostgreSQL", "pair-pgsql-version", Severity::ShouldKnow,
         [](PairCase& p) { postgres(p, "17.2", "16.1"); }, "17.2",
         [](PairCase& p) { postgres(p, "15.4", "13.2"); }}, // one format
        {"PostgreSQL", "pair-pgsql-version", Severity::Fine, [](PairCase& p) { postgres(p, "13.2", "16.1"); },
         "13.2", [](PairCase& p) { postgres(p, "17.2", "16.1"); }},
        {"another encoding", "pair-charset", Severity::ShouldKnow,
         [](PairCase& p) {
             postgres(p, "15.4", "16.1");
             p.fresh.database.charset = S("LATIN1");
         },
         "LATIN1"},
        {"tables like the old ones", "pair-charset", Severity::Fine,
         [](PairCase& p) { PairCase::setEnv(p.fresh, "DB_CHARSET", S("utf8mb4")); }, "utf8"},
        {"another prefix", "pair-prefix", Severity::Fine,
         [](PairCase& p) { p.old.database.prefix = S("df_"); }, "df_"},
    };
}

QVector<PairFindingCase> envCases() {
    return {
        {"a key that opens all", "pair-app-key", Severity::Fine, [](PairCase&) {}, "31",
         [](PairCase& p) { p.old.database.keyBad = 1; }},
        {"a key that opens some", "pair-app-key", Severity::ShouldKnow,
         [](PairCase& p) { p.old.database.keyBad = 1; }, "31 of 32"},
        {"a key that opens none", "pair-app-key", Severity::MustFix,
         [](PairCase& p) {
             p.old.database.keyGood = 0;
             p.old.database.keyBad = 9;
             p.old.database.keyBadIn = QStringList{S("lookup.value")};
         },
         "lookup.value"},
        {"no key", "pair-app-key", Severity::MustFix,
         [](PairCase& p) { p.old.env.appKeyForm = S("missing"); }, "missing"},
        {"another key in use", "pair-app-key", Severity::MustFix,
         [](PairCase& p) {
             p.old.env.overridden = {{S("APP_KEY"), S("/etc/nginx/sites-enabled/df")}};
         },
         "/etc/nginx"},
        {"a short cipher", "pair-app-cipher", Severity::MustFix,
         [](PairCase& p) { p.old.env.appCipher = S("AES-128-CBC"); }, "AES-128-CBC"},
        {"an old cipher", "pair-app-cipher", Severity::Fine,
         [](PairCase& p) {
             p.old.env.appCipher = S("AES-128-CBC");
             p.old.env.appKeyForm = S("base64-16");
         },
         "AES-128-CBC"},
        {"a short key for tokens", "pair-token-key", Severity::MustFix,
         [](PairCase& p) {
             newSigner(p);
             p.old.env.appKeyForm = S("base64-16");
         },
         "APP_KEY",
         [](PairCase& p) {
             newSigner(p); // APP_KEY takes the short word's place
             PairCase::setEnv(p.old, "JWT_SECRET", {}, true);
             p.old.env.problems = QStringList{S("JWT_SECRET is shorter than 32 bytes")};
         }},
        {"a short word chosen", "pair-token-key", Severity::MustFix,
         [](PairCase& p) {
             newSigner(p);
             PairCase::setEnv(p.old, "JWT_SECRET", {}, true);
             p.old.env.problems = QStringList{S("JWT_SECRET is shorter than 32 bytes")};
             p.choices.env = {{S("JWT_SECRET"), S("old")}};
         },
         "JWT_SECRET"},
        {"a key set elsewhere", "pair-env-overridden", Severity::MustFix,
         [](PairCase& p) {
             p.fresh.env.setElsewhere = {{S("APP_KEY"), S("/etc/php/pool.conf")}};
         },
         "/etc/php/pool.conf"},
        {"a key that a container's definition sets", "pair-env-overridden", Severity::ShouldKnow,
         [](PairCase& p) { inContainer(p, S("APP_KEY")); }, "APP_KEY"},
        {"a key of a pod", "pair-env-overridden", Severity::ShouldKnow,
         [](PairCase& p) {
             inContainer(p, S("APP_KEY"));
             p.fresh.kind = InstallationKind::Kubernetes;
         },
         "APP_KEY"},
        {"a setting of a container's definition", "pair-env-overridden", Severity::ShouldKnow,
         [](PairCase& p) {
             PairCase::setEnv(p.old, "DF_JWT_TTL", S("60"));
             inContainer(p, S("DF_JWT_TTL"));
         },
         "DF_JWT_TTL", [](PairCase& p) { inContainer(p, S("DB_HOST")); }},
        {"a setting set elsewhere", "pair-env-overridden", Severity::ShouldKnow,
         [](PairCase& p) {
             PairCase::setEnv(p.old, "DF_JWT_TTL", S("60"));
             p.fresh.env.setElsewhere = {{S("DF_JWT_TTL"), S("/etc/php/pool.conf")}};
         },
         "DF_JWT_TTL",
         [](PairCase& p) {
             p.fresh.env.setElsewhere = {{S("DB_HOST"), S("/etc/php/pool.conf")}};
         }},
        {"a licence", "pair-license", Severity::Fine,
         [](PairCase& p) { PairCase::setEnv(p.old, "DF_LICENSE_KEY", {}, true); }, "licence"},
        {"settings", "pair-env", Severity::Fine,
         [](PairCase& p) { PairCase::setEnv(p.old, "APP_URL", S("https://api.example.com")); }, "1 setting",
         [](PairCase& p) { p.old.env.readable = false; }},
    };
}

QVector<PairFindingCase> machineCases() {
    return {
        {"no room", "pair-disk", Severity::MustFix,
         [](PairCase& p) { movable(p, "storage/app", 100LL << 30); }, "free",
         [](PairCase& p) { movable(p, "storage/app", 1LL << 30); }},
        {"a read-only disk", "pair-disk", Severity::MustFix,
         [](PairCase& p) { p.newServer.machine.fileSystems[0].readOnly = true; }, "read-only"},
        {"room for at least", "pair-disk", Severity::ShouldKnow,
         [](PairCase& p) { movable(p, "storage/app", 1LL << 30, true); }, "not counted"},
        {"room", "pair-disk", Severity::Fine, [](PairCase&) {}, "has room",
         [](PairCase& p) { movable(p, "storage/app", 1LL << 30, true); }},
        {"another interface", "pair-ui", Severity::Fine, [](PairCase&) {}, "7.x",
         [](PairCase& p) { p.old.code.uiGeneration = S("angular"); }},
        {"a schedule", "pair-schedules", Severity::ShouldKnow,
         [](PairCase& p) {
             p.old.schedules = {cronLine("* * * * * php /opt/dreamfactory/artisan schedule:run")};
         },
         "schedule:run",
         [](PairCase& p) {
             p.old.schedules = {cronLine("* * * * * php /opt/dreamfactory/artisan schedule:run")};
             p.fresh.schedules = {cronLine("* * * * * cd /srv && php artisan schedule:run >/dev/null")};
         }},
        {"clocks", "pair-clock", Severity::ShouldKnow,
         [](PairCase& p) { p.newServer.machine.clockAheadSeconds = 4000; }, "more than an hour",
         [](PairCase& p) {
             p.newServer.machine.clockAheadSeconds = 4000;
             p.oldServer.machine.clockAheadSeconds = 3990;
         }},
    };
}

} // namespace

QVector<PairFindingCase> pairFindingCases() {
    QVector<PairFindingCase> all;
    for (const auto part : {targetCases, serviceAndPhpCases, databaseCases, envCases, machineCases})
        all += part();
    return all;
}

} // namespace df::test
