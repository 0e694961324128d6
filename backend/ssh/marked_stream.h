#pragma once

#include <QByteArray>

namespace df {

/// One output stream of a command: what comes before the start mark (login banners, sudo's words) is set
/// apart, what comes after its line is kept up to a limit. Memory is bounded whatever the server sends. Pure.
class MarkedStream {
public:
    MarkedStream(QByteArray mark, qint64 limit) : m_mark(std::move(mark)), m_limit(limit) {}

    void append(const char* data, qsizetype size);

    [[nodiscard]] bool begun() const { return m_begun; }
    [[nodiscard]] const QByteArray& markLine() const {
        return m_markLine;
    } ///< rest of the mark's line, trimmed
    [[nodiscard]] const QByteArray& preamble() const {
        return m_preamble;
    } ///< the last 64 KiB before the mark
    [[nodiscard]] const QByteArray& kept() const { return m_kept; }
    [[nodiscard]] bool truncated() const { return m_truncated; }
    /// What arrived since the last call, also beyond the limit.
    [[nodiscard]] QByteArray takeFresh() { return std::exchange(m_fresh, {}); }
    void wantFresh() { m_wantFresh = true; }

private:
    void keep(const char* data, qsizetype size);

    QByteArray m_mark;
    qint64 m_limit;
    QByteArray m_preamble, m_markLine, m_kept, m_fresh;
    bool m_begun = false;
    bool m_truncated = false;
    bool m_wantFresh = false;
};

} // namespace df
