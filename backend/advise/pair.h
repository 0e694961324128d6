#pragma once

#include "inspect/release_facts.h"
#include "inspect/server_facts.h"

namespace df {

/// The two ends of a move: everything goes from `old` to `fresh`, an installation of the same release or a
/// newer one. Refers to the facts; they must outlive it.
struct MovePair {
    const ServerFacts& oldServer;
    const Installation& old;
    const ServerFacts& newServer;
    const Installation& fresh;
};

/// The release that is installed there, in the form in which a release to upgrade to is known: what its
/// composer.json says, and the locked packages without their own requirements, which no look brings.
[[nodiscard]] ReleaseFacts installedRelease(const Installation& installation);

} // namespace df
