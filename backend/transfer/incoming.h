#pragma once

#include "transfer/frame.h"
#include "transfer/parcel.h"

#include <mutex>

namespace df {

/// What the old server's frames say as they pass: totals, names, and what was sent twice. Fed by the thread
/// of its line; read by another.
class Incoming {
public:
    /// A new stream begins. What the last one had sent of a file that wasn't at its end is remembered.
    void begin();
    /// false: this is no stream of frames.
    [[nodiscard]] bool look(const QByteArray& bytes);

    struct Seen {
        std::optional<Frame> trouble;
        QString name;
        qint64 bytesTotal = -1, filesTotal = -1;
        qint64 bytes = 0, again = 0; ///< contents, of all streams
        QStringList changed, leftOut, listed, removed;
        bool complete = false; ///< this stream came to its end
    };
    [[nodiscard]] Seen seen() const;
    /// Called with each frame, on the feeding thread. Set before begin(); without it no contents are copied.
    std::function<void(const Frame&)> onFrame;

private:
    void take(const Frame& frame);
    void takeEntry(const Frame& frame);

    mutable std::mutex m_mutex;
    FrameReader m_reader;
    Seen m_seen;
    QByteArray m_key, m_brokenKey; ///< of the file under way now, and when the last stream ended
    qint64 m_position = 0, m_brokenAt = 0;
};

} // namespace df
