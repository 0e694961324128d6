#pragma once

#include "advise/advice.h"
#include "advise/php_beside.h"
#include "inspect/release_facts.h"
#include "inspect/server_facts.h"
#include "plan/plan.h"
#include "plan/planner.h"

namespace df {

/// All that a stage may look at while it is planned. References live as long as the call of planInPlace().
struct PlanInput {
    const ServerFacts& server;
    const Installation& installation;
    const ReleaseFacts& release;
    const Advice& advice;
    const PlanChoices& choices;
    std::optional<PhpBeside> phpBeside{}; ///< the PHP to be put beside the site's; from the advice
};

/// The stages of an in-place upgrade, in order. Each is a file of its own under plan/stages; a new stage is
/// one new file and one line in planner.cpp. A stage without steps is left out of the plan.
[[nodiscard]] Stage stageCheck(const PlanInput& in);
[[nodiscard]] Stage stagePhpBeside(const PlanInput& in); ///< only where there is one
[[nodiscard]] Stage stageKeepCopies(const PlanInput& in);
[[nodiscard]] Stage stageCopyDatabase(const PlanInput& in);
[[nodiscard]] Stage stageBuild(const PlanInput& in);
[[nodiscard]] Stage stageAdaptEnv(const PlanInput& in);
[[nodiscard]] Stage stageRehearse(const PlanInput& in);
[[nodiscard]] Stage stageMaintenanceOn(const PlanInput& in);
[[nodiscard]] Stage stageLastCopy(const PlanInput& in);
[[nodiscard]] Stage stageExchange(const PlanInput& in);
[[nodiscard]] Stage stageMigrate(const PlanInput& in);
[[nodiscard]] Stage stageCaches(const PlanInput& in);
[[nodiscard]] Stage stageReload(const PlanInput& in);
[[nodiscard]] Stage stageCheckInside(const PlanInput& in);
[[nodiscard]] Stage stageMaintenanceOff(const PlanInput& in);
[[nodiscard]] Stage stageCompare(const PlanInput& in);

/// Its parts in other stages: nothing is changed yet, and the moment in the switch.
[[nodiscard]] Step stepPhpCheck();
[[nodiscard]] Step stepPhpSwitch();

/// A step whose commands stand in resources/remote/steps/<id>.sh and, if there is one, <id>.undo.sh.
[[nodiscard]] Step stepFromFile(const QString& id, const QString& title, int timeoutSeconds, double weight,
                                ProgressKind progress = ProgressKind::None);

} // namespace df
