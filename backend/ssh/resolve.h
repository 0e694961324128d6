#pragma once

#include "core/result.h"
#include "ssh/patience.h"
#include "ssh/socket_compat.h"

#include <vector>

namespace df {

struct SocketAddress {
    sockaddr_storage storage{};
    socklen_t length = 0;
    [[nodiscard]] int family() const { return storage.ss_family; }
};

/// Addresses of a name or literal ("::1", "[::1]", "10.0.0.5"), the two families alternating, the resolver's
/// favourite first. Returns soon after `patience` ends although getaddrinfo itself can't be stopped: it goes
/// on in a thread of its own, whose late answer is dropped. HostNotFound {host}.
[[nodiscard]] Result<std::vector<SocketAddress>> resolve(const QString& host, int port,
                                                         const Patience& patience);

} // namespace df
