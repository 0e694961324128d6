#pragma once

#include "plan/plan.h"
#include "run/run_state.h"

#include <QSet>
#include <QStringList>

namespace df {

/// What the player says of a run on standard output: one line for each stage when it has ended, and again
/// when it has been undone. Pure but for what it has said already.
class StagePrinter {
public:
    /// The lines that are new: "stage 4 of 13  Copy the database, and prove the copy … done 2.1 s".
    [[nodiscard]] QStringList newLines(const Plan& plan, const RunState& run);

private:
    QSet<QString> m_said; ///< stage id and word
};

} // namespace df
