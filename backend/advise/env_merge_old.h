#pragma once

#include "advise/case.h"
#include "advise/pair.h"

namespace df {

/// A key of the old server's .env and what the new server's release makes of it.
struct OldKey {
    QString key;         ///< as the new release reads it
    EnvEntry entry;      ///< as it stands there
    QString result;      ///< the value here; empty if secret
    bool dead = false;   ///< the new release no longer reads it, by whatever name
    bool woken = false;  ///< the old release doesn't read it, the new one does
    QString why, source; ///< of the conversion; empty: as it stands
};

/// In the order of the file; of a key that stands there twice the entry that counts. `c` is the old server
/// with the new one's release as its target.
[[nodiscard]] QVector<OldKey> oldKeys(const MovePair& pair, const Case& c);

} // namespace df
