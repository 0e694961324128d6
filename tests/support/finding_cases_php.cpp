#include "support/finding_cases.h"

namespace df::test {
namespace {

QString S(const char* text) { return QString::fromUtf8(text); }
void nothing(AdviceCase&) {}

/// The site's PHP is too old, and the package sources have another.
void besideIsToBeHad(AdviceCase& c) {
    c.here.php.version = c.here.fpm.version = S("8.1.2");
    c.server.machine.phpInstallable = {{S("8.3"), S("8.3.14-1~deb12u1")}, {S("7.4"), S("7.4.33-1")}};
    c.server.machine.mongodbInstallable = {S("8.3")};
    c.server.machine.root = true;
}
void smallSystemDisk(AdviceCase& c) {
    FileSystemFact f;
    f.mountPoint = S("/usr");
    f.totalBytes = 9LL << 30;
    f.freeBytes = 100'000'000;
    c.server.machine.fileSystems.append(f);
}
void besideIsWanted(AdviceCase& c) {
    besideIsToBeHad(c);
    c.choices.phpBesideOld = true;
}

} // namespace

QVector<FindingCase> phpCases() {
    return {
        {"site's PHP too old", "php-version", Severity::MustFix,
         [](AdviceCase& c) { c.here.php.version = c.here.fpm.version = S("8.1.2"); }, "8.1.2"},
        {"the site lacks a driver", "fpm-extensions", Severity::ShouldKnow,
         [](AdviceCase& c) {
             c.here.fpm.extensions = {S("core"), S("openssl")};
         },
         "pdo_mysql",
         [](AdviceCase& c) { // of another minor version there is nothing to compare
             c.here.fpm.extensions = {S("core")};
             c.here.fpm.version = S("8.3.1");
         }},
        {"another PHP is to be had", "php-version", Severity::MustFix, besideIsToBeHad, "8.1.2",
         besideIsWanted},
        {"no room for another PHP", "disk-space", Severity::MustFix,
         [](AdviceCase& c) {
             besideIsToBeHad(c);
             smallSystemDisk(c);
         },
         "/usr has 100 MB", smallSystemDisk},
        {"another PHP comes beside", "php-version", Severity::Fine, besideIsWanted, "8.3.14-1~deb12u1",
         besideIsToBeHad},
        {"the PHP beside comes with its extensions", "php-extensions", Severity::Fine,
         [](AdviceCase& c) {
             besideIsWanted(c);
             c.here.php.extensions.clear();
         },
         "7.3.3", besideIsToBeHad},
        {"the PHP beside comes without mongodb, which a service uses", "php-extensions", Severity::MustFix,
         [](AdviceCase& c) {
             besideIsWanted(c);
             c.server.machine.mongodbInstallable.clear();
             c.here.database.serviceTypes.insert(S("mongodb"), 2);
         },
         "mongodb is missing", besideIsWanted},
        {"drivers that no package source has", "php-beside-drivers", Severity::ShouldKnow,
         [](AdviceCase& c) {
             besideIsWanted(c);
             c.here.php.extensions.insert(S("pdo_sqlsrv"), S("5.11.0"));
         },
         "pdo_sqlsrv", besideIsWanted},
        {"workers on plain PHP", "php-beside-schedules", Severity::ShouldKnow,
         [](AdviceCase& c) {
             besideIsWanted(c);
             c.here.schedules = {{S("crontab"), S("dreamfactory"), S("crontab of dreamfactory"),
                                  S("* * * * * cd /opt/dreamfactory/ && php artisan schedule:run")}};
         },
         "php artisan schedule:run",
         [](AdviceCase& c) {
             besideIsWanted(c);
             c.here.schedules = {{S("crontab"), S("dreamfactory"), S("crontab of dreamfactory"),
                                  S("* * * * * /usr/bin/php8.3 /opt/dreamfactory/artisan schedule:run")}};
         }},
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
