#include "support/result_text.h"
#include "support/test_sshd.h"

#include <QFile>
#include <QTest>

using namespace df;
using namespace df::test;

/// Who is at the other end: known_hosts as OpenSSH writes it, consent, refusal. Needs no root.
class TstSshHostKeys : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void unknownAsksAndIsRemembered();
    void opensshAgreesWithOurEntry();
    void refusedIsNotRemembered();
    void nobodyToAskIsARefusal();
    void entriesOfOpenssh_data();
    void entriesOfOpenssh();
    void otherPortIsAnotherServer();
    void changedKeyStops();
    void otherTypeStops();
    void revokedKeyStops();
    void expectedKeyDecidesAlone();
    void expectedKeyOfAnotherType();
    void unexpectedKeyStops();
    void nothingIsAskedBeforeTheKey();

private:
    Result<void> open();
    QByteArray known() const;
    void writeKnown(const QByteArray& text) const;
    QByteArray hostKeyLine(const QString& file = QStringLiteral("hostkey.pub")) const;

    TestSshd m_sshd;
    ConnectSettings m_settings;
    SignInQuestions m_questions;
    QVector<HostKeyInfo> m_asked;
    bool m_answer = true;
};

void TstSshHostKeys::initTestCase() {
    const QString key = m_sshd.addKeyUser(currentUser());
    for (const char* type : {"rsa", "ecdsa"}) {
        const QString file = m_sshd.path(QStringLiteral("hostkey-") + QLatin1String(type));
        QVERIFY(runLocal(QStringLiteral("ssh-keygen"),
                         {QStringLiteral("-q"), QStringLiteral("-t"), QLatin1String(type),
                          QStringLiteral("-N"), QString(), QStringLiteral("-f"), file}));
    }
    m_sshd.addConfig(
        QStringLiteral("HostKey %1\nHostKey %2")
            .arg(m_sshd.path(QStringLiteral("hostkey-rsa")), m_sshd.path(QStringLiteral("hostkey-ecdsa"))));
    QVERIFY(m_sshd.start());
    m_settings = m_sshd.keySettings(currentUser(), key);
    m_settings.rights = Rights::None;
    m_questions.trustHostKey = [this](const HostKeyInfo& info) {
        m_asked << info;
        return m_answer;
    };
}

void TstSshHostKeys::init() {
    m_settings.expectedHostKey.clear();
    m_asked.clear();
    m_answer = true;
    QFile::remove(m_settings.knownHostsFile);
}

Result<void> TstSshHostKeys::open() {
    SshHost host;
    return host.open(m_settings, m_questions, {});
}

