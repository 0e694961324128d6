#include "support/result_text.h"
#include "support/test_account.h"
#include "support/test_sshd.h"

#include <QDir>
#include <QStandardPaths>
#include <QTest>

#include <atomic>
#include <csignal>
#include <thread>
#include <unistd.h>

using namespace df;
using namespace df::test;

/// No secret is ever in the arguments or environment of a process, here or on the server: signing in, sudo
/// and a script with secret input run while every process is looked at. Needs root, to make accounts and to
/// look.
class TstSshCanaries : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theScannerSeesWhatIsThere();
    void procShowsNoSecret();
    void straceShowsNoSecret();
    void secretsAreInNoError();

private:
    void workWithSecrets();
    QStringList forms() const;

    TestSshd m_sshd;
    std::unique_ptr<TestAccount> m_user;
    // With this process's id: another run of this test on the same machine has canaries of its own.
    const QByteArray m_input = "canary-in-the-input-" + QByteArray::number(getpid());
    const QByteArray m_passphrase = "canary-passphrase-" + QByteArray::number(getpid());
};

namespace {

/// Looks at /proc again and again until it is stopped; remembers which needles it saw.
class Scanner {
public:
    explicit Scanner(QStringList needles) : m_needles(std::move(needles)), m_thread([this] { scan(); }) {}
    ~Scanner() { stop(); }
    Scanner(const Scanner&) = delete;
    Scanner& operator=(const Scanner&) = delete;

    QStringList stop() {
        m_stop = true;
        if (m_thread.joinable())
            m_thread.join();
        return m_seen;
    }
    int rounds() const { return m_rounds; }

private:
    void scan() {
        while (!m_stop) {
            for (const QString& pid :
                 QDir(QStringLiteral("/proc")).entryList({QStringLiteral("[0-9]*")}, QDir::Dirs))
                for (const char* file : {"cmdline", "environ"})
                    look(QStringLiteral("/proc/%1/%2").arg(pid, QLatin1String(file)));
            ++m_rounds;
        }
    }
    void look(const QString& path) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return;
        const QByteArray text = file.readAll();
        for (const QString& needle : m_needles)
            if (text.contains(needle.toUtf8()))
                m_seen << path + QStringLiteral(": ") + needle;
    }

    QStringList m_needles;
    QStringList m_seen;
    std::atomic_bool m_stop{false};
    std::atomic_int m_rounds{0};
    std::thread m_thread;
};

} // namespace

void TstSshCanaries::initTestCase() {
    QVERIFY2(runsAsRoot(), "this test makes accounts: run it as root");
    m_user = std::make_unique<TestAccount>(QStringLiteral("canary"), TestAccount::Sudo::WithPassword);
    QVERIFY(m_user->isReady());
    QVERIFY(m_sshd.start());
}

QStringList TstSshCanaries::forms() const {
    QStringList all;
    for (const QByteArray& secret : {m_user->password(), m_input, m_passphrase})
        all << QString::fromUtf8(secret)
            << QString::fromLatin1(secret.toBase64(QByteArray::OmitTrailingEquals).chopped(1));
    return all;
}

void TstSshCanaries::workWithSecrets() {
    for (int i = 0; i < 3; ++i) {
        ConnectSettings s = m_sshd.passwordSettings(m_user->name(), m_user->password());
        if (i == 1) {
            s.signInWith = SignInWith::KeyFile;
            s.keyFile = m_sshd.path(QStringLiteral("canary-key"));
            s.passphrase = Secret(m_passphrase);
        }
        s.sudoPassword = Secret(m_user->password());
        SshHost host;
        const auto opened = host.open(s, {}, {});
        QVERIFY2(opened, qPrintable(why(opened)));
        for (const Privilege privilege : {Privilege::SignedInUser, Privilege::Root})
            for (const int filler : {0, 200'000}) {
                const QString script =
                    QStringLiteral(": %1\nread -r secret; sleep 0.2; printf %s \"${#secret}\"")
                        .arg(QString(filler, QLatin1Char('x')));
                const auto r =
                    host.run({.script = script, .input = m_input + '\n', .privilege = privilege}, {});
                QVERIFY2(r, qPrintable(why(r)));
                QCOMPARE(r->out, QByteArray::number(m_input.size()));
            }
    }
}

void TstSshCanaries::theScannerSeesWhatIsThere() {
    Scanner scanner({QStringLiteral("canary-in-argv-1"), QStringLiteral("canary-in-env-2")});
    QProcess leak;
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("X"), QStringLiteral("canary-in-env-2"));
    leak.setProcessEnvironment(environment);
    leak.start(QStringLiteral("/bin/sh"),
               {QStringLiteral("-c"), QStringLiteral("/bin/sleep 1; : canary-in-argv-1")});
    QVERIFY(leak.waitForFinished());
    const QStringList seen = scanner.stop();
    QVERIFY(seen.join(QLatin1Char('\n')).contains(QLatin1String("canary-in-argv-1")));
    QVERIFY(seen.join(QLatin1Char('\n')).contains(QLatin1String("canary-in-env-2")));
}

