#pragma once

#include "core/result.h"
#include "ssh/socket_compat.h"

namespace df {

/// A connection of our own to the user's SSH agent ($SSH_AUTH_SOCK), so that waiting for it can be broken
/// off. NotAvailable where there is no agent. libssh takes ownership of the socket.
[[nodiscard]] Result<net::Socket> connectToAgent();

} // namespace df
