#pragma once

#include <QtGlobal>

#include <atomic>
#include <thread>

namespace df::test {

/// Time as this process gets it: a thread sleeps 10 ms again and again, and each of these sleeps counts as 10
/// ms however late it ends. On an idle machine that is the clock; on one that others keep busy it is slower
/// by as much as everything else here, so that "cancelled within a second" can be tested on both.
/// Thread-safe.
class FairClock {
public:
    FairClock() : m_thread([this] { tick(); }) {}
    ~FairClock() {
        m_stop = true;
        m_thread.join();
    }
    FairClock(const FairClock&) = delete;
    FairClock& operator=(const FairClock&) = delete;

    void start() { m_ticks = 0; }
    [[nodiscard]] qint64 elapsed() const { return 10LL * m_ticks; } ///< milliseconds since start()

private:
    void tick() {
        while (!m_stop) {
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
            ++m_ticks;
        }
    }

    std::atomic<int> m_ticks = 0;
    std::atomic<bool> m_stop = false;
    std::thread m_thread;
};

} // namespace df::test
