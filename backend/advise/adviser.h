#pragma once

#include "advise/advice.h"
#include "inspect/release_facts.h"
#include "inspect/server_facts.h"

namespace df {

struct Catalogue;

/// What the user has said so far that changes the advice.
struct AdviceChoices {
    bool haveDatabaseAdmin = false;   ///< credentials for the scratch database were given
    bool haveCommercialFiles = false; ///< a folder with the three composer files was given
    bool canBeRoot = false;           ///< sudo or root works
    bool reapplyLocalChanges = false;
    bool phpBesideOld = false; ///< the plan may install the needed PHP beside the old one
};

/// Pure. `installation` is one of `server.installations`.
[[nodiscard]] Advice advise(const ServerFacts& server, const Installation& installation,
                            const QVector<ReleaseTag>& tags, const ReleaseFacts& target,
                            const AdviceChoices& choices);
/// The same with other tables than the program's own.
[[nodiscard]] Advice advise(const ServerFacts& server, const Installation& installation,
                            const QVector<ReleaseTag>& tags, const ReleaseFacts& target,
                            const AdviceChoices& choices, const Catalogue& tables);

} // namespace df
