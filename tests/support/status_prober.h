#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>

#include <atomic>
#include <mutex>
#include <thread>

namespace df::test {

/// A user of the server: asks http://address/status every 50 ms on a connection of its own, from a thread of
/// its own, until it is stopped or destroyed.
class StatusProber {
public:
    explicit StatusProber(QString address);
    ~StatusProber() { stop(); }
    StatusProber(const StatusProber&) = delete;
    StatusProber& operator=(const StatusProber&) = delete;

    void start();
    void stop();
    /// HTTP code → how often; 0: no answer within five seconds.
    [[nodiscard]] QMap<int, int> codes() const;
    /// The version that answers with 200 name, in the order in which they were first seen after another one.
    [[nodiscard]] QStringList versions() const;
    /// Code and beginning of the first answer that is neither 200 nor 503, or that is 200 without a version.
    [[nodiscard]] QByteArray firstOdd() const;

private:
    void ask();

    QString m_address;
    std::thread m_thread;
    std::atomic<bool> m_stop = false;
    mutable std::mutex m_mutex;
    QMap<int, int> m_codes;
    QStringList m_versions;
    QByteArray m_odd;
};

} // namespace df::test
