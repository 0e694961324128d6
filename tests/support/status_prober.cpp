#include "support/status_prober.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpSocket>
#include <QThread>

namespace df::test {

namespace {

constexpr int everyMs = 50;
constexpr int patienceMs = 5000;

QByteArray askStatus(const QString& address) {
    QTcpSocket socket;
    QElapsedTimer timer;
    timer.start();
    socket.connectToHost(address, 80);
    if (!socket.waitForConnected(patienceMs))
        return {};
    socket.write("GET /status HTTP/1.0\r\nHost: " + address.toUtf8() +
                 "\r\nAccept: application/json\r\n\r\n");
    QByteArray answer;
    while (socket.state() == QAbstractSocket::ConnectedState && timer.elapsed() < patienceMs)
        if (socket.waitForReadyRead(patienceMs))
            answer += socket.readAll();
    return answer + socket.readAll();
}

} // namespace

StatusProber::StatusProber(QString address) : m_address(std::move(address)) {}

void StatusProber::start() {
    m_stop = false;
    m_thread = std::thread([this] {
        while (!m_stop) {
            QElapsedTimer timer;
            timer.start();
            ask();
            if (const auto left = everyMs - timer.elapsed(); left > 0)
                QThread::msleep(static_cast<unsigned long>(left));
        }
    });
}

void StatusProber::stop() {
    m_stop = true;
    if (m_thread.joinable())
        m_thread.join();
}

void StatusProber::ask() {
    const QByteArray answer = askStatus(m_address);
    const int code = answer.startsWith("HTTP/") ? answer.split(' ').value(1).toInt() : 0;
    const QByteArray body = answer.mid(answer.indexOf("\r\n\r\n") + 4);
    const QString version = QJsonDocument::fromJson(body).object().value(QLatin1String("version")).toString();
    const std::lock_guard lock(m_mutex);
    ++m_codes[code];
    if (code == 200 && !version.isEmpty() && (m_versions.isEmpty() || m_versions.last() != version))
        m_versions << version;
    if (m_odd.isEmpty() && code != 503 && (code != 200 || version.isEmpty()))
        m_odd = QByteArray::number(code) + ' ' + body.left(500);
}

QMap<int, int> StatusProber::codes() const {
    const std::lock_guard lock(m_mutex);
    return m_codes;
}

QStringList StatusProber::versions() const {
    const std::lock_guard lock(m_mutex);
    return m_versions;
}

QByteArray StatusProber::firstOdd() const {
    const std::lock_guard lock(m_mutex);
    return m_odd;
}

} // namespace df::test
