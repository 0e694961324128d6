#pragma once

#include <QByteArray>
#include <QSet>
#include <QStringList>

#include <atomic>
#include <mutex>
#include <thread>

namespace df::test {

/// Looks through the argument lists and environments of every process of this machine, again and again, for
/// words that must not stand there. From a thread of its own.
class SecretWatch {
public:
    explicit SecretWatch(QList<QByteArray> secrets);
    ~SecretWatch() { stop(); }
    SecretWatch(const SecretWatch&) = delete;
    SecretWatch& operator=(const SecretWatch&) = delete;

    /// The process whose environment carries a secret because the test itself put it there.
    void spareEnvironmentOf(qint64 pid) { m_spared = pid; }
    void stop();
    [[nodiscard]] QStringList seen() const; ///< after stop()
    [[nodiscard]] int rounds() const { return m_rounds; }

private:
    void look();

    QList<QByteArray> m_secrets;
    std::atomic<qint64> m_spared = 0;
    std::atomic<int> m_rounds = 0;
    std::atomic<bool> m_stop = false;
    QSet<QString> m_seen;
    std::thread m_thread;
};

} // namespace df::test
