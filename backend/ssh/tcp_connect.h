#pragma once

#include "core/result.h"
#include "ssh/patience.h"
#include "ssh/resolve.h"
#include "ssh/socket_compat.h"

namespace df {

/// Connects to `host` with a fall-back to its other addresses (RFC 8305: the next one starts after 250 ms,
/// the first that answers wins). The socket is non-blocking, without Nagle's delay, and notices a dead peer
/// within about a minute. The caller owns it. HostNotFound {host}; Unreachable {host, port, refused |
/// no-route | timeout}.
[[nodiscard]] Result<net::Socket> connectTcp(const QString& host, int port, const Patience& patience);
/// The same to the `addresses` of that host, which are not looked up again.
[[nodiscard]] Result<net::Socket> connectTcp(const std::vector<SocketAddress>& addresses, const QString& host,
                                             int port, const Patience& patience);

} // namespace df
