#pragma once

#include "ssh/socket_compat.h"

#include <atomic>
#include <mutex>

namespace df {

/// Breaks the connection from another thread. Holds a duplicate of the socket: the original may be closed
/// (and its number reused) by libssh at any time. All functions are thread-safe.
class AbortSwitch {
public:
    AbortSwitch() = default;
    ~AbortSwitch() { disarm(); }
    AbortSwitch(const AbortSwitch&) = delete;
    AbortSwitch& operator=(const AbortSwitch&) = delete;

    void reset(); ///< a new attempt begins
    void arm(net::Socket socket);
    void disarm();
    void abort();
    [[nodiscard]] const std::atomic_bool& aborted() const { return m_aborted; }

private:
    std::mutex m_mutex;
    net::Socket m_socket = net::noSocket;
    std::atomic_bool m_aborted{false};
};

} // namespace df
