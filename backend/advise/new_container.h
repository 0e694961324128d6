#pragma once

#include "inspect/server_facts.h"

#include <QStringList>

namespace df {

/// How a new container is made beside `old` (Docker or Podman), for the wizard to move the old one's data
/// into: sentences, and commands ("$ …") for the machine that the engine is on. It has the old one's
/// variables with APP_KEY pinned, its network, and a volume and a database of its own; the old one is only
/// read. No secret stands in a command or passes the screen: they go into a file with mode 0600. `release`:
/// the one that is wanted; empty: not known.
[[nodiscard]] QStringList newContainerSteps(const Installation& old, const QString& release);

} // namespace df
