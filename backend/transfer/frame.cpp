#include "transfer/frame.h"

#include <QtEndian>

#include <algorithm>

namespace df {
namespace {

constexpr qsizetype headSize = 5;

bool isKnown(char type) { return QByteArrayView("SPEDOZMURWKXQqhp.tadg").contains(type); }

} // namespace

QByteArray toBytes(const Frame& frame) {
    QByteArray bytes(headSize, Qt::Uninitialized);
    bytes[0] = frame.type;
    qToBigEndian(quint32(frame.payload.size()), bytes.data() + 1);
    return bytes + frame.payload;
}

void FrameReader::append(const QByteArray& bytes) {
    const qsizetype passed = std::min(m_toPass, bytes.size());
    m_toPass -= passed;
    m_bytes.append(bytes.constData() + passed, bytes.size() - passed);
}

std::optional<Frame> FrameReader::passed() {
    if (m_toPass > 0)
        return {};
    return Frame{'D', {}, std::exchange(m_passing, 0)};
}

std::optional<Frame> FrameReader::next() {
    if (m_passing > 0)
        return passed();
    if (m_broken || m_bytes.size() - m_at < headSize) {
        m_bytes.remove(0, std::exchange(m_at, 0));
        return {};
    }
    const char* head = m_bytes.constData() + m_at;
    const auto length = qsizetype(qFromBigEndian<quint32>(head + 1));
    if (!isKnown(head[0]) || length > mostPayload) {
        m_broken = true;
        return {};
    }
    if (m_data == Data::Counted && head[0] == 'D' && length > 0) {
        const qsizetype here = std::min(length, m_bytes.size() - m_at - headSize);
        m_at += headSize + here;
        m_passing = length;
        m_toPass = length - here;
        if (m_toPass > 0)
            m_bytes.resize(m_at = 0);
        return passed();
    }
    if (m_bytes.size() - m_at - headSize < length) {
        m_bytes.remove(0, std::exchange(m_at, 0));
        return {};
    }
    Frame frame{head[0], m_bytes.mid(m_at + headSize, length)};
    m_at += headSize + length;
    return frame;
}

std::optional<FrameEntry> entryOf(const QByteArray& payload) {
    enum Field { Type, Mode, Owner, Group, Size, Mtime, Ctime, Checked, Blocks, Space, Path, Target, Count };
    const QList<QByteArray> f = payload.split('\0');
    if (f.size() < Count || f[Type].size() != 1 || f[Space].size() != 1)
        return {};
    FrameEntry e;
    bool sizeOk = false, blocksOk = false;
    e.type = f[Type][0];
    e.size = f[Size].toLongLong(&sizeOk);
    e.blocks = f[Blocks].toLongLong(&blocksOk);
    e.space = f[Space][0];
    e.path = f[Path];
    e.target = f[Target];
    const bool known = QByteArrayView("fdl").contains(e.type) && QByteArrayView(".ra").contains(e.space);
    if (!known || !sizeOk || !blocksOk || e.size < -1 || e.blocks < 0 || e.blocks > (qint64(1) << 40))
        return {};
    return e;
}

qint64 holeOf(const QByteArray& payload) {
    const qint64 blocks = payload.toLongLong();
    return blocks < 1 || blocks > transferHole ? 0 : blocks * transferBlock;
}

} // namespace df
