#include "ssh/key_file.h"
#include "ssh/known_hosts.h"
#include "ssh/resolve.h"
#include "ssh/tcp_connect.h"
#include "support/fair_clock.h"
#include "support/result_text.h"
#include "support/test_sshd.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace df;
using namespace df::test;

/// The parts of the SSH room that need no SSH server: key files, known_hosts, names, TCP.
class TstSshLocalParts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keysLoad_data();
    void keysLoad();
    void badKeyFiles_data();
    void badKeyFiles();
    void homeIsExpanded();
    void knownHostsIsMadeAndAppended();
    void knownHostsWithoutLastNewline();
    void knownHostsUnwritable();
    void resolvesLiterals();
    void unknownNameIsSaid();
    void refusedPort();
    void silentAddressEndsInTime();
    void cancelWhileConnecting();
    void secondAddressIsTried();

private:
    Patience patience(int ms, const CancelToken& cancel = {}) const {
        return {cancel, m_never, std::chrono::milliseconds(ms)};
    }
    QString write(const QString& name, const QByteArray& text) const;

    QTemporaryDir m_dir;
    std::atomic_bool m_never{false};
};

QString TstSshLocalParts::write(const QString& name, const QByteArray& text) const {
    QFile file(m_dir.filePath(name));
    if (file.open(QIODevice::WriteOnly))
        file.write(text);
    return file.fileName();
}

void TstSshLocalParts::keysLoad_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("passphrase");
    const auto row = [](const char* name, const char* arguments, const char* passphrase) {
        QTest::newRow(name) << QString::fromLatin1(arguments).split(QLatin1Char(' '))
                            << QString::fromUtf8(passphrase);
    };
    row("ed25519", "-t ed25519", "");
    row("ed25519 encrypted", "-t ed25519", "pass phräse");
    row("rsa", "-t rsa -b 2048", "");
    row("rsa pem", "-t rsa -b 2048 -m PEM", "");
    row("rsa pem encrypted", "-t rsa -b 2048 -m PEM", "secret words");
    row("ecdsa encrypted", "-t ecdsa", "x12345");
}

