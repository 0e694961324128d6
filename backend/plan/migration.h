#pragma once

#include "advise/advice.h"
#include "advise/pair.h"
#include "core/result.h"
#include "plan/plan.h"

#include <QVector>

namespace df {

/// What the user decided about a move to a new server.
struct MoveChoices {
    QVector<EnvChange> env;     ///< on the new server's .env, see envChangesOf()
    QStringList move;           ///< files and folders that come along: below the old root, or absolute
    bool closeOld = true;       ///< users are shut out of the old server for a last, short copy
    bool databaseAdmin = false; ///< a secret "dbadmin" for the new server is given at start
    QString databaseAdminUser;
};

/// The plan for the NEW server: the run folder, the window and the way back are there. What comes from the
/// old one is waited for in the steps "receive.data" and, where the old one is closed for the last copy,
/// "receive.again"; `Plan::deliveries` names it, its place is `inFolder()`. Pure. MustFix where the advice is
/// blocked.
[[nodiscard]] Result<Plan> planMigration(const MovePair& pair, const Advice& advice,
                                         const MoveChoices& choices, const QString& runId);

/// The only change to the OLD server: maintenance on, schedules paused. Going back opens it again; Keep
/// leaves it closed.
[[nodiscard]] Plan planClosing(const ServerFacts& oldServer, const Installation& old, const QString& runId);

/// Where what comes is put, on the new server: <id> and, once it is whole and proven, <id>.done.
[[nodiscard]] QString inFolder(const Plan& plan);
/// 1 while the run waits for the first copy, 2 for the last one, by the id of the step that runs; 0: for
/// none.
[[nodiscard]] int deliveryRound(const QString& stepId);

} // namespace df
