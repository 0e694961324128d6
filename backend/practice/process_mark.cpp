#include "practice/process_mark.h"

#include <QByteArray>
#include <QFile>

#ifndef Q_OS_WIN
#include <cerrno>
#include <csignal>
#endif

namespace df {

namespace {
/// Field 22 of /proc/PID/stat; the name in field 2 may hold anything, so count from its closing bracket.
/// Empty for a process that has ended and only waits to be noticed by its parent.
QByteArray startTime(const QByteArray& pid) {
    QFile stat(QStringLiteral("/proc/%1/stat").arg(QString::fromLatin1(pid)));
    if (!stat.open(QIODevice::ReadOnly))
        return {};
    const QByteArray text = stat.readAll();
    const QList<QByteArray> fields = text.mid(text.lastIndexOf(')') + 2).split(' ');
    return fields.value(0) == "Z" || fields.value(0) == "X" ? QByteArray() : fields.value(19);
}
} // namespace

bool markedProcessRuns(const QString& pidFile) {
    QFile file(pidFile);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QList<QByteArray> words = file.readAll().simplified().split(' ');
    const int pid = words.value(0).toInt();
    if (pid <= 1 || words.value(1).isEmpty())
        return false;
    if (QFile::exists(QStringLiteral("/proc/self/stat")))
        return startTime(words.value(0)) == words.value(1); // never equal when empty: words[1] isn't
#ifdef Q_OS_WIN
    return false;
#else
    return kill(pid, 0) == 0 || errno == EPERM;
#endif
}

} // namespace df
