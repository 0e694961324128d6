#pragma once

#include "secrets/saved_servers.h"
#include "ssh/connect_settings.h"

namespace df {

/// Between what is saved and what is used to connect. Secrets are not part of it; unknown words become the
/// defaults.
[[nodiscard]] SavedServer toSaved(const ConnectSettings& settings);
[[nodiscard]] ConnectSettings toSettings(const SavedServer& server);

} // namespace df
