#include "flow/run_log.h"

#include <QRegularExpression>

namespace df {

namespace {

constexpr int longestLine = 4000;

QString readable(QByteArray line) {
    while (line.endsWith('\r'))
        line.chop(1);
    line =
        line.mid(line.lastIndexOf('\r') + 1).left(longestLine); // a progress bar: only what stood there last
    static const QRegularExpression escapes(
        QStringLiteral("\x1b(\\[[0-9;?]*[ -/]*[@-~]|\\][^\x07\x1b]*(\x07|\x1b\\\\)|.)"));
    QString text = QString::fromUtf8(line);
    text.remove(escapes);
    text.removeIf([](QChar c) { return c.unicode() < 0x20 && c != QLatin1Char('\t'); });
    return text;
}

} // namespace

QStringList RunLog::append(const QByteArray& bytes) {
    m_rest += bytes;
    QStringList fresh;
    qsizetype from = 0;
    for (qsizetype end = m_rest.indexOf('\n'); end >= 0; end = m_rest.indexOf('\n', from)) {
        fresh << readable(m_rest.mid(from, end - from));
        from = end + 1;
    }
    m_rest.remove(0, from);
    if (m_rest.size() > 64 * 1024) // a "line" without end: show it, don't hoard it
        fresh << readable(std::exchange(m_rest, {}));
    return fresh;
}

} // namespace df
