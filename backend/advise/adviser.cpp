#include "advise/adviser.h"

#include "advise/rules.h"
#include "advise/ways.h"

#include <algorithm>

namespace df {
namespace {

/// In the order in which a person would look. ruleEnvKeys comes before those that speak of its changes.
// clang-format off
constexpr Rule everyRule[] = {
    ruleRepository, ruleRemote, ruleRelease, ruleTagMoved, ruleContradiction, ruleShownVersion,
    ruleDirection, ruleStops, ruleVersionsDisagree,
    rulePhp, rulePhpBeside, ruleExtensions, ruleFpmExtensions,
    ruleMemoryLimit, ruleSharedMaster, rulePhpAge,
    ruleComposer, ruleComposerAsRoot, ruleCredentials, ruleArchives,
    ruleCommercial, ruleCommercialState, ruleAdminInterface, ruleLocalChanges, ruleOwnCommits, ruleOwnPackages, ruleUntracked, ruleClone,
    ruleEnvFile, ruleEnvSyntax, ruleSilentCache, ruleOverridden, ruleAccessLog,
    ruleAppKey, ruleTokenKey, rulePreviousKeys, ruleCachedConfig,
    ruleDatabase, ruleDefiners, ruleDatabaseVersion, ruleTables, ruleDumpTool, ruleScratch,
    ruleSeveralNodes,
    ruleServiceTypes, ruleScripts, ruleServicePaths,
    ruleRoot, ruleOwner, ruleUmask, ruleForeignFiles,
    ruleDisk, ruleMounts, ruleMemory, ruleClock, ruleSystemAge, rulePackageManager, ruleSeLinux,
    ruleMaintenance, ruleEarlierRuns,
    rulePackages, ruleSchema, ruleConflicts, ruleDestroyedPasswords, ruleCopies,
    ruleEnvKeys, ruleEnvHistory, rulePasswords, ruleSeeding,
    ruleOpcache,
    ruleSchedules, ruleRootSchedules, ruleSchedulerTasks, ruleQueueWorker,
    ruleWebServer, ruleLoginLimit, ruleBypass};
/// These hold the server against the release: where none could be read they have nothing to say.
constexpr Rule releaseRule[] = {
    ruleTagMoved, ruleContradiction, ruleShownVersion, ruleStops,
    rulePhp, rulePhpBeside, ruleExtensions, ruleFpmExtensions, ruleComposer, ruleArchives,
    ruleCommercial, ruleAdminInterface, ruleEnvSyntax, ruleTokenKey, rulePreviousKeys,
    ruleDatabaseVersion, ruleServiceTypes, ruleEnvKeys, ruleEnvHistory, rulePasswords, ruleSeeding, ruleBypass};
/// A folder that may not be entered: what its surroundings say, and nothing guessed.
constexpr Rule closedRule[] = {ruleClosed, ruleOwner, rulePhpAge, ruleMemory, ruleClock, ruleSystemAge,
                               rulePackageManager, ruleSeLinux, ruleOpcache, ruleWebServer, ruleLoginLimit};
/// Of a container only its definition is known, and perhaps its files: the other rules would speak of the machine.
constexpr Rule containerRule[] = {ruleKind, ruleContainerKey, ruleContainerStorage, ruleContainerDatabase,
                                  ruleContainerVariables, ruleContainerMigrations, ruleReplicas};
// clang-format on

} // namespace

Advice advise(const ServerFacts& server, const Installation& installation, const QVector<ReleaseTag>& tags,
              const ReleaseFacts& target, const AdviceChoices& choices) {
    return advise(server, installation, tags, target, choices, builtInCatalogue());
}

Advice advise(const ServerFacts& server, const Installation& installation, const QVector<ReleaseTag>& tags,
              const ReleaseFacts& target, const AdviceChoices& choices, const Catalogue& tables) {
    const Case c = makeCase(server, installation, tags, target, choices, tables);
    Advice a;
    a.from = c.fromText;
    a.to = a.toTag = target.tag;
    a.toCommit = target.commit;
    a.diskNeededBytes = diskNeed(c).total();
    const auto follow = [&](const auto& rules) {
        for (const Rule rule : rules)
            if (!c.toText.isEmpty() ||
                std::find(std::begin(releaseRule), std::end(releaseRule), rule) == std::end(releaseRule))
                rule(c, a);
    };
    if (installation.kind != InstallationKind::Machine)
        follow(containerRule);
    else if (installation.closed)
        follow(closedRule);
    else
        follow(everyRule);
    std::stable_sort(a.findings.begin(), a.findings.end(), [](const Finding& x, const Finding& y) {
        return std::pair(x.severity, x.area) < std::pair(y.severity, y.area);
    });
    weighWays(c, a);
    return a;
}

} // namespace df
