#pragma once

#include "ssh/ssh_host.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>

namespace df {

/// The part of HostWorker that its thread shares: the queue of jobs and the host. It outlives the HostWorker
/// where a job ignores its cancel token. Everything but `loop()` may be called from any thread.
class WorkerCore {
public:
    using Work = std::function<void(SshHost&, const CancelToken&)>;
    enum class Line { Uses, Changes }; ///< a job that opens or closes on purpose doesn't "lose" the line

    /// `lineLost` is called on the worker's thread when the line broke in a job or while idle.
    explicit WorkerCore(std::function<void()> lineLost) : m_lineLost(std::move(lineLost)) {}

    /// The thread's whole life.
    void loop();

    CancelSource post(Work work, Line line = Line::Uses);
    /// While idle, the line is proved this often. 0: never.
    void setKeepAlive(std::chrono::milliseconds interval);
    /// Cancels the running job; its number, 0 if there is none.
    quint64 cancelCurrent();
    /// Breaks the line if that job is still the running one.
    void abortIfStillRunning(quint64 job);
    /// No further jobs; the running one is cancelled.
    void stop();
    void abort() { m_host.abort(); }
    [[nodiscard]] bool isOpen() const { return m_open.load(); }

private:
    struct Job {
        Work work;
        Line line = Line::Uses;
        CancelSource cancel;
    };
    [[nodiscard]] bool takeNext(Job& job);
    void noteEnd(bool lost);

    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Job> m_queue;
    CancelSource m_currentCancel;
    quint64 m_current = 0; ///< 0: no job runs
    quint64 m_count = 0;
    bool m_stopping = false;
    std::chrono::milliseconds m_keepAlive{30'000};
    std::atomic_bool m_open{false};
    std::function<void()> m_lineLost;
    SshHost m_host; ///< used by the thread alone, but for abort()
};

} // namespace df
