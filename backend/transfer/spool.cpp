#include "transfer/spool.h"

namespace df {

void Spool::reset() {
    const std::lock_guard lock(m_mutex);
    m_pieces.clear();
    m_begin = m_end = 0;
    m_next = 0;
    m_skip = 0;
    m_ended = m_full = false;
    m_room.notify_all();
}

bool Spool::put(QByteArray bytes, const CancelToken& cancel) {
    std::unique_lock lock(m_mutex);
    while (m_end > m_begin && m_end - m_begin + bytes.size() > m_most) {
        m_full = true;
        if (cancel.cancelled())
            return false;
        m_room.wait_for(lock, std::chrono::milliseconds(50));
    }
    m_full = false;
    m_end += bytes.size();
    m_pieces.push_back(std::move(bytes));
    return true;
}

void Spool::end() {
    const std::lock_guard lock(m_mutex);
    m_ended = true;
}

bool Spool::isFull() const {
    const std::lock_guard lock(m_mutex);
    return m_full;
}

Spool::Taken Spool::take(qsizetype most, QByteArray before) {
    const std::lock_guard lock(m_mutex);
    QByteArray bytes = std::move(before);
    if (m_next < m_pieces.size())
        bytes.reserve(bytes.size() + std::min(most, qsizetype(m_end - m_begin)));
    while (m_next < m_pieces.size() && most > 0) {
        const QByteArray& piece = m_pieces[m_next];
        const qsizetype size = std::min(most, piece.size() - m_skip);
        bytes.append(piece.constData() + m_skip, size);
        most -= size;
        m_skip += size;
        if (m_skip == piece.size()) {
            ++m_next;
            m_skip = 0;
        }
    }
    return {std::move(bytes), m_ended && m_next == m_pieces.size()};
}

bool Spool::allTaken() const {
    const std::lock_guard lock(m_mutex);
    return m_ended && m_next == m_pieces.size();
}

void Spool::release(qint64 position) {
    const std::lock_guard lock(m_mutex);
    while (m_next > 0 && m_begin + m_pieces.front().size() <= position) {
        m_begin += m_pieces.front().size();
        m_pieces.pop_front();
        --m_next;
    }
    m_room.notify_all();
}

bool Spool::rewind(qint64 position) {
    const std::lock_guard lock(m_mutex);
    if (position < m_begin || position > m_end)
        return false;
    m_next = 0;
    m_skip = qsizetype(position - m_begin);
    while (m_next < m_pieces.size() && m_skip >= m_pieces[m_next].size())
        m_skip -= m_pieces[m_next++].size();
    return true;
}

} // namespace df
