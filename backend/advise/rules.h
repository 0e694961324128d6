#pragma once

#include "advise/advice.h"
#include "advise/case.h"

namespace df {

/// A rule looks at the case and adds what it found to the advice. To add a finding: write a function, name it
/// in adviser.cpp, its ids in finding_kinds.cpp, and a case that shows it beside one that doesn't in
/// tests/support/finding_cases_*.cpp. What the plan handles by itself is Fine; ShouldKnow costs the user a
/// tick, and its text must not change between two looks at the same server with the same release (no times,
/// no free bytes).
using Rule = void (*)(const Case&, Advice&);

void mustFix(Advice& advice, const char* id, const QString& text, const QString& means,
             const QStringList& doThis, const QString& source, Remedy remedy = Remedy::None);
void shouldKnow(Advice& advice, const char* id, const QString& text, const QString& means,
                const QStringList& doThis, const QString& source, Remedy remedy = Remedy::None);
void fine(Advice& advice, const char* id, const QString& text, const QString& means, const QString& source,
          const QStringList& doThis = {});

// rules_code.cpp: the tree, its repository, the releases
void ruleRepository(const Case& c, Advice& a);
void ruleRemote(const Case& c, Advice& a);
void ruleRelease(const Case& c, Advice& a);
void ruleDirection(const Case& c, Advice& a);
void ruleVersionsDisagree(const Case& c, Advice& a);
void ruleLocalChanges(const Case& c, Advice& a);
void ruleOwnCommits(const Case& c, Advice& a);
void ruleOwnPackages(const Case& c, Advice& a);
void ruleUntracked(const Case& c, Advice& a);
void ruleClone(const Case& c, Advice& a);
// rules_php.cpp
void rulePhp(const Case& c, Advice& a);
void rulePhpBeside(const Case& c, Advice& a); ///< rules_php_beside.cpp
void ruleExtensions(const Case& c, Advice& a);
void ruleFpmExtensions(const Case& c, Advice& a);
void ruleOpcache(const Case& c, Advice& a);
// rules_database.cpp
void ruleDatabase(const Case& c, Advice& a);
void ruleDefiners(const Case& c, Advice& a);
void ruleDatabaseVersion(const Case& c, Advice& a);
void ruleTables(const Case& c, Advice& a);
void ruleDumpTool(const Case& c, Advice& a);
void ruleScratch(const Case& c, Advice& a);
void rulePasswords(const Case& c, Advice& a);
// rules_runtime.cpp: the PHP that serves the site, as it is set up
void ruleMemoryLimit(const Case& c, Advice& a);
void ruleSharedMaster(const Case& c, Advice& a);
void rulePhpAge(const Case& c, Advice& a);
// rules_machine.cpp
void ruleMemory(const Case& c, Advice& a);
void ruleClock(const Case& c, Advice& a);
void ruleSystemAge(const Case& c, Advice& a);
void rulePackageManager(const Case& c, Advice& a);
void ruleSeLinux(const Case& c, Advice& a);
// rules_disk.cpp
void ruleDisk(const Case& c, Advice& a);
void ruleMounts(const Case& c, Advice& a);
// rules_access.cpp
void ruleClosed(const Case& c, Advice& a);
void ruleRoot(const Case& c, Advice& a);
void ruleOwner(const Case& c, Advice& a);
void ruleUmask(const Case& c, Advice& a);
void ruleForeignFiles(const Case& c, Advice& a);
// rules_composer.cpp
void ruleComposer(const Case& c, Advice& a);
void ruleComposerAsRoot(const Case& c, Advice& a);
void ruleCredentials(const Case& c, Advice& a);
void ruleArchives(const Case& c, Advice& a);
// rules_schedules.cpp
void ruleSchedules(const Case& c, Advice& a);
void ruleRootSchedules(const Case& c, Advice& a);
void ruleSchedulerTasks(const Case& c, Advice& a);
void ruleQueueWorker(const Case& c, Advice& a);
// rules_web.cpp
void ruleAdminInterface(const Case& c, Advice& a);
void ruleBypass(const Case& c, Advice& a);
void ruleWebServer(const Case& c, Advice& a);
void ruleLoginLimit(const Case& c, Advice& a);
// rules_container.cpp
void ruleKind(const Case& c, Advice& a);
void ruleContainerKey(const Case& c, Advice& a);
void ruleContainerStorage(const Case& c, Advice& a);
void ruleContainerDatabase(const Case& c, Advice& a);
void ruleContainerVariables(const Case& c, Advice& a);
void ruleContainerMigrations(const Case& c, Advice& a);
void ruleReplicas(const Case& c, Advice& a);
// rules_nodes.cpp
void ruleSeveralNodes(const Case& c, Advice& a);
// rules_env.cpp
void ruleEnvFile(const Case& c, Advice& a);
void ruleEnvSyntax(const Case& c, Advice& a);
void ruleSilentCache(const Case& c, Advice& a);
void ruleOverridden(const Case& c, Advice& a);
void ruleAccessLog(const Case& c, Advice& a);
void ruleCachedConfig(const Case& c, Advice& a);
void ruleEnvKeys(const Case& c, Advice& a);    ///< also fills advice.envChanges
void ruleEnvHistory(const Case& c, Advice& a); ///< after it

// rules_app_key.cpp
void ruleAppKey(const Case& c, Advice& a);
void ruleTokenKey(const Case& c, Advice& a);
void rulePreviousKeys(const Case& c, Advice& a);
// rules_services.cpp
void ruleSeeding(const Case& c, Advice& a);
void ruleServiceTypes(const Case& c, Advice& a);
void ruleScripts(const Case& c, Advice& a);
void ruleServicePaths(const Case& c, Advice& a);
// rules_commercial.cpp
void ruleCommercial(const Case& c, Advice& a);
void ruleCommercialState(const Case& c, Advice& a);
// rules_leftovers.cpp: what runs, people and commands of the guide left behind
void ruleMaintenance(const Case& c, Advice& a);
void ruleEarlierRuns(const Case& c, Advice& a);
void rulePackages(const Case& c, Advice& a);
void ruleSchema(const Case& c, Advice& a);
void ruleConflicts(const Case& c, Advice& a);
void ruleDestroyedPasswords(const Case& c, Advice& a);
void ruleCopies(const Case& c, Advice& a);

// rules_release.cpp: the chosen release against what is known of it
void ruleTagMoved(const Case& c, Advice& a);
void ruleContradiction(const Case& c, Advice& a);
void ruleShownVersion(const Case& c, Advice& a);
void ruleStops(const Case& c, Advice& a);

/// Tracked files whose content was changed by people.
[[nodiscard]] QStringList ownChanges(const Case& c);

/// What the plan will need on the disk, by where it is needed. Bytes.
struct DiskNeed {
    qint64 besideTree = 0; ///< the new release beside the old one
    qint64 runFolder = 0;  ///< copies of the database, the ballast, a scratch database of our own
    qint64 besideData = 0; ///< a scratch database that the database server here makes among its own
    qint64 packages = 0;   ///< another PHP, where the plan may install one
    [[nodiscard]] qint64 total() const { return besideTree + runFolder + besideData + packages; }
};
[[nodiscard]] DiskNeed diskNeed(const Case& c);

} // namespace df
