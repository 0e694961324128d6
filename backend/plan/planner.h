#pragma once

#include "advise/advice.h"
#include "core/result.h"
#include "inspect/release_facts.h"
#include "inspect/server_facts.h"
#include "plan/plan.h"

#include <QDateTime>

namespace df {

enum class LocalChanges { Reapply, KeepAside };

/// What the user decided on the plan page (or in the answer file).
struct PlanChoices {
    LocalChanges localChanges = LocalChanges::KeepAside;
    bool commercialFiles = false; ///< the three composer files will have been uploaded into the run folder
    bool databaseAdmin = false;   ///< a secret "dbadmin" is given at start
    QString databaseAdminUser;
    bool pauseBeforeSwitch = false;
};

/// Pure: no I/O, the same input gives the same plan (runId and now are inputs).
[[nodiscard]] Result<Plan> planInPlace(const ServerFacts& server, const Installation& installation,
                                       const ReleaseFacts& release, const Advice& advice,
                                       const PlanChoices& choices, const QString& runId);

/// "20261122-141830-7f3a": sortable, unique enough, safe in file names.
[[nodiscard]] QString newRunId(const QDateTime& utc);

} // namespace df
