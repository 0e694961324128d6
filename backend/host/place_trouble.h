#pragma once

#include "core/error.h"
#include "host/remote_host.h"

#include <optional>

namespace df {

struct Place;

/// Why the engine's client did not get into the container or pod, by its own words; nothing: it did, whatever
/// the command's end was. Pure. The error is NoInstallation with the facts "place-gone" or "place-stopped",
/// the name, and the client ("podman").
[[nodiscard]] std::optional<Error> placeTrouble(const Place& place, const CommandResult& result);

/// The client's name: "docker", "podman", "kubectl".
[[nodiscard]] QString clientOf(const Place& place);

/// What the engine knows the container or pod by: another one of the same name has another. `outer`: the
/// machine that the engine is on. One exec.
[[nodiscard]] Result<QString> identityOf(RemoteHost& outer, const Place& place, const CancelToken& cancel);

} // namespace df
