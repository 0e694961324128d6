#include "transfer/lane.h"

namespace df {

Lane::Lane(OpenLine open) : m_open(std::move(open)), m_thread([this] { work(); }) {}

Lane::~Lane() {
    {
        const std::lock_guard lock(m_mutex);
        m_over = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

void Lane::start(Job job, const CancelToken& cancel) {
    {
        const std::lock_guard lock(m_mutex);
        m_job = std::move(job);
        m_cancel = cancel;
        m_busy = true;
    }
    m_changed.notify_all();
}

bool Lane::wait(std::chrono::milliseconds most) {
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, most, [this] { return !m_busy; });
}

Result<void> Lane::result() {
    const std::lock_guard lock(m_mutex);
    return m_result;
}

QString Lane::name() {
    const std::lock_guard lock(m_mutex);
    return m_name;
}

void Lane::work() {
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [this] { return m_over || m_busy; });
        if (!m_busy)
            break;
        const Job job = std::exchange(m_job, {});
        const CancelToken cancel = m_cancel;
        lock.unlock();
        Result<void> result = run(job, cancel);
        lock.lock();
        m_result = std::move(result);
        m_busy = false;
        m_changed.notify_all();
    }
    lock.unlock();
    m_host.reset();
}

Result<void> Lane::run(const Job& job, const CancelToken& cancel) {
    if (!m_host) {
        auto opened = m_open(cancel);
        if (!opened)
            return fail(opened.error());
        m_host = std::move(*opened);
        const std::lock_guard lock(m_mutex);
        m_name = m_host->displayName();
    }
    Result<void> done = job(*m_host);
    if (!done)
        m_host.reset();
    return done;
}

} // namespace df
