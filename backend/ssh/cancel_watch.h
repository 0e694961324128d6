#pragma once

#include "ssh/patience.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace df {

/// Calls `onStop` once, from a thread of its own, when `patience` ends while this object lives. For the few
/// calls of libssh that block outside its socket (an agent that waits for a person).
class CancelWatch {
public:
    CancelWatch(const Patience& patience, std::function<void()> onStop)
        : m_thread([this, patience, onStop = std::move(onStop)] { watch(patience, onStop); }) {}
    ~CancelWatch() {
        {
            const std::lock_guard lock(m_mutex);
            m_over = true;
        }
        m_wake.notify_all();
        m_thread.join();
    }
    CancelWatch(const CancelWatch&) = delete;
    CancelWatch& operator=(const CancelWatch&) = delete;

private:
    void watch(const Patience& patience, const std::function<void()>& onStop) {
        std::unique_lock lock(m_mutex);
        while (!m_over) {
            if (patience.exhausted()) {
                onStop();
                return;
            }
            m_wake.wait_for(lock, std::chrono::milliseconds(50));
        }
    }

    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_over = false;
    std::thread m_thread;
};

} // namespace df
