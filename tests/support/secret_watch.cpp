#include "support/secret_watch.h"

#include <QDir>
#include <QFile>
#include <QThread>

namespace df::test {

namespace {

QByteArray slurp(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

SecretWatch::SecretWatch(QList<QByteArray> secrets, qint64 spared)
    : m_secrets(std::move(secrets)), m_spared(spared) {
    m_thread = std::thread([this] {
        while (!m_stop) {
            look();
            ++m_rounds;
            QThread::msleep(30);
        }
    });
}

void SecretWatch::stop() {
    m_stop = true;
    if (m_thread.joinable())
        m_thread.join();
}

QStringList SecretWatch::seen() const { return m_seen.values(); }

void SecretWatch::look() {
    const QStringList pids = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs);
    for (const QString& pid : pids) {
        if (pid.toLongLong() <= 0)
            continue;
        const QByteArray line = slurp(QStringLiteral("/proc/%1/cmdline").arg(pid));
        const QByteArray environment =
            pid.toLongLong() == m_spared ? QByteArray() : slurp(QStringLiteral("/proc/%1/environ").arg(pid));
        for (const QByteArray& secret : m_secrets) {
            if (line.contains(secret))
                m_seen.insert(QStringLiteral("argument: ") +
                              QString::fromUtf8(line).replace(QChar(0), QLatin1Char(' ')).left(300));
            if (environment.contains(secret))
                m_seen.insert(QStringLiteral("environment of: ") + QString::fromUtf8(line).left(300));
        }
    }
}

} // namespace df::test