void TstSshLocalParts::keysLoad() {
    QFETCH(QStringList, arguments);
    QFETCH(QString, passphrase);
    const QString path =
        m_dir.filePath(QStringLiteral("key-") + QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(runLocal(QStringLiteral("ssh-keygen"),
                     arguments + QStringList{QStringLiteral("-q"), QStringLiteral("-N"), passphrase,
                                             QStringLiteral("-f"), path}));
    const auto key = loadKeyFile(path, Secret(passphrase));
    QVERIFY2(key, qPrintable(why(key)));
    if (passphrase.isEmpty())
        return;
    const auto without = loadKeyFile(path, {});
    QCOMPARE(without.error().facts.value(1), QStringLiteral("passphrase-needed"));
    const auto wrong = loadKeyFile(path, Secret(QByteArray("wrong")));
    QCOMPARE(wrong.error().facts.value(1), QStringLiteral("passphrase-wrong"));
    const auto endless = loadKeyFile(path, Secret(QByteArray(100'000, 'x'))); // longer than libssh's buffer
    QCOMPARE(endless.error().facts.value(1), QStringLiteral("passphrase-wrong"));
}

void TstSshLocalParts::badKeyFiles_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("reason");
    QTest::newRow("text") << QByteArray("hello\n") << QStringLiteral("not-a-key");
    QTest::newRow("empty") << QByteArray() << QStringLiteral("not-a-key");
    QTest::newRow("public") << QByteArray("ssh-ed25519 AAAAC3Nz me@here\n") << QStringLiteral("public-key");
    QTest::newRow("putty") << QByteArray("PuTTY-User-Key-File-3: ssh-ed25519\n") << QStringLiteral("putty");
    QTest::newRow("cut") << QByteArray("-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk\n")
                         << QStringLiteral("not-a-key");
}

void TstSshLocalParts::badKeyFiles() {
    QFETCH(QByteArray, text);
    QFETCH(QString, reason);
    const auto key = loadKeyFile(write(QStringLiteral("bad"), text), Secret(QByteArray("x")));
    QCOMPARE(codeOf(key), QStringLiteral("key-file-unreadable"));
    QCOMPARE(key.error().facts.value(1), reason);
}

void TstSshLocalParts::homeIsExpanded() {
    QCOMPARE(expandHome(QStringLiteral("~/x")), QDir::homePath() + QStringLiteral("/x"));
    QCOMPARE(expandHome(QStringLiteral("/a/~/x")), QStringLiteral("/a/~/x"));
    QCOMPARE(
        loadKeyFile(QStringLiteral("~/no such key here"), {}).error().facts,
        (QStringList{QDir::homePath() + QStringLiteral("/no such key here"), QStringLiteral("missing")}));
    QCOMPARE(loadKeyFile({}, {}).error().facts.value(1), QStringLiteral("missing"));
    QCOMPARE(loadKeyFile(m_dir.path(), {}).error().facts.value(1), QStringLiteral("unreadable"));
}

void TstSshLocalParts::knownHostsIsMadeAndAppended() {
    const QString path = m_dir.filePath(QStringLiteral("home/.ssh/known_hosts"));
    QVERIFY(appendKnownHost(path, "a ssh-ed25519 AAAA"));
    QVERIFY(appendKnownHost(path, "b ssh-ed25519 BBBB\n"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("a ssh-ed25519 AAAA\nb ssh-ed25519 BBBB\n"));
    const auto others = QFile::ReadGroup | QFile::ReadOther | QFile::ExeGroup | QFile::ExeOther;
    QVERIFY(!(QFile::permissions(path) & others));
    QVERIFY(!(QFile::permissions(QFileInfo(path).absolutePath()) & others));
}

void TstSshLocalParts::knownHostsWithoutLastNewline() {
    const QString path = write(QStringLiteral("kh"), "# mine\na ssh-rsa AAAA");
    QVERIFY(appendKnownHost(path, "b ssh-ed25519 BBBB"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("# mine\na ssh-rsa AAAA\nb ssh-ed25519 BBBB\n"));
}

void TstSshLocalParts::knownHostsUnwritable() {
    const QString path = write(QStringLiteral("plain"), "x") + QStringLiteral("/known_hosts");
    QCOMPARE(codeOf(appendKnownHost(path, "a b c")), QStringLiteral("file-unwritable"));
}

void TstSshLocalParts::resolvesLiterals() {
    for (const char* host : {"127.0.0.1", "::1", "[::1]"}) {
        const auto addresses = resolve(QLatin1String(host), 22, patience(5000));
        QVERIFY2(addresses && !addresses->empty(), host);
    }
}

void TstSshLocalParts::unknownNameIsSaid() {
    const auto r = resolve(QStringLiteral("no-such-host.invalid"), 22, patience(20'000));
    QCOMPARE(codeOf(r), QStringLiteral("host-not-found"));
    QCOMPARE(r.error().facts, QStringList{QStringLiteral("no-such-host.invalid")});
}

void TstSshLocalParts::refusedPort() {
    const int port = freePort(QStringLiteral("127.0.0.1"));
    const auto r = connectTcp(QStringLiteral("127.0.0.1"), port, patience(5000));
    QCOMPARE(codeOf(r), QStringLiteral("unreachable"));
    QCOMPARE(r.error().facts.value(2), QStringLiteral("refused"));
    QVERIFY(r.error().retry);
}

namespace {
/// A port whose queue is full: further connects get no answer, as from a host that drops packets.
class FullListener {
public:
    FullListener() {
        m_listener = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ::bind(m_listener, reinterpret_cast<sockaddr*>(&address), sizeof address);
        ::listen(m_listener, 0);
        socklen_t length = sizeof address;
        ::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &length);
        port = ntohs(address.sin_port);
        for (int i = 0; i < 8; ++i) {
            const int s = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
            (void)::connect(s, reinterpret_cast<sockaddr*>(&address), sizeof address);
            m_fillers.push_back(s);
        }
    }
    ~FullListener() {
        for (int s : m_fillers)
            ::close(s);
        ::close(m_listener);
    }
    FullListener(const FullListener&) = delete;
    FullListener& operator=(const FullListener&) = delete;
    int port = 0;

private:
    int m_listener = -1;
    std::vector<int> m_fillers;
};
} // namespace

void TstSshLocalParts::silentAddressEndsInTime() {
    const FullListener full;
    QElapsedTimer atLeast;
    atLeast.start();
    FairClock timer;
    const auto r = connectTcp(QStringLiteral("127.0.0.1"), full.port, patience(600));
    QCOMPARE(codeOf(r), QStringLiteral("unreachable"));
    QCOMPARE(r.error().facts.value(2), QStringLiteral("timeout"));
    QVERIFY(atLeast.elapsed() >= 550 && timer.elapsed() < 1200);
}

void TstSshLocalParts::cancelWhileConnecting() {
    const FullListener full;
    CancelSource source;
    FairClock timer;
    std::thread canceller([&] {
        QThread::msleep(300);
        timer.start();
        source.cancel();
    });
    const auto r = connectTcp(QStringLiteral("127.0.0.1"), full.port, patience(20'000, source.token()));
    const qint64 took = timer.elapsed();
    canceller.join();
    QCOMPARE(codeOf(r), QStringLiteral("cancelled"));
    QVERIFY2(took < 500, qPrintable(QString::number(took)));
}

// As a name with two addresses, of which only the second one listens.
void TstSshLocalParts::secondAddressIsTried() {
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    const int port = server.serverPort();
    auto addresses = resolve(QStringLiteral("::1"), port, patience(5000)).value();
    addresses.push_back(resolve(QStringLiteral("127.0.0.1"), port, patience(5000)).value().at(0));
    const auto r = connectTcp(addresses, QStringLiteral("both"), port, patience(5000));
    QVERIFY2(r, qPrintable(why(r)));
    net::closeSocket(*r);
}

QTEST_GUILESS_MAIN(TstSshLocalParts)
#include "tst_ssh_local_parts.moc"
