#pragma once

#include <QByteArray>
#include <QList>

#include <optional>

namespace df {

/// What files are cut into; each is judged by its own hash (see Digest in 10-wire.php).
constexpr qint64 transferBlock = 256 * 1024;
/// So many blocks of zeros may be said in one frame, instead of being sent.
constexpr qint64 transferHole = 4096;

/// What the two ends of a transfer say to each other (see resources/remote/transfer/10-wire.php): a letter,
/// the length (four bytes, big-endian), the payload.
struct Frame {
    char type = 0;
    QByteArray payload;
    qsizetype passedOver = 0; ///< length of a payload that nobody wanted to see
    [[nodiscard]] qsizetype size() const { return payload.size() + passedOver; }
    [[nodiscard]] QList<QByteArray> fields() const { return payload.split('\0'); }
};

[[nodiscard]] QByteArray toBytes(const Frame& frame);

/// Cuts a stream into frames, however the wire has cut it. Pure. After a frame that can't be one there are no
/// more.
class FrameReader {
public:
    static constexpr qsizetype mostPayload = transferBlock + 64 * 1024;
    enum class Data {
        Whole,
        Counted, ///< of a D frame only the length: its bytes are nowhere copied
    };

    FrameReader() = default;
    explicit FrameReader(Data data) : m_data(data) {}
    void append(const QByteArray& bytes);
    [[nodiscard]] std::optional<Frame> next();
    [[nodiscard]] bool broken() const { return m_broken; }
    [[nodiscard]] bool isEmpty() const { return m_at == m_bytes.size() && !m_passing; } ///< nothing begun

private:
    [[nodiscard]] std::optional<Frame> passed();

    Data m_data = Data::Whole;
    QByteArray m_bytes;
    qsizetype m_at = 0;
    qsizetype m_passing = 0; ///< length of the payload that is passed over
    qsizetype m_toPass = 0;  ///< of it still to come; m_bytes is empty until then
    bool m_broken = false;
};

/// A file, folder or link as a frame names it; fields as Entry in 10-wire.php. Untrusted.
struct FrameEntry {
    char type = 'f';
    qint64 size = -1;  ///< -1: not known before its end
    qint64 blocks = 0; ///< of transferBlock, that are at the other end already
    char space = '.';  ///< '.', the parcel itself; 'r', below the root; 'a', absolute
    QByteArray path, target;
};
[[nodiscard]] std::optional<FrameEntry> entryOf(const QByteArray& payload);
/// Bytes of a hole, as a frame names it; 0: not one.
[[nodiscard]] qint64 holeOf(const QByteArray& payload);

} // namespace df
