#pragma once

#include "inspect/server_facts.h"
#include "run/run_state.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace df {

/// What is left for people to do when the data is on the new server: whole sentences, in order.
struct CutOver {
    QString oldName, newName; ///< as people call the servers
    WebFacts oldWeb;
    bool oldClosed = false;     ///< users are shut out of it
    bool kept = false;          ///< the one-button way back is disarmed
    bool schedulesLeft = false; ///< the old one had schedules or workers
    QString runFolder;          ///< on the new server
};

[[nodiscard]] QStringList cutOverSteps(const CutOver& c);
/// One sentence: is going back possible, how, and until when.
[[nodiscard]] QString wayBackAfterMove(const CutOver& c);
/// Was the old server only read? A sentence; empty: nothing is known of it.
[[nodiscard]] QString oldServerProof(const std::optional<FingerprintFact>& fact, bool beingTaken);

} // namespace df
