#pragma once

#include <QByteArray>
#include <QSet>
#include <QStringList>

#include <atomic>
#include <thread>

namespace df::test {

/// Looks through the argument lists and environments of every process of this machine, again and again, for
/// words that must not stand there. From a thread of its own.
class SecretWatch {
public:
    /// `spared`: the process whose environment carries a secret because the test itself put it there.
    SecretWatch(QList<QByteArray> secrets, qint64 spared);
    ~SecretWatch() { stop(); }
    SecretWatch(const SecretWatch&) = delete;
    SecretWatch& operator=(const SecretWatch&) = delete;

    void stop();
    [[nodiscard]] QStringList seen() const; ///< after stop()
    [[nodiscard]] int rounds() const { return m_rounds; }

private:
    void look();

    QList<QByteArray> m_secrets;
    qint64 m_spared;
    std::atomic<int> m_rounds = 0;
    std::atomic<bool> m_stop = false;
    QSet<QString> m_seen;
    std::thread m_thread;
};

} // namespace df::test
