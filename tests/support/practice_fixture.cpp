#include "support/practice_fixture.h"

#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QThread>
#include <QTimer>

namespace df::test {

namespace {
constexpr int kSetUpSeconds = 240;
}

QJsonObject HttpAnswer::json() const { return QJsonDocument::fromJson(body).object(); }

PracticeFixture::PracticeFixture() : m_server(m_dir.path() + QStringLiteral("/practice")) {}

PracticeFixture::~PracticeFixture() {
    if (m_server.isSetUp() && !remove().isEmpty())
        m_dir.setAutoRemove(false);
}

template<class Signal>
QString PracticeFixture::await(Signal signal, const std::function<void()>& begin) {
    QEventLoop loop;
    QString error = QStringLiteral("no end within %1 s").arg(kSetUpSeconds);
    QObject::connect(&m_server, signal, &loop, [&] {
        error.clear();
        loop.quit();
    });
    QObject::connect(&m_server, &PracticeServer::failed, &loop, [&](const Error& e) {
        error = e.what + QLatin1Char('\n') + e.detail;
        loop.quit();
    });
    QTimer::singleShot(kSetUpSeconds * 1000, &loop, &QEventLoop::quit);
    QTimer::singleShot(0, &loop, begin);
    loop.exec();
    m_info = m_server.findRunning();
    return error;
}

QString PracticeFixture::start(const QString& switchName) {
    m_token.clear();
    return await(&PracticeServer::ready, [this, switchName] { m_server.start(switchName); });
}
QString PracticeFixture::startEmpty(const QString& release) {
    m_token.clear();
    return await(&PracticeServer::ready, [this, release] { m_server.startEmpty(release); });
}
QString PracticeFixture::startAgain() {
    return await(&PracticeServer::ready, [this] { m_server.startAgain(); });
}
QString PracticeFixture::stop() {
    return await(&PracticeServer::stopped, [this] { m_server.stop(); });
}
QString PracticeFixture::remove() {
    return await(&PracticeServer::removed, [this] { m_server.remove(); });
}
QString PracticeFixture::cutLine() {
    return await(&PracticeServer::lineCut, [this] { m_server.cutLine(); });
}

ShellAnswer PracticeFixture::sh(const QString& script, int seconds) const {
    QProcess process;
    process.setWorkingDirectory(m_info ? m_info->path : m_dir.path());
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("COMPOSER_ALLOW_SUPERUSER"), QStringLiteral("1"));
    environment.insert(QStringLiteral("COMPOSER_HOME"), m_dir.path() + QStringLiteral("/composer"));
    environment.insert(QStringLiteral("GIT_CONFIG_GLOBAL"), QStringLiteral("/dev/null"));
    process.setProcessEnvironment(environment);
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), script});
    ShellAnswer answer;
    if (process.waitForFinished(seconds * 1000) && process.exitStatus() == QProcess::NormalExit)
        answer.exitCode = process.exitCode();
    answer.out = QString::fromUtf8(process.readAllStandardOutput());
    answer.err = QString::fromUtf8(process.readAllStandardError());
    return answer;
}

HttpAnswer PracticeFixture::ask(const QByteArray& verb, const QString& path, const QByteArray& body,
                                const QMap<QByteArray, QByteArray>& headers) const {
    QNetworkAccessManager network;
    QNetworkRequest request(QUrl(m_info->url + path));
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setTransferTimeout(30'000);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    for (auto it = headers.begin(); it != headers.end(); ++it)
        request.setRawHeader(it.key(), it.value());
    QEventLoop loop;
    QNetworkReply* reply = network.sendCustomRequest(request, verb, body);
    QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
    HttpAnswer answer;
    answer.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    answer.body = reply->readAll();
    for (const auto& [name, value] : reply->rawHeaderPairs())
        answer.headers.insert(name.toLower(), value);
    return answer;
}

HttpAnswer PracticeFixture::askPatiently(const QByteArray& verb, const QString& path, const QByteArray& body,
                                         const QMap<QByteArray, QByteArray>& headers) const {
    HttpAnswer got = ask(verb, path, body, headers);
    for (int i = 0; i < 15 && got.status == 429; ++i) {
        QThread::sleep(1);
        got = ask(verb, path, body, headers);
    }
    return got;
}

HttpAnswer PracticeFixture::get(const QString& path) const {
    return askPatiently("GET", path, {}, {{"X-DreamFactory-Session-Token", m_token.toUtf8()}});
}

QString PracticeFixture::signIn(HttpAnswer* answer) {
    const QJsonObject who{{QStringLiteral("email"), m_info->adminEmail},
                          {QStringLiteral("password"), QString::fromUtf8(m_info->adminPassword.reveal())}};
    const HttpAnswer got =
        askPatiently("POST", QStringLiteral("/api/v2/system/admin/session"), QJsonDocument(who).toJson(), {});
    m_token = got.json().value(QLatin1String("session_token")).toString();
    if (answer)
        *answer = got;
    return m_token;
}

QStringList PracticeFixture::processes() const {
    QStringList found;
    const QByteArray mark = "DF_PRACTICE_FOLDER=" + m_server.folder().toUtf8();
    const auto pids = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs);
    for (const QString& pid : pids) {
        QFile environment(QStringLiteral("/proc/%1/environ").arg(pid));
        if (pid.toInt() > 0 && environment.open(QIODevice::ReadOnly) &&
            environment.readAll().split('\0').contains(mark))
            found << pid;
    }
    return found;
}

} // namespace df::test
