#pragma once

#include "plan/plan_input.h"

namespace df {

/// Where a run lives on the server: /var/lib/df-upgrade for root, else below the signed-in user's home
/// ("$HOME/…" is resolved by the inspector's facts, so the path is absolute).
[[nodiscard]] QString runFolderFor(const ServerFacts& server, const QString& runId);

/// The DF_* shell variables that the steps read. No secret among them.
[[nodiscard]] QMap<QString, QString> planVariables(const PlanInput& in, const QString& runId,
                                                   const QString& runFolder);

} // namespace df
