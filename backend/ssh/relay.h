#pragma once

#include <QObject>
#include <QPointer>

#include <functional>
#include <mutex>

namespace df {

/// Brings calls from a worker's thread to the thread in which `home` lives, as queued events. After
/// `retire()` they are dropped. Thread-safe.
class Relay {
public:
    explicit Relay(QObject* home) : m_home(home) {}

    void post(std::function<void()> call) {
        const std::lock_guard lock(m_mutex);
        if (m_home)
            QMetaObject::invokeMethod(m_home, std::move(call), Qt::QueuedConnection);
    }
    void retire() {
        const std::lock_guard lock(m_mutex);
        m_home = nullptr;
    }

private:
    std::mutex m_mutex;
    QObject* m_home;
};

} // namespace df
