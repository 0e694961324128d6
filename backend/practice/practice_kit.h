#pragma once

#include "core/result.h"

#include <QString>
#include <QStringList>

namespace df {

/// The practice server's scripts and application, carried in ":/df/practice", unpacked to a folder of this
/// computer. Replaces what an earlier version of the program left there.
[[nodiscard]] Result<void> unpackPracticeKit(const QString& folder);

/// What this computer lacks to run a practice server, one sentence each; empty: everything is there. Starts
/// PHP once (some 30 ms) to ask it for its extensions.
[[nodiscard]] QStringList missingForPractice();

} // namespace df