QByteArray TstSshHostKeys::known() const {
    QFile file(m_settings.knownHostsFile);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TstSshHostKeys::writeKnown(const QByteArray& text) const {
    QFile file(m_settings.knownHostsFile);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

// "ssh-ed25519 AAAA…"
QByteArray TstSshHostKeys::hostKeyLine(const QString& name) const {
    QFile file(m_sshd.path(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QList<QByteArray> words = file.readAll().split(' ');
    return words.value(0) + ' ' + words.value(1);
}

void TstSshHostKeys::unknownAsksAndIsRemembered() {
    const auto first = open();
    QVERIFY2(first, qPrintable(why(first)));
    QCOMPARE(m_asked.size(), 1);
    QCOMPARE(m_asked.first().host, m_sshd.address());
    QCOMPARE(m_asked.first().port, m_sshd.port());
    QCOMPARE(m_asked.first().type, QStringLiteral("ssh-ed25519"));
    QCOMPARE(m_asked.first().fingerprint, m_sshd.hostKeyFingerprint());
    QVERIFY(!m_asked.first().changed);
    QVERIFY(open());
    QCOMPARE(m_asked.size(), 1);
    QCOMPARE(known().count('\n'), 1);
}

void TstSshHostKeys::opensshAgreesWithOurEntry() {
    QVERIFY(open());
    QByteArray out;
    QVERIFY2(runLocal(QStringLiteral("ssh"),
                      {QStringLiteral("-F"), QStringLiteral("none"), QStringLiteral("-o"),
                       QStringLiteral("StrictHostKeyChecking=yes"), QStringLiteral("-o"),
                       QStringLiteral("UserKnownHostsFile=%1").arg(m_settings.knownHostsFile),
                       QStringLiteral("-o"), QStringLiteral("BatchMode=yes"), QStringLiteral("-i"),
                       m_settings.keyFile, QStringLiteral("-p"), QString::number(m_settings.port),
                       m_settings.user + QLatin1Char('@') + m_settings.host, QStringLiteral("true")},
                      {}, &out),
             out.constData());
}

void TstSshHostKeys::refusedIsNotRemembered() {
    m_answer = false;
    const auto r = open();
    QCOMPARE(codeOf(r), QStringLiteral("host-key-unknown"));
    QCOMPARE(r.error().facts, (QStringList{m_sshd.address(), QString::number(m_sshd.port()),
                                           QStringLiteral("ssh-ed25519"), m_sshd.hostKeyFingerprint()}));
    QVERIFY(!QFile::exists(m_settings.knownHostsFile));
}

void TstSshHostKeys::nobodyToAskIsARefusal() {
    SshHost host;
    QCOMPARE(codeOf(host.open(m_settings, {}, {})), QStringLiteral("host-key-unknown"));
    QVERIFY(!host.isOpen());
}

void TstSshHostKeys::entriesOfOpenssh_data() {
    QTest::addColumn<QString>("key");
    QTest::addColumn<bool>("hashed");
    for (const char* key : {"hostkey.pub", "hostkey-rsa.pub", "hostkey-ecdsa.pub"}) {
        QTest::newRow(qPrintable(QLatin1String(key) + QStringLiteral(" plain")))
            << QString::fromLatin1(key) << false;
        QTest::newRow(qPrintable(QLatin1String(key) + QStringLiteral(" hashed")))
            << QString::fromLatin1(key) << true;
    }
}

// Only one of the server's keys is known, of whichever type, plain or hashed: libssh has to ask the server
// for that type.
void TstSshHostKeys::entriesOfOpenssh() {
    QFETCH(QString, key);
    QFETCH(bool, hashed);
    writeKnown("# comment\n\nother.example.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJUSTNOTHING\n" +
               QStringLiteral("[%1]:%2 ").arg(m_sshd.address()).arg(m_sshd.port()).toLatin1() +
               hostKeyLine(key) + " root@test\n");
    if (hashed)
        QVERIFY(runLocal(QStringLiteral("ssh-keygen"), {QStringLiteral("-q"), QStringLiteral("-H"),
                                                        QStringLiteral("-f"), m_settings.knownHostsFile}));
    QCOMPARE(known().contains(m_sshd.address().toLatin1()), !hashed);
    const auto r = open();
    QVERIFY2(r, qPrintable(why(r)));
    QVERIFY(m_asked.isEmpty());
}

void TstSshHostKeys::otherPortIsAnotherServer() {
    writeKnown(QStringLiteral("[%1]:%2 ").arg(m_sshd.address()).arg(m_sshd.port() - 1).toLatin1() +
               hostKeyLine() + '\n');
    QVERIFY(open());
    QCOMPARE(m_asked.size(), 1);
}

void TstSshHostKeys::changedKeyStops() {
    TestSshd other(QStringLiteral("127.0.0.5")); // just for a key that isn't the server's
    QFile key(other.path(QStringLiteral("hostkey.pub")));
    QVERIFY(key.open(QIODevice::ReadOnly));
    const QByteArray text =
        QStringLiteral("[%1]:%2 ").arg(m_sshd.address()).arg(m_sshd.port()).toLatin1() + key.readAll();
    writeKnown(text);
    const auto r = open();
    QCOMPARE(codeOf(r), QStringLiteral("host-key-changed"));
    QCOMPARE(r.error().facts.value(3), m_sshd.hostKeyFingerprint());
    QVERIFY(m_asked.isEmpty());
    QCOMPARE(known(), text);
}

// A key of a type that the server has, but not this one, is known: as good as changed.
void TstSshHostKeys::otherTypeStops() {
    TestSshd sshd(QStringLiteral("127.0.0.6")); // has an ed25519 key only
    const QString key = sshd.addKeyUser(currentUser());
    QVERIFY(sshd.start());
    m_settings.knownHostsFile = sshd.path(QStringLiteral("known_hosts"));
    writeKnown(QStringLiteral("[%1]:%2 ").arg(sshd.address()).arg(sshd.port()).toLatin1() +
               hostKeyLine(QStringLiteral("hostkey-rsa.pub")) + '\n');
    ConnectSettings s = sshd.keySettings(currentUser(), key);
    s.expectedHostKey.clear();
    SshHost host;
    const auto r = host.open(s, m_questions, {});
    m_settings.knownHostsFile = m_sshd.path(QStringLiteral("known_hosts"));
    QCOMPARE(codeOf(r), QStringLiteral("host-key-changed"));
    QVERIFY(m_asked.isEmpty());
}

void TstSshHostKeys::revokedKeyStops() {
    writeKnown("@revoked * " + hostKeyLine() + '\n');
    QCOMPARE(codeOf(open()), QStringLiteral("host-key-changed"));
    QVERIFY(m_asked.isEmpty());
}

void TstSshHostKeys::expectedKeyDecidesAlone() {
    writeKnown("garbage that says nothing\n");
    QString fingerprint = m_sshd.hostKeyFingerprint();
    for (const QString& form :
         {fingerprint, fingerprint.mid(7), QStringLiteral(" ") + fingerprint + QStringLiteral("=\n")}) {
        m_settings.expectedHostKey = form;
        const auto r = open();
        QVERIFY2(r, qPrintable(why(r)));
    }
    QVERIFY(m_asked.isEmpty());
    QCOMPARE(known(), QByteArray("garbage that says nothing\n"));
}

void TstSshHostKeys::expectedKeyOfAnotherType() {
    for (const char* type : {"rsa", "ecdsa"}) {
        QByteArray out;
        QVERIFY(runLocal(QStringLiteral("ssh-keygen"),
                         {QStringLiteral("-l"), QStringLiteral("-f"),
                          m_sshd.path(QStringLiteral("hostkey-%1.pub").arg(QLatin1String(type)))},
                         {}, &out));
        m_settings.expectedHostKey = QString::fromLatin1(out.split(' ').value(1));
        const auto r = open();
        QVERIFY2(r, qPrintable(why(r)));
    }
    QVERIFY(m_asked.isEmpty());
}

void TstSshHostKeys::unexpectedKeyStops() {
    m_settings.expectedHostKey = QStringLiteral("SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    writeKnown(QStringLiteral("[%1]:%2 ").arg(m_sshd.address()).arg(m_sshd.port()).toLatin1() +
               hostKeyLine() + '\n'); // known, but not expected
    const auto r = open();
    QCOMPARE(codeOf(r), QStringLiteral("host-key-changed"));
    QCOMPARE(r.error().facts.value(3), m_sshd.hostKeyFingerprint());
    QVERIFY(m_asked.isEmpty());
}

void TstSshHostKeys::nothingIsAskedBeforeTheKey() {
    m_answer = false;
    const qsizetype before = m_sshd.log().size();
    QVERIFY(!open());
    QTest::qWait(200);
    const QByteArray log = m_sshd.log().mid(before);
    QVERIFY2(!log.contains("Accepted") && !log.contains("Failed") && !log.contains("Postponed"),
             log.constData());
}

QTEST_GUILESS_MAIN(TstSshHostKeys)
#include "tst_ssh_host_keys.moc"
