#pragma once

#include "host/remote_host.h"
#include "transfer/spool.h"

#include <chrono>

namespace df {

/// Deals the stream out to several lines: SSH's window bounds what one carries to a far server. The first
/// one's bytes say whose turn it is (a head before each piece, see 14-lanes.php), so the new server puts them
/// in order again, and positions in the stream stay what they were. Thread-safe.
class Stripes {
public:
    explicit Stripes(Spool& spool) : m_spool(spool) {}

    /// The other end begins anew: nothing of the stream until feed().
    void reset();
    void feed();
    /// From now on nothing comes.
    void halt();
    /// At most so many bytes a second of the stream; 0: no limit. Before the first piece.
    void limit(qint64 bytesPerSecond) { m_bytesPerSecond = bytesPerSecond; }

    [[nodiscard]] InputPiece forFirst();
    [[nodiscard]] InputPiece forSide(int side); ///< 1 and more

    /// How long the answer took to what forFirst() asked as soon as it could: there and back.
    void answered();
    [[nodiscard]] std::optional<std::chrono::milliseconds> roundTrip() const;

private:
    using Clock = std::chrono::steady_clock;
    [[nodiscard]] qsizetype mayTake() const;
    [[nodiscard]] Spool::Taken take(QByteArray before = {});

    Spool& m_spool;
    mutable std::mutex m_mutex;
    QByteArray m_heads; ///< of pieces that other lines carry, not said yet
    qint64 m_bytesPerSecond = 0;
    Clock::time_point m_mayGoAt{}, m_askedAt{};
    std::optional<std::chrono::milliseconds> m_roundTrip;
    bool m_feeding = false;
};

} // namespace df
