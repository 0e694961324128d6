#include "plan/planner.h"

#include "advise/platform.h"
#include "plan/plan_input.h"
#include "plan/plan_parts.h"
#include "plan/variables.h"

#include <QRandomGenerator>

namespace df {

namespace {

// Advised is the PHP of the site or, as the user wants, the one to come beside it.
std::optional<PhpBeside> wantedBeside(const PlanInput& in) {
    auto beside = phpBeside(in.server.machine, in.installation, readNeeds(in.release));
    if (beside && beside->binary != in.advice.phpBinary)
        beside.reset();
    return beside;
}

} // namespace

QString newRunId(const QDateTime& utc) {
    return utc.toUTC().toString(QStringLiteral("yyyyMMdd-HHmmss-")) +
           QStringLiteral("%1").arg(QRandomGenerator::system()->bounded(0x10000), 4, 16, QLatin1Char('0'));
}

Result<Plan> planInPlace(const ServerFacts& server, const Installation& installation,
                         const ReleaseFacts& release, const Advice& advice, const PlanChoices& choices,
                         const QString& runId) {
    if (advice.blocked())
        return fail(ErrorCode::MustFix, {});
    PlanInput in{server, installation, release, advice, choices};
    in.phpBeside = wantedBeside(in);
    Plan plan;
    plan.runId = runId;
    plan.from = advice.from;
    plan.to = advice.to;
    plan.toTag = release.tag;
    plan.toCommit = release.commit;
    plan.root = installation.path;
    plan.asRoot = server.machine.root;
    plan.diskNeededBytes = advice.diskNeededBytes;
    plan.runFolder = runFolderFor(server, runId);
    plan.variables = planVariables(in, runId, plan.runFolder);
    plan.envChanges = envChangesJson(advice.envChanges);
    plan.scratchEnvChanges = scratchEnv(in.installation.database, plan.variables);
    plan.schedules = scheduleList(installation);
    if (choices.databaseAdmin)
        plan.secretNames << QStringLiteral("dbadmin");
    plan.stages << stageCheck(in);
    if (in.phpBeside)
        plan.stages << stagePhpBeside(in);
    for (const auto make : {stageKeepCopies, stageCopyDatabase, stageBuild, stageAdaptEnv, stageRehearse,
                            stageMaintenanceOn, stageLastCopy, stageExchange, stageMigrate, stageCaches,
                            stageReload, stageCheckInside, stageMaintenanceOff, stageCompare})
        plan.stages << make(in);
    return plan;
}

} // namespace df
