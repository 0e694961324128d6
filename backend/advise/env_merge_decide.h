#pragma once

#include "advise/env_merge.h"

namespace df {

/// A row before the user said anything, and what the old server's value becomes here.
struct DecidedKey {
    EnvMergeRow row;
    QString oldResult; ///< empty if secret
};

/// In the order of the page.
[[nodiscard]] QVector<DecidedKey> decideEnv(const MovePair& pair);

} // namespace df
