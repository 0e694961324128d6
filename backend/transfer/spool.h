#pragma once

#include "core/cancel.h"

#include <QByteArray>

#include <condition_variable>
#include <deque>
#include <mutex>

namespace df {

/// The stream on its way between the two lines of a courier. One thread puts bytes in and waits while there
/// are too many, the other takes them out and never waits. What was taken stays until the new server has
/// said that it is safe there, so that after a cut of its line it can be taken once more. Positions are
/// counted in bytes from the stream's beginning. Thread-safe.
class Spool {
public:
    explicit Spool(qsizetype mostBytes) : m_most(mostBytes) {}

    /// A new stream: empty, at position 0.
    void reset();
    /// Waits for room (one piece always fits into an empty one). false: cancelled, nothing was put in.
    [[nodiscard]] bool put(QByteArray bytes, const CancelToken& cancel);
    /// No more will come.
    void end();
    [[nodiscard]] bool isFull() const; ///< somebody waits in put()

    struct Taken {
        QByteArray bytes;
        bool end = false; ///< and there will be no more
    };
    /// As much as there is, up to `most` bytes, behind those of `before`.
    [[nodiscard]] Taken take(qsizetype most, QByteArray before = {});
    [[nodiscard]] bool allTaken() const; ///< of a stream that has ended
    /// Everything before `position` is safe.
    void release(qint64 position);
    /// The next take() begins at `position`. false: it has been released, or never was there.
    [[nodiscard]] bool rewind(qint64 position);

private:
    const qsizetype m_most;
    mutable std::mutex m_mutex;
    std::condition_variable m_room;
    std::deque<QByteArray> m_pieces;
    qint64 m_begin = 0, m_end = 0; ///< positions of what is kept
    size_t m_next = 0;             ///< the piece that is taken next
    qsizetype m_skip = 0;          ///< of that piece
    bool m_ended = false;
    bool m_full = false;
};

} // namespace df
