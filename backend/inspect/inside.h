#pragma once

#include "core/cancel.h"
#include "core/result.h"
#include "host/place_host.h"
#include "inspect/server_facts.h"

#include <optional>

namespace df {

/// How commands get into the container or pod of an installation; nothing for one on the machine itself.
[[nodiscard]] std::optional<Place> placeOf(const Installation& installation);

/// A second look, inside the container or pod of `outer.installations[index]`, for what a look from outside
/// can't see: its PHP, web server, database. The answer has `outer`'s installations, that one replaced, and
/// the inside's machine. `host` is the machine that the engine runs on. Errors: those of inspectServer();
/// NoInstallation where there is none inside.
[[nodiscard]] Result<ServerFacts> inspectInside(RemoteHost& host, const ServerFacts& outer, int index,
                                                const CancelToken& cancel);

/// Pure: what was found inside, as the one that it is from outside.
[[nodiscard]] Installation seenFromBoth(const Installation& outside, Installation inside);

} // namespace df
