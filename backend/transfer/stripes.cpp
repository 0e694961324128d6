#include "transfer/stripes.h"

#include <QtEndian>

#include <algorithm>

namespace df {
namespace {

using namespace std::chrono_literals;

constexpr qsizetype headSize = 5;
// With its head it fills eight of the packets that libssh makes for OpenSSH's server: another byte costs one
// more.
constexpr qsizetype mostPerPiece = qsizetype(8) * (32 * 1024 - 10) - headSize;
constexpr char ping = char(255);

QByteArray head(char line, qsizetype bytes) {
    QByteArray h(headSize, line);
    qToBigEndian(quint32(bytes), h.data() + 1);
    return h;
}

} // namespace

void Stripes::reset() {
    const std::lock_guard lock(m_mutex);
    m_heads.clear();
    m_askedAt = {};
    m_feeding = false;
}

void Stripes::feed() {
    const std::lock_guard lock(m_mutex);
    m_feeding = true;
}

void Stripes::halt() {
    const std::lock_guard lock(m_mutex);
    m_feeding = false;
}

qsizetype Stripes::mayTake() const {
    return m_bytesPerSecond > 0 ? std::clamp<qsizetype>(m_bytesPerSecond / 20, 1024, mostPerPiece)
                                : mostPerPiece;
}

Spool::Taken Stripes::take(QByteArray before) {
    const auto now = Clock::now();
    if (!m_feeding || now < m_mayGoAt)
        return {std::move(before)};
    const qsizetype had = before.size();
    Spool::Taken taken = m_spool.take(mayTake(), std::move(before));
    if (m_bytesPerSecond > 0)
        m_mayGoAt = std::max(now - 100ms, m_mayGoAt) +
                    std::chrono::microseconds((taken.bytes.size() - had) * 1'000'000 / m_bytesPerSecond);
    return taken;
}

InputPiece Stripes::forFirst() {
    const std::lock_guard lock(m_mutex);
    QByteArray bytes = std::exchange(m_heads, {});
    if (m_feeding && m_askedAt == Clock::time_point{}) {
        m_askedAt = Clock::now();
        bytes += head(ping, 0);
    }
    const qsizetype at = bytes.size();
    Spool::Taken taken = take(bytes + head(0, 0));
    const qsizetype size = taken.bytes.size() - at - headSize;
    if (size > 0)
        qToBigEndian(quint32(size), taken.bytes.data() + at + 1);
    else
        taken.bytes.truncate(at);
    return {std::move(taken.bytes), taken.end};
}

InputPiece Stripes::forSide(int side) {
    const std::lock_guard lock(m_mutex);
    Spool::Taken taken = take();
    if (!taken.bytes.isEmpty())
        m_heads += head(char(side), taken.bytes.size());
    return {std::move(taken.bytes), taken.end};
}

void Stripes::answered() {
    const std::lock_guard lock(m_mutex);
    m_roundTrip = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - m_askedAt);
}

std::optional<std::chrono::milliseconds> Stripes::roundTrip() const {
    const std::lock_guard lock(m_mutex);
    return m_roundTrip;
}

} // namespace df
