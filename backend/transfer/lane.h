#pragma once

#include "transfer/courier.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace df {

/// One line of a courier's and the thread that owns it: opens it when it is needed, keeps it, and lets it go
/// where it is used. start() and wait() are for one other thread.
class Lane {
public:
    explicit Lane(OpenLine open);
    /// A job that runs is waited for: cancel it first.
    ~Lane();
    Lane(const Lane&) = delete;
    Lane& operator=(const Lane&) = delete;

    using Job = std::function<Result<void>(RemoteHost&)>;
    /// Opens the line if it isn't open, and runs the job on it. One at a time.
    void start(Job job, const CancelToken& cancel);
    /// Has it ended? Waits for at most `most`.
    [[nodiscard]] bool wait(std::chrono::milliseconds most);
    /// What came of it; after it has ended. A line on which something went wrong is not used again.
    [[nodiscard]] Result<void> result();
    /// Name of the host for people; empty as long as it was never reached.
    [[nodiscard]] QString name();

private:
    void work();
    [[nodiscard]] Result<void> run(const Job& job, const CancelToken& cancel);

    OpenLine m_open;
    std::unique_ptr<RemoteHost> m_host; ///< the thread's own
    std::mutex m_mutex;
    std::condition_variable m_changed;
    Job m_job;
    CancelToken m_cancel;
    Result<void> m_result;
    QString m_name;
    bool m_busy = false;
    bool m_over = false;
    std::thread m_thread;
};

} // namespace df
