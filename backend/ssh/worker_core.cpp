#include "ssh/worker_core.h"

namespace df {
namespace {

// A line that broke without a word (cable, sleep, NAT) shows only when something is sent.
void proveLine(SshHost& host, const CancelToken& cancel) {
    const auto answer =
        host.run({.script = QStringLiteral(":"), .timeout = std::chrono::seconds(15)}, cancel);
    if (!answer && answer.error().code == ErrorCode::Timeout)
        host.close();
}

} // namespace

CancelSource WorkerCore::post(Work work, Line line) {
    Job job{std::move(work), line, {}};
    const CancelSource cancel = job.cancel;
    const std::lock_guard lock(m_mutex);
    if (!m_stopping)
        m_queue.push_back(std::move(job));
    m_wake.notify_all();
    return cancel;
}

bool WorkerCore::takeNext(Job& job) {
    std::unique_lock lock(m_mutex);
    const auto something = [&] { return m_stopping || !m_queue.empty(); };
    while (!something()) {
        if (m_keepAlive.count() == 0 || !m_host.isOpen()) {
            m_wake.wait(lock);
        } else if (m_wake.wait_for(lock, m_keepAlive) == std::cv_status::timeout && !something()) {
            job = {&proveLine, Line::Uses, {}};
            break;
        }
    }
    if (m_stopping)
        return false;
    if (!job.work) {
        job = std::move(m_queue.front());
        m_queue.pop_front();
    }
    m_current = ++m_count;
    m_currentCancel = job.cancel;
    return true;
}

void WorkerCore::loop() {
    for (;;) {
        Job job;
        if (!takeNext(job))
            break;
        const bool wasOpen = m_host.isOpen();
        job.work(m_host, job.cancel.token());
        m_open.store(m_host.isOpen());
        noteEnd(job.line == Line::Uses && wasOpen && !m_host.isOpen());
    }
    m_host.close();
    m_open.store(false);
}

void WorkerCore::noteEnd(bool lost) {
    {
        const std::lock_guard lock(m_mutex);
        m_current = 0;
    }
    if (lost)
        m_lineLost();
}

void WorkerCore::setKeepAlive(std::chrono::milliseconds interval) {
    const std::lock_guard lock(m_mutex);
    m_keepAlive = interval;
    m_wake.notify_all();
}

quint64 WorkerCore::cancelCurrent() {
    const std::lock_guard lock(m_mutex);
    if (m_current != 0)
        m_currentCancel.cancel();
    return m_current;
}

void WorkerCore::abortIfStillRunning(quint64 job) {
    const std::lock_guard lock(m_mutex); // held, so that the next job can't begin in between
    if (job != 0 && m_current == job)
        m_host.abort();
}

void WorkerCore::stop() {
    const std::lock_guard lock(m_mutex);
    m_stopping = true;
    m_queue.clear();
    if (m_current != 0)
        m_currentCancel.cancel();
    m_wake.notify_all();
}

} // namespace df
