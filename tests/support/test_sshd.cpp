#include "support/test_sshd.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>

#include <csignal>
#include <pwd.h>
#include <unistd.h>

namespace df::test {
namespace {

void writeFile(const QString& path, const QByteArray& text) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("can't write %s", qPrintable(path));
}

QByteArray readFile(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool listens(const QString& address, int port) {
    QTcpSocket socket;
    socket.connectToHost(address, quint16(port));
    return socket.waitForConnected(500);
}

QList<qint64> childrenOf(qint64 pid) {
    QList<qint64> children;
    const QByteArray text = readFile(QStringLiteral("/proc/%1/task/%1/children").arg(pid));
    for (const QByteArray& child : text.simplified().split(' '))
        if (child.toLongLong() > 1)
            children << child.toLongLong();
    return children;
}

} // namespace

QString currentUser() {
    const passwd* entry = ::getpwuid(::geteuid());
    return entry ? QString::fromLocal8Bit(entry->pw_name) : qEnvironmentVariable("USER");
}

bool runsAsRoot() { return ::geteuid() == 0; }

bool runLocal(const QString& program, const QStringList& arguments, const QByteArray& input,
              QByteArray* output) {
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    const bool done = process.waitForFinished(60'000);
    const QByteArray said = process.readAll();
    if (output)
        *output = said;
    return done && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
}

int freePort(const QString& address) {
    QTcpServer server;
    return server.listen(QHostAddress(address), 0) ? server.serverPort() : 0;
}

TestSshd::TestSshd(QString address) : m_address(std::move(address)) {
    // Other accounts have to reach their authorized keys; the host key itself is 0600
    QFile::setPermissions(m_dir.path(), QFile::permissions(m_dir.path()) | QFile::ReadGroup |
                                            QFile::ExeGroup | QFile::ReadOther | QFile::ExeOther);
    QDir(m_dir.path()).mkdir(QStringLiteral("keys"));
    makeNewHostKey();
}

void TestSshd::makeNewHostKey() {
    QFile::remove(path(QStringLiteral("hostkey")));
    QFile::remove(path(QStringLiteral("hostkey.pub")));
    if (!runLocal(QStringLiteral("ssh-keygen"),
                  {QStringLiteral("-q"), QStringLiteral("-t"), QStringLiteral("ed25519"),
                   QStringLiteral("-N"), QString(), QStringLiteral("-f"), path(QStringLiteral("hostkey"))}))
        qFatal("ssh-keygen failed");
}

QString TestSshd::hostKeyFingerprint() const {
    QByteArray out;
    if (!runLocal(QStringLiteral("ssh-keygen"),
                  {QStringLiteral("-l"), QStringLiteral("-f"), path(QStringLiteral("hostkey.pub"))}, {},
                  &out))
        return {};
    return QString::fromLatin1(out.split(' ').value(1));
}

QString TestSshd::config() const {
    QString c = m_extraConfig;
    c += QStringLiteral(
             "HostKey %1/hostkey\nAuthorizedKeysFile %1/keys/%u\nStrictModes no\nUseDNS no\nMaxSessions 50\n"
             "MaxStartups 100\nPidFile %1/pid\nPrintMotd no\nSubsystem sftp internal-sftp\n")
             .arg(m_dir.path());
    c += runsAsRoot()
             ? QStringLiteral("UsePAM yes\nPermitRootLogin yes\nPasswordAuthentication "
                              "yes\nKbdInteractiveAuthentication yes\n")
             : QStringLiteral("UsePAM no\nPasswordAuthentication no\nKbdInteractiveAuthentication no\n");
    // The shell settings of whoever builds here take no part.
    QDir(m_dir.path()).mkpath(QStringLiteral("home"));
    c += QStringLiteral("Match User %1\nSetEnv HOME=%2/home\n").arg(currentUser(), m_dir.path());
    return c;
}

bool TestSshd::start() {
    if (runsAsRoot())
        QDir().mkpath(QStringLiteral("/run/sshd"));
    if (m_port != 0)
        return startOnPort();
    for (int i = 0; i < 3; ++i) { // another test may take a free port before sshd does
        m_port = freePort(m_address);
        if (startOnPort())
            return true;
    }
    return false;
}

bool TestSshd::startOnPort() {
    writeFile(path(QStringLiteral("sshd_config")), config().toUtf8());
    m_process = std::make_unique<QProcess>();
    m_process->setStandardOutputFile(QProcess::nullDevice());
    m_process->setStandardErrorFile(path(QStringLiteral("stderr")));
    m_process->start(QStringLiteral("/usr/sbin/sshd"),
                     {QStringLiteral("-D"), QStringLiteral("-f"), path(QStringLiteral("sshd_config")),
                      QStringLiteral("-p"), QString::number(m_port), QStringLiteral("-o"),
                      QStringLiteral("ListenAddress=%1").arg(m_address), QStringLiteral("-E"),
                      path(QStringLiteral("log"))});
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < 10'000 && m_process->state() != QProcess::NotRunning) {
        if (m_process->waitForStarted(1000) && listens(m_address, m_port))
            return true;
        QThread::msleep(20);
    }
    qWarning("sshd does not start: %s%s", readFile(path(QStringLiteral("stderr"))).constData(),
             log().constData());
    return false;
}

void TestSshd::killConnections() const { signalConnections(SIGKILL); }

void TestSshd::signalConnections(int signal) const {
    for (const qint64 child : childrenOf(pid())) {
        for (const qint64 grandChild : childrenOf(child)) // the unprivileged half of a connection
            ::kill(pid_t(grandChild), signal);
        ::kill(pid_t(child), signal);
    }
}

void TestSshd::stop() {
    if (!m_process)
        return;
    killConnections();
    m_process->terminate();
    if (!m_process->waitForFinished(3000)) {
        m_process->kill();
        m_process->waitForFinished(3000);
    }
    m_process.reset();
}

QByteArray TestSshd::log() const { return readFile(path(QStringLiteral("log"))); }

QString TestSshd::addKeyUser(const QString& user, const QString& passphrase) {
    const int count = int(QDir(m_dir.path()).entryList({QStringLiteral("id_*.pub")}).size());
    const QString key = path(QStringLiteral("id_%1").arg(count));
    if (!runLocal(QStringLiteral("ssh-keygen"),
                  {QStringLiteral("-q"), QStringLiteral("-t"), QStringLiteral("ed25519"),
                   QStringLiteral("-N"), passphrase, QStringLiteral("-f"), key}))
        return {};
    const QString authorized = path(QStringLiteral("keys/%1").arg(user));
    writeFile(authorized, readFile(authorized) + readFile(key + QStringLiteral(".pub")));
    QFile::setPermissions(authorized,
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther);
    return key;
}

ConnectSettings TestSshd::keySettings(const QString& user, const QString& keyFile) const {
    ConnectSettings s;
    s.host = m_address;
    s.port = m_port;
    s.user = user;
    s.signInWith = SignInWith::KeyFile;
    s.keyFile = keyFile;
    s.expectedHostKey = hostKeyFingerprint();
    s.knownHostsFile = path(QStringLiteral("known_hosts"));
    return s;
}

ConnectSettings TestSshd::passwordSettings(const QString& user, const QByteArray& password) const {
    ConnectSettings s = keySettings(user, {});
    s.signInWith = SignInWith::Password;
    s.password = Secret(password);
    return s;
}

} // namespace df::test
