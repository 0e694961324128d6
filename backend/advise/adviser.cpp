#include "advise/adviser.h"

#include "advise/rules.h"
#include "advise/ways.h"

#include <algorithm>

namespace df {
namespace {

/// In the order in which a person would look. ruleEnvKeys comes before those that speak of its changes.
constexpr Rule everyRule[] = {ruleKind,
                              ruleRepository,
                              ruleRemote,
                              ruleRelease,
                              ruleTagMoved,
                              ruleShownVersion,
                              ruleDirection,
                              ruleStops,
                              ruleVersionsDisagree,
                              rulePhp,
                              ruleExtensions,
                              ruleComposer,
                              ruleCommercial,
                              ruleCommercialState,
                              ruleAdminInterface,
                              ruleLocalChanges,
                              ruleUntracked,
                              ruleClone,
                              ruleEnvFile,
                              ruleEnvSyntax,
                              ruleOverridden,
                              ruleAccessLog,
                              ruleAppKey,
                              ruleTokenKey,
                              rulePreviousKeys,
                              ruleCachedConfig,
                              ruleDatabase,
                              ruleDatabaseVersion,
                              ruleTables,
                              ruleScratch,
                              ruleSeveralNodes,
                              ruleServiceTypes,
                              ruleScripts,
                              ruleServicePaths,
                              ruleRoot,
                              ruleDisk,
                              ruleMounts,
                              ruleMaintenance,
                              ruleEarlierRuns,
                              rulePackages,
                              ruleSchema,
                              ruleConflicts,
                              ruleDestroyedPasswords,
                              ruleCopies,
                              ruleEnvKeys,
                              ruleEnvHistory,
                              rulePasswords,
                              ruleSeeding,
                              ruleOpcache,
                              ruleSchedules};

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
    a.diskNeededBytes = diskNeed(installation).total();
    for (const Rule rule : everyRule)
        rule(c, a);
    std::stable_sort(a.findings.begin(), a.findings.end(), [](const Finding& x, const Finding& y) {
        return std::pair(x.severity, x.area) < std::pair(y.severity, y.area);
    });
    weighWays(c, a);
    return a;
}

} // namespace df
