#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace df {

/// Bytes of the run's log into lines for people: what `\r` overwrote and terminal colours are left out, lines
/// are clipped, an unfinished last line waits for its end.
class RunLog {
public:
    /// The lines that `bytes` completed.
    [[nodiscard]] QStringList append(const QByteArray& bytes);
    void clear() { m_rest.clear(); }

private:
    QByteArray m_rest;
};

} // namespace df