void TstSshCanaries::procShowsNoSecret() {
    const QString key =
        m_sshd.addKeyUser(m_user->name()); // made before we look: ssh-keygen has its passphrase in argv
    QVERIFY(QFile::copy(key, m_sshd.path(QStringLiteral("canary-key"))));
    QFile::setPermissions(m_sshd.path(QStringLiteral("canary-key")), QFile::ReadOwner | QFile::WriteOwner);
    QVERIFY(runLocal(QStringLiteral("ssh-keygen"),
                     {QStringLiteral("-q"), QStringLiteral("-p"), QStringLiteral("-N"),
                      QString::fromLatin1(m_passphrase), QStringLiteral("-f"),
                      m_sshd.path(QStringLiteral("canary-key"))}));
    Scanner scanner(forms());
    workWithSecrets();
    const QStringList seen = scanner.stop();
    QVERIFY2(scanner.rounds() > 10, qPrintable(QString::number(scanner.rounds())));
    QVERIFY2(seen.isEmpty(), qPrintable(seen.join(QLatin1Char('\n'))));
}

// strace misses nothing, however short-lived.
void TstSshCanaries::straceShowsNoSecret() {
    const QString strace = QStandardPaths::findExecutable(QStringLiteral("strace"));
    QVERIFY2(!strace.isEmpty(), "strace is needed");
    const QString trace = m_sshd.path(QStringLiteral("trace"));
    QProcess tracer;
    tracer.start(strace, {QStringLiteral("-f"), QStringLiteral("-v"), QStringLiteral("-s"),
                          QStringLiteral("1000000"), QStringLiteral("-e"), QStringLiteral("trace=execve"),
                          QStringLiteral("-o"), trace, QStringLiteral("-p"), QString::number(m_sshd.pid())});
    QVERIFY(tracer.waitForStarted());
    QTest::qWait(500);
    workWithSecrets();
    ::kill(pid_t(tracer.processId()), SIGINT);
    QVERIFY(tracer.waitForFinished(10'000));
    QFile file(trace);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY2(text.count("execve(") > 20, text.left(2000).constData());
    QVERIFY(text.contains("\"sudo\""));
    for (const QString& form : forms())
        QVERIFY2(!text.contains(form.toUtf8()), qPrintable(form));
    QByteArray octal; // strace writes bytes beyond ASCII as octal
    for (const char c : m_user->password())
        octal += uchar(c) < 0x80 ? QByteArray(1, c) : '\\' + QByteArray::number(uchar(c), 8);
    QVERIFY(!text.contains(octal));
}

void TstSshCanaries::secretsAreInNoError() {
    ConnectSettings s = m_sshd.passwordSettings(m_user->name(), m_user->password());
    s.sudoPassword = Secret(QByteArray("canary-wrong-sudo"));
    SshHost host;
    const auto sudo = host.open(s, {}, {});
    QCOMPARE(codeOf(sudo), QStringLiteral("sudo-refused"));
    s.password = Secret(QByteArray("canary-wrong-password"));
    const auto password = host.open(s, {}, {});
    QCOMPARE(codeOf(password), QStringLiteral("sign-in-refused"));
    QVERIFY(!why(sudo).contains(QLatin1String("canary-wrong")) &&
            !why(password).contains(QLatin1String("canary-wrong")));
}

QTEST_GUILESS_MAIN(TstSshCanaries)
#include "tst_ssh_canaries.moc"
