#pragma once

#include <QString>

#include <atomic>
#include <thread>

namespace df::test {

/// A far server: passes TCP connections on to a port of this machine, every piece `delay` milliseconds late
/// in each direction, the first one of a connection by two more (the handshake). Counts how often the client,
/// having heard something, spoke again: those are round trips that it waited for.
class DelayRelay {
public:
    DelayRelay(const QString& address, int port, int delay);
    ~DelayRelay();
    DelayRelay(const DelayRelay&) = delete;
    DelayRelay& operator=(const DelayRelay&) = delete;

    [[nodiscard]] int port() const { return m_port; } ///< of 127.0.0.1; 0: could not be made
    [[nodiscard]] int takeTurns() { return m_turns.exchange(0); }
    [[nodiscard]] int connections() const { return m_connections; } ///< that were ever made
    void cutNewest() { m_cut = true; } ///< soon: the connection that was made last breaks

private:
    void work();

    QString m_address;
    int m_target, m_delay, m_listener = -1, m_port = 0;
    std::atomic<int> m_turns = 0;
    std::atomic<int> m_connections = 0;
    std::atomic<bool> m_cut = false, m_stop = false;
    std::thread m_thread;
};

} // namespace df::test
