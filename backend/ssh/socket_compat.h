#pragma once

// The few differences between POSIX and Winsock that our own connect needs. Elsewhere plain POSIX names are
// used.
#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <cerrno>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#endif

namespace df::net {

#ifdef _WIN32
using Socket = SOCKET;
constexpr Socket noSocket = INVALID_SOCKET;
constexpr int shutBoth = SD_BOTH;
inline int closeSocket(Socket s) { return ::closesocket(s); }
inline int pollSockets(WSAPOLLFD* fds, unsigned long n, int ms) { return ::WSAPoll(fds, n, ms); }
using PollFd = WSAPOLLFD;
inline int lastError() { return ::WSAGetLastError(); }
inline bool connectGoesOn(int error) { return error == WSAEWOULDBLOCK || error == WSAEINPROGRESS; }
inline bool setNonBlocking(Socket s) {
    u_long on = 1;
    return ::ioctlsocket(s, FIONBIO, &on) == 0;
}
constexpr int errorRefused = WSAECONNREFUSED;
constexpr int errorTimedOut = WSAETIMEDOUT;
#else
using Socket = int;
constexpr Socket noSocket = -1;
constexpr int shutBoth = SHUT_RDWR;
inline int closeSocket(Socket s) { return ::close(s); }
using PollFd = struct pollfd;
inline int pollSockets(PollFd* fds, unsigned long n, int ms) { return ::poll(fds, n, ms); }
inline int lastError() { return errno; }
inline bool connectGoesOn(int error) { return error == EINPROGRESS || error == EINTR; }
inline bool setNonBlocking(Socket s) {
    const int flags = ::fcntl(s, F_GETFL, 0);
    return flags >= 0 && ::fcntl(s, F_SETFL, flags | O_NONBLOCK) == 0 && ::fcntl(s, F_SETFD, FD_CLOEXEC) == 0;
}
constexpr int errorRefused = ECONNREFUSED;
constexpr int errorTimedOut = ETIMEDOUT;
#endif

} // namespace df::net
