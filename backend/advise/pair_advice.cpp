#include "advise/pair_advice.h"

#include "advise/rules_pair.h"
#include "advise/sources.h"
#include "advise/text.h"

#include <algorithm>

namespace df {
namespace {

// Of the rules for one server those whose words hold on a move, too.
// clang-format off
constexpr Rule onOld[] = {ruleVersionsDisagree, rulePreviousKeys, ruleDumpTool, ruleDestroyedPasswords,
                          rulePasswords, ruleSeeding};
constexpr Rule onNew[] = {ruleVersionsDisagree, ruleRoot, ruleEnvFile, ruleSilentCache, ruleOverridden, ruleCachedConfig,
                          ruleDefiners, ruleDatabaseVersion, ruleDumpTool, ruleScratch, rulePackages, ruleConflicts, ruleEarlierRuns,
                          ruleMemoryLimit, ruleSharedMaster, rulePhpAge, ruleOpcache, ruleSystemAge, rulePackageManager,
                          ruleSeLinux, ruleSchedules, ruleWebServer, ruleLoginLimit};
constexpr Rule ofContainer[] = {ruleKind};
/// What is made new with the container is lost with it.
constexpr Rule ofNewContainer[] = {ruleContainerKey, ruleContainerStorage, ruleContainerDatabase, ruleReplicas};
struct PairEntry {
    PairRule rule;
    const char* server; ///< which one its findings are about; empty: both, or it says so itself
};
constexpr PairEntry ofBoth[] = {
    {rulePairSameInstallation, ""}, {rulePairSameDatabase, ""}, {rulePairEngine, ""}, {rulePairRelease, ""},
    {rulePairTarget, "new"}, {rulePairNodes, ""}, {rulePairConnectors, ""}, {rulePairCommercial, ""},
    {rulePairPaths, ""}, {rulePairLocalChanges, "old"}, {rulePairPhp, "new"}, {rulePairExtensions, "new"},
    {rulePairMySql, ""}, {rulePairPostgres, ""}, {rulePairCharset, ""}, {rulePairPrefix, ""},
    {rulePairAppKey, "old"}, {rulePairCipher, "old"}, {rulePairTokenKey, "new"}, {rulePairOverridden, "new"},
    {rulePairLicence, ""}, {rulePairEnv, ""}, {rulePairDisk, "new"}, {rulePairInterface, ""},
    {rulePairSchedules, "old"}, {rulePairClock, ""}};
// clang-format on

template<class Rules>
void follow(const Case& c, const Rules& rules, Advice& a) {
    for (const Rule rule : rules)
        rule(c, a);
}

/// What only the database's own settings say is asked of a server that can be reached; SQL Server is refused
/// for the pair.
void databaseOf(const Case& c, Advice& a, bool written) {
    const DatabaseFacts& d = c.here.database;
    if (d.engine != DatabaseEngine::SqlServer && (written || !d.reachable))
        ruleDatabase(c, a);
}

/// False if nothing more can be said of this server.
bool canBeSeen(const Case& c, Advice& a) {
    const bool fromOutside = c.here.kind != InstallationKind::Machine && c.here.php.binary.isEmpty();
    if (fromOutside)
        follow(c, ofContainer, a);
    else if (c.here.closed)
        ruleClosed(c, a);
    else if (!c.from)
        ruleDirection(c, a);
    return !fromOutside && !c.here.closed;
}

void about(const char* server, qsizetype from, Advice& a) {
    for (auto i = from; i < a.findings.size(); ++i)
        a.findings[i].server = QLatin1String(server);
}

bool adviseOld(const Case& c, Advice& a) {
    const auto from = a.findings.size();
    const bool seen = canBeSeen(c, a);
    if (seen) {
        if (!c.here.env.readable)
            ruleEnvFile(c, a);
        follow(c, onOld, a);
        databaseOf(c, a, false);
    }
    about("old", from, a);
    return seen;
}

bool adviseNew(const Case& c, Advice& a) {
    const auto from = a.findings.size();
    const bool seen = canBeSeen(c, a);
    if (seen) {
        follow(c, onNew, a);
        follow(c, ofNewContainer, a);
        databaseOf(c, a, true);
    }
    about("new", from, a);
    return seen;
}

void adviseBoth(const PairView& v, Advice& a) {
    for (const PairEntry& entry : ofBoth) {
        const auto from = a.findings.size();
        entry.rule(v, a);
        if (*entry.server)
            about(entry.server, from, a);
    }
}

AdviceChoices choicesOfNew(const PairChoices& choices) {
    AdviceChoices c;
    c.canBeRoot = choices.canBeRoot;
    c.haveDatabaseAdmin = choices.haveDatabaseAdmin;
    return c;
}

void sortFindings(Advice& a) {
    std::stable_sort(a.findings.begin(), a.findings.end(), [](const Finding& x, const Finding& y) {
        return std::pair(x.severity, x.area) < std::pair(y.severity, y.area);
    });
}

Reason reasonOf(const PairView& v) {
    return {QStringLiteral("move"),
            Say::tr("%1 with its database, settings and files goes from %2 to %3, where %4 is installed. The "
                    "old server is only read.")
                .arg(v.old.fromText, v.pair.oldServer.machine.hostName, v.pair.newServer.machine.hostName,
                     v.fresh.fromText),
            source::installedRelease()};
}

} // namespace

const EnvMergeRow* PairView::row(const char* key) const {
    const auto it = std::find_if(env.begin(), env.end(),
                                 [&](const EnvMergeRow& r) { return r.key == QLatin1String(key); });
    return it == env.end() ? nullptr : &*it;
}

void onServer(Advice& advice, const char* server) {
    if (!advice.findings.isEmpty())
        advice.findings.last().server = QLatin1String(server);
}

Advice advisePair(const MovePair& pair, const PairChoices& choices) {
    return advisePair(pair, choices, builtInCatalogue());
}

Advice advisePair(const MovePair& pair, const PairChoices& choices, const Catalogue& tables) {
    const ReleaseFacts release = installedRelease(pair.fresh);
    const QVector<ReleaseTag> tags;
    const AdviceChoices ofOld, ofNew = choicesOfNew(choices);
    const Case old = makeCase(pair.oldServer, pair.old, tags, release, ofOld, tables);
    const Case fresh = makeCase(pair.newServer, pair.fresh, tags, release, ofNew, tables);
    const QVector<EnvMergeRow> env = mergeEnv(pair, choices.env);
    const PairView view{pair, choices, old, fresh, env};
    Advice a;
    a.way = Way::Migration;
    a.from = old.fromText;
    a.to = a.toTag = release.tag;
    a.toCommit = release.commit;
    a.phpBinary = fresh.php.php.binary;
    a.envChanges = envChangesOf(env);
    a.reasons = {reasonOf(view)};
    const bool sawOld = adviseOld(old, a), sawNew = adviseNew(fresh, a);
    if (sawOld && sawNew)
        adviseBoth(view, a);
    sortFindings(a);
    return a;
}

} // namespace df
