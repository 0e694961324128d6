#pragma once

#include "ssh/connect_settings.h"
#include "ssh/ssh_host.h"

#include <QProcess>
#include <QTemporaryDir>

#include <memory>

namespace df::test {

/// A throw-away OpenSSH server on a free high port of `address`, with a host key, configuration, authorized
/// keys and log of its own in a temporary folder; it ends with this object. As root it lets any account in
/// (PAM, passwords, keyboard-interactive); otherwise only the current user with a key.
class TestSshd {
public:
    explicit TestSshd(QString address = QStringLiteral("127.0.0.2"));
    ~TestSshd() { stop(); }
    TestSshd(const TestSshd&) = delete;
    TestSshd& operator=(const TestSshd&) = delete;

    /// Lines for sshd_config; before start(). They win over the defaults.
    void addConfig(const QString& lines) { m_extraConfig += lines + QLatin1Char('\n'); }
    /// Starts and waits until it listens. Call again after stop() for a restart on the same port, same host
    /// key.
    [[nodiscard]] bool start();
    void stop();
    /// Ends every connection: kill -9 of sshd's own children (not of the server itself).
    void killConnections() const;
    /// The same with another signal, e.g. SIGSTOP: the server no longer answers.
    void signalConnections(int signal) const;

    [[nodiscard]] QString address() const { return m_address; }
    [[nodiscard]] int port() const { return m_port; }
    [[nodiscard]] qint64 pid() const { return m_process ? m_process->processId() : 0; }
    [[nodiscard]] QString hostKeyFingerprint() const; ///< "SHA256:…"
    void makeNewHostKey();                            ///< takes effect at the next start()
    [[nodiscard]] QByteArray log() const;
    [[nodiscard]] QString folder() const { return m_dir.path(); }
    [[nodiscard]] QString path(const QString& name) const { return m_dir.filePath(name); }

    /// Lets `user` in with a new ed25519 key; the private key's path (passphrase: encrypted with it).
    [[nodiscard]] QString addKeyUser(const QString& user, const QString& passphrase = {});
    /// Settings for a sign-in with that key, host key expected.
    [[nodiscard]] ConnectSettings keySettings(const QString& user, const QString& keyFile) const;
    /// Settings for a sign-in with a password, host key expected.
    [[nodiscard]] ConnectSettings passwordSettings(const QString& user, const QByteArray& password) const;

private:
    [[nodiscard]] QString config() const;
    [[nodiscard]] bool startOnPort();

    QString m_address;
    int m_port = 0;
    QTemporaryDir m_dir;
    QString m_extraConfig;
    std::unique_ptr<QProcess> m_process;
};

/// The account that runs the test.
[[nodiscard]] QString currentUser();
[[nodiscard]] bool runsAsRoot();
/// Runs a local program; exit code 0?
[[nodiscard]] bool runLocal(const QString& program, const QStringList& arguments,
                            const QByteArray& input = {}, QByteArray* output = nullptr);
/// A port of `address` on which nothing listens.
[[nodiscard]] int freePort(const QString& address);

} // namespace df::test
