#pragma once

#include "inspect/server_facts.h"

namespace df {

/// The file system that holds `path`; null where none was found.
[[nodiscard]] const FileSystemFact* fileSystemOf(const MachineFacts& machine, const QString& path);

} // namespace df
