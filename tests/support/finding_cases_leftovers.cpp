#include "support/finding_cases.h"

namespace df::test {
namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

void copy(AdviceCase& c, const char* what, const char* path) {
    c.here.leftCopies.append({S(what), S(path), 73'000, QDateTime(QDate(2026, 8, 1), QTime(7, 0), Qt::UTC)});
}

} // namespace

QVector<FindingCase> leftoverCases() {
    return {
        {"maintenance", "maintenance-on", Severity::MustFix, [](AdviceCase& c) { c.here.maintenance = true; },
         "Maintenance"},
        {"unfinished run", "unfinished-run", Severity::MustFix,
         [](AdviceCase& c) {
             c.here.earlierRuns = {{S("20260801-1"), S("switch-undone"), S("7.3.3"), S("/var/lib/x")}};
         },
         "20260801-1"},

        {"no vendor", "packages-missing", Severity::MustFix,
         [](AdviceCase& c) { c.here.code.installedPackages.clear(); }, "vendor"},
        {"composer was not run", "packages-differ", Severity::ShouldKnow,
         [](AdviceCase& c) { c.here.code.installedPackages[S("dreamfactory/df-core")] = S("1.0.10"); },
         "dreamfactory/df-core is 1.0.10 instead of 1.0.3"},
        {"another Laravel in vendor", "packages-differ", Severity::MustFix,
         [](AdviceCase& c) { c.here.code.installedPackages[S("laravel/framework")] = S("v6.20.34"); },
         "laravel/framework is v6.20.34",
         [](AdviceCase& c) { c.here.code.installedPackages[S("laravel/framework")] = S("v9.52.15"); }},
        {"migrate was not run", "schema-behind", Severity::ShouldKnow,
         [](AdviceCase& c) {
             c.here.code.migrationsOnDisk =
                 c.here.database.migrations + QStringList{S("2025_01_01_000000_new")};
         },
         "2025_01_01_000000_new",
         [](AdviceCase& c) { c.here.code.migrationsOnDisk = c.here.database.migrations; }},
        {"code put back alone", "schema-ahead", Severity::ShouldKnow,
         [](AdviceCase& c) {
             c.here.code.migrationsOnDisk = c.here.database.migrations;
             c.here.database.migrations << S("2025_01_01_000000_new");
         },
         "2025_01_01_000000_new",
         [](AdviceCase& c) {
             c.here.code.migrationsOnDisk = c.here.database.migrations;
             c.here.database.migrations << S("2016_01_01_000000_old");
         }},
        {"a package that left", "migrations-unknown", Severity::Fine,
         [](AdviceCase& c) {
             c.here.code.migrationsOnDisk = c.here.database.migrations;
             c.here.database.migrations << S("2016_01_01_000000_old");
         },
         "2016_01_01_000000_old"},
        {"conflict", "conflict-marks", Severity::ShouldKnow,
         [](AdviceCase& c) { c.here.code.conflicted = {S("config/app.php")}; }, "config/app.php"},
        {"destroyed passwords", "passwords-destroyed", Severity::ShouldKnow,
         [](AdviceCase& c) {
             c.install("7.3", "v11.0.0");
             c.here.database.passwordsDestroyed = 3;
         },
         "3 stored passwords",
         [](AdviceCase& c) {
             c.setEnv("BCRYPT_ROUNDS", S("12"));
             c.here.database.passwordsDestroyed = 3;
         }},
        {"destroyed before the code was put back", "passwords-destroyed", Severity::ShouldKnow,
         [](AdviceCase& c) { c.here.database.passwordsDestroyed = 1; }, "One stored password"},
        {"a copy inside", "nested-copy", Severity::ShouldKnow,
         [](AdviceCase& c) { copy(c, "tree", "/opt/dreamfactory/dreamfactory.backup"); },
         "dreamfactory.backup", [](AdviceCase& c) { copy(c, "tree", "/opt/dreamfactory.backup"); }},
        {"copies", "copies", Severity::Fine, [](AdviceCase& c) { copy(c, "dump", "/opt/dump.sql"); },
         "/opt/dump.sql", [](AdviceCase& c) { copy(c, "run", "/opt/dreamfactory.df-upgrade-1"); }},
        {"what the wizard put aside", "copies-of-runs", Severity::Fine,
         [](AdviceCase& c) { copy(c, "run", "/opt/dreamfactory.df-upgrade-1"); },
         "/opt/dreamfactory.df-upgrade-1", [](AdviceCase& c) { copy(c, "tree", "/opt/dreamfactory.old"); }},
        {"stash", "stashes", Severity::Fine,
         [](AdviceCase& c) { c.here.code.stashes = {S("stash@{0}: WIP on master")}; }, "stash@{0}"},
    };
}

} // namespace df::test
