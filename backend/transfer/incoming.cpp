#include "transfer/incoming.h"

namespace df {
namespace {

constexpr qsizetype sumSize = 32;
constexpr qsizetype mostNames = 1000;

void add(QStringList& names, const QByteArray& path) {
    const QString name = QString::fromUtf8(path);
    if (names.size() < mostNames && !names.contains(name))
        names << name;
}

} // namespace

void Incoming::begin() {
    const std::lock_guard lock(m_mutex);
    m_reader = FrameReader(onFrame ? FrameReader::Data::Whole : FrameReader::Data::Counted);
    m_seen.trouble.reset();
    m_seen.complete = false;
    if (m_key.isEmpty()) // broken again before anything came
        return;
    m_brokenKey = std::exchange(m_key, {});
    m_brokenAt = m_position;
}

bool Incoming::look(const QByteArray& bytes) {
    m_reader.append(bytes);
    while (const auto frame = m_reader.next()) {
        if (onFrame)
            onFrame(*frame);
        const std::lock_guard lock(m_mutex);
        take(*frame);
    }
    return !m_reader.broken();
}

void Incoming::take(const Frame& frame) {
    const QList<QByteArray> f = frame.type == 'D' ? QList<QByteArray>() : frame.fields();
    switch (frame.type) {
    case 'E':
        takeEntry(frame);
        break;
    case 'D':
        m_seen.bytes += std::max<qint64>(0, frame.size() - sumSize);
        m_position += std::max<qint64>(0, frame.size() - sumSize);
        break;
    case 'O':
        m_position += holeOf(frame.payload);
        break;
    case 'Z':
        m_key.clear();
        break;
    case 'P':
        m_seen.filesTotal = f.value(0).toLongLong();
        m_seen.bytesTotal = f.value(1).toLongLong();
        break;
    case 'W':
        add(f.value(0) == "changed" ? m_seen.changed
            : f.value(0) == "list"  ? m_seen.listed
                                    : m_seen.leftOut,
            f.value(2));
        break;
    case 'R':
        add(m_seen.removed, f.value(1));
        break;
    case 'Q':
        m_seen.trouble = frame;
        break;
    case 'X':
        m_seen.complete = true;
        break;
    default:
        break;
    }
}

void Incoming::takeEntry(const Frame& frame) {
    const auto entry = entryOf(frame.payload);
    if (!entry || entry->type != 'f')
        return;
    m_key = entry->space + ('/' + entry->path);
    m_position = entry->blocks * transferBlock;
    if (m_key == m_brokenKey)
        m_seen.again += std::max<qint64>(0, m_brokenAt - m_position);
    m_brokenKey.clear();
    m_seen.name = QString::fromUtf8(entry->path);
}

Incoming::Seen Incoming::seen() const {
    const std::lock_guard lock(m_mutex);
    return m_seen;
}

} // namespace df
