#include "support/delay_relay.h"

#include <QByteArray>

#include <arpa/inet.h>
#include <chrono>
#include <deque>
#include <list>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace df::test {
namespace {

using Clock = std::chrono::steady_clock;

struct Piece {
    Clock::time_point due;
    QByteArray bytes; ///< empty: the end
};

/// One direction of a connection.
struct Lane {
    int from = -1, to = -1;
    bool heard = false, ended = false, done = false;
    std::deque<Piece> pieces = {};
};

struct Connection {
    Clock::time_point opensAt;
    Lane up, down;
};

sockaddr_in socketAddress(const QString& address, int port) {
    sockaddr_in a{};
    a.sin_family = AF_INET;
    a.sin_port = htons(quint16(port));
    a.sin_addr.s_addr = inet_addr(qPrintable(address));
    return a;
}

void atOnce(int socket) {
    const int yes = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
}

int connectTo(const QString& address, int port) {
    const int s = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in a = socketAddress(address, port);
    if (::connect(s, reinterpret_cast<const sockaddr*>(&a), sizeof a) != 0) {
        ::close(s);
        return -1;
    }
    atOnce(s);
    return s;
}

bool writeAll(int socket, const QByteArray& bytes) {
    qsizetype at = 0;
    while (at < bytes.size()) {
        const ssize_t n = ::send(socket, bytes.constData() + at, size_t(bytes.size() - at), MSG_NOSIGNAL);
        if (n <= 0)
            return false;
        at += n;
    }
    return true;
}

/// Takes what has come; true if something had.
bool take(Lane& lane, Clock::time_point due) {
    QByteArray bytes(65536, Qt::Uninitialized);
    const ssize_t n = ::recv(lane.from, bytes.data(), size_t(bytes.size()), MSG_DONTWAIT);
    if (n < 0)
        return false;
    bytes.truncate(n);
    lane.ended = n == 0;
    lane.pieces.push_back({due, bytes});
    return n > 0;
}

void give(Lane& lane, Clock::time_point now) {
    while (!lane.done && !lane.pieces.empty() && lane.pieces.front().due <= now) {
        const QByteArray bytes = lane.pieces.front().bytes;
        lane.pieces.pop_front();
        if (bytes.isEmpty() || !writeAll(lane.to, bytes)) {
            ::shutdown(lane.to, SHUT_WR);
            lane.done = true;
        }
    }
}

} // namespace

DelayRelay::DelayRelay(const QString& address, int port, int delay)
    : m_address(address), m_target(port), m_delay(delay) {
    m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in a = socketAddress(QStringLiteral("127.0.0.1"), 0);
    socklen_t length = sizeof a;
    if (::bind(m_listener, reinterpret_cast<const sockaddr*>(&a), sizeof a) != 0 ||
        ::listen(m_listener, 64) != 0 ||
        ::getsockname(m_listener, reinterpret_cast<sockaddr*>(&a), &length) != 0)
        return;
    m_port = ntohs(a.sin_port);
    m_thread = std::thread([this] { work(); });
}

DelayRelay::~DelayRelay() {
    m_stop = true;
    if (m_thread.joinable())
        m_thread.join();
    ::close(m_listener);
}

void DelayRelay::work() {
    std::list<Connection> all;
    const auto late = std::chrono::milliseconds(m_delay);
    while (!m_stop) {
        std::vector<pollfd> watched{{m_listener, POLLIN, 0}};
        auto wake = Clock::now() + std::chrono::milliseconds(20);
        for (Connection& c : all) {
            for (Lane* lane : {&c.up, &c.down}) {
                if (!lane->ended)
                    watched.push_back({lane->from, POLLIN, 0});
                if (!lane->pieces.empty())
                    wake = std::min(wake, lane->pieces.front().due);
            }
        }
        const auto wait = std::max(Clock::duration::zero(), wake - Clock::now());
        const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(wait);
        const timespec limit{seconds.count(), std::chrono::nanoseconds(wait - seconds).count()};
        ::ppoll(watched.data(), watched.size(), &limit, nullptr);

        const auto now = Clock::now();
        if (watched[0].revents & POLLIN) {
            const int client = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
            atOnce(client);
            const int server = connectTo(m_address, m_target);
            all.push_back({now + 2 * late, {client, server}, {server, client}});
            ++m_connections;
        }
        if (!all.empty() && m_cut.exchange(false))
            for (const int end : {all.back().up.from, all.back().down.from})
                ::shutdown(end, SHUT_RDWR);
        for (auto c = all.begin(); c != all.end();) {
            if (!c->up.ended && take(c->up, std::max(now, c->opensAt) + late) &&
                std::exchange(c->up.heard, false))
                ++m_turns;
            if (!c->down.ended && take(c->down, std::max(now, c->opensAt) + late))
                c->up.heard = true;
            give(c->up, now);
            give(c->down, now);
            if (c->up.done && c->down.done) {
                ::close(c->up.from);
                ::close(c->down.from);
                c = all.erase(c);
            } else {
                ++c;
            }
        }
    }
    for (const Connection& c : all) {
        ::close(c.up.from);
        ::close(c.down.from);
    }
}

} // namespace df::test
