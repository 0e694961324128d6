#include "ssh/tcp_connect.h"

#include <cstring>

namespace df {
namespace {

using Clock = Patience::Clock;
constexpr auto headStart = std::chrono::milliseconds(250);

template<class T>
void set(net::Socket s, int level, int name, T value) {
    ::setsockopt(s, level, name, reinterpret_cast<const char*>(&value), sizeof value);
}

void tune(net::Socket s) {
    set(s, IPPROTO_TCP, TCP_NODELAY, 1); // libssh sets it only on sockets that it opened itself
    set(s, SOL_SOCKET, SO_KEEPALIVE, 1);
#ifdef TCP_KEEPIDLE
    set(s, IPPROTO_TCP, TCP_KEEPIDLE, 30);
    set(s, IPPROTO_TCP, TCP_KEEPINTVL, 10);
    set(s, IPPROTO_TCP, TCP_KEEPCNT, 3);
#endif
#ifdef TCP_USER_TIMEOUT
    set(s, IPPROTO_TCP, TCP_USER_TIMEOUT, 60'000u);
#endif
}

/// The attempts that are under way.
class Race {
public:
    ~Race() {
        for (const net::PollFd& p : m_running)
            net::closeSocket(p.fd);
    }
    Race() = default;
    Race(const Race&) = delete;
    Race& operator=(const Race&) = delete;

    [[nodiscard]] bool idle() const { return m_running.empty(); }
    [[nodiscard]] int error() const { return m_error; }

    /// A socket that was connected at once, else noSocket.
    net::Socket start(const SocketAddress& address) {
        const net::Socket s = ::socket(address.family(), SOCK_STREAM, 0);
        if (s == net::noSocket || !net::setNonBlocking(s)) {
            lost(s, net::lastError());
            return net::noSocket;
        }
        if (::connect(s, reinterpret_cast<const sockaddr*>(&address.storage), address.length) == 0)
            return s;
        if (const int e = net::lastError(); net::connectGoesOn(e))
            m_running.push_back({s, POLLOUT, 0});
        else
            lost(s, e);
        return net::noSocket;
    }

    /// Waits at most `ms`; a connected socket, else noSocket.
    net::Socket wait(int ms) {
        if (net::pollSockets(m_running.data(), m_running.size(), ms) <= 0)
            return net::noSocket;
        for (size_t i = 0; i < m_running.size();) {
            if (m_running[i].revents == 0) {
                ++i;
                continue;
            }
            const net::Socket s = m_running[i].fd;
            m_running.erase(m_running.begin() + qsizetype(i));
            if (const int e = pendingError(s); e == 0)
                return s;
            else
                lost(s, e);
        }
        return net::noSocket;
    }

private:
    static int pendingError(net::Socket s) {
        int e = 0;
        socklen_t length = sizeof e;
        ::getsockopt(s, SOL_SOCKET, SO_ERROR, reinterpret_cast<char*>(&e), &length);
        return e;
    }
    void lost(net::Socket s, int error) {
        // "refused" tells more than an address family that this computer lacks: keep it
        if (m_error == 0 || error == net::errorRefused)
            m_error = error;
        if (s != net::noSocket)
            net::closeSocket(s);
    }

    std::vector<net::PollFd> m_running;
    int m_error = 0;
};

Error unreachable(const QString& host, int port, const QString& why, const QString& detail) {
    return {ErrorCode::Unreachable,
            QStringLiteral("%1 port %2 can't be reached.").arg(host).arg(port),
            {host, QString::number(port), why},
            detail,
            true};
}

Error notConnected(const QString& host, int port, int error) {
    const QString why = error == net::errorRefused    ? QStringLiteral("refused")
                        : error == net::errorTimedOut ? QStringLiteral("timeout")
                                                      : QStringLiteral("no-route");
    return unreachable(host, port, why, QString::fromLocal8Bit(std::strerror(error)));
}

} // namespace

Result<net::Socket> connectTcp(const QString& host, int port, const Patience& patience) {
    const auto addresses = resolve(host, port, patience);
    if (!addresses)
        return fail(addresses.error());
    return connectTcp(*addresses, host, port, patience);
}

Result<net::Socket> connectTcp(const std::vector<SocketAddress>& addresses, const QString& host, int port,
                               const Patience& patience) {
    Race race;
    size_t next = 0;
    Clock::time_point nextStart = Clock::now();
    net::Socket won = net::noSocket;
    while (won == net::noSocket) {
        if (const auto why = patience.exhausted()) {
            if (*why == ErrorCode::Timeout)
                return fail(unreachable(host, port, QStringLiteral("timeout"), {}));
            return fail(*why, QStringLiteral("Stopped while connecting to %1.").arg(host), {host});
        }
        if (next < addresses.size() && (race.idle() || Clock::now() >= nextStart)) {
            won = race.start(addresses[next++]);
            nextStart = Clock::now() + headStart;
            continue;
        }
        if (race.idle())
            return fail(notConnected(host, port, race.error()));
        won = race.wait(patience.slice(50));
    }
    tune(won);
    return won;
}

} // namespace df
