#include "ssh/marked_stream.h"

namespace df {

namespace {
constexpr qsizetype preambleKept = 64 * 1024;
} // namespace

void MarkedStream::append(const char* data, qsizetype size) {
    if (m_begun) {
        keep(data, size);
        return;
    }
    m_preamble.append(data, size);
    const qsizetype at = m_preamble.indexOf(m_mark);
    const qsizetype end = at < 0 ? -1 : m_preamble.indexOf('\n', at);
    if (end >= 0) {
        m_begun = true;
        m_markLine = m_preamble.mid(at + m_mark.size(), end - at - m_mark.size()).trimmed();
        const QByteArray rest = m_preamble.mid(end + 1);
        m_preamble.truncate(at);
        keep(rest.constData(), rest.size());
    } else if (at < 0 && m_preamble.size() > 2 * preambleKept) {
        m_preamble = m_preamble.right(preambleKept);
    }
}

void MarkedStream::keep(const char* data, qsizetype size) {
    const qsizetype room = qsizetype(std::max<qint64>(0, m_limit - m_kept.size()));
    m_kept.append(data, std::min(room, size));
    m_truncated = m_truncated || size > room;
    if (m_wantFresh)
        m_fresh.append(data, size);
}

} // namespace df
