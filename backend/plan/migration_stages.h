#pragma once

#include "plan/migration.h"
#include "plan/plan_input.h"

namespace df {

/// All that a stage of a move may look at while it is planned.
struct MigrationInput {
    const MovePair& pair;
    const MoveChoices& choices;
    const PlanInput& fresh; ///< the new server, as the stages of an in-place upgrade see theirs
};

/// The stages that only a move has, in order; the others are those of plan_input.h.
[[nodiscard]] Stage
stageCloseEarly(const MigrationInput& in); ///< without steps where there is an administrator
[[nodiscard]] Stage stageReceive(const MigrationInput& in);
[[nodiscard]] Stage stageMergeEnv(const MigrationInput& in);
[[nodiscard]] Stage stageProveImport(const MigrationInput& in);
[[nodiscard]] Stage
stageLastDelivery(const MigrationInput& in); ///< without steps where the old one stays open
[[nodiscard]] Stage stageMoveIn(const MigrationInput& in);
[[nodiscard]] Stage stageProveKey(const MigrationInput& in);

} // namespace df
