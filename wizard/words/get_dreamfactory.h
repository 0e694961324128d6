#pragma once

#include "inspect/server_facts.h"

#include <QString>
#include <QStringList>

namespace df {

/// How DreamFactory gets onto a new server of that system: sentences and commands for a person to follow
/// there.
struct GetDreamFactory {
    QString title;      ///< "There is no DreamFactory on this server yet."
    QString fits;       ///< does the vendor's installer know this system?
    QString commands;   ///< one per line; empty: none for this system
    QStringList advice; ///< whole sentences, in order
};

/// Pure. `tag`: the release to install, e.g. the catalogue's newest.
[[nodiscard]] GetDreamFactory getDreamFactory(const MachineFacts& machine, const QString& tag);

} // namespace df
