#include "ssh/abort_switch.h"

namespace df {
namespace {

net::Socket duplicate(net::Socket s) {
#ifdef _WIN32
    // Winsock has no cheap duplicate in one process; SshLine disarms before libssh closes the socket
    return s;
#else
    return ::fcntl(s, F_DUPFD_CLOEXEC, 0);
#endif
}

void release([[maybe_unused]] net::Socket s) {
#ifndef _WIN32
    ::close(s);
#endif
}

} // namespace

void AbortSwitch::reset() {
    disarm();
    m_aborted.store(false);
}

void AbortSwitch::arm(net::Socket socket) {
    const std::lock_guard lock(m_mutex);
    if (m_socket != net::noSocket)
        release(m_socket);
    m_socket = duplicate(socket);
}

void AbortSwitch::disarm() {
    const std::lock_guard lock(m_mutex);
    if (m_socket != net::noSocket)
        release(m_socket);
    m_socket = net::noSocket;
}

void AbortSwitch::abort() {
    m_aborted.store(true);
    const std::lock_guard lock(m_mutex);
    if (m_socket != net::noSocket)
        ::shutdown(m_socket, net::shutBoth);
}

} // namespace df
