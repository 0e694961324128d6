#include "ssh/forget_host.h"

#include <QFile>
#include <QMessageAuthenticationCode>
#include <QTemporaryDir>
#include <QTest>

using namespace df;

namespace {

QByteArray hashed(const QByteArray& name) {
    const QByteArray salt("01234567890123456789");
    return "|1|" + salt.toBase64() + '|' +
           QMessageAuthenticationCode::hash(name, salt, QCryptographicHash::Sha1).toBase64();
}

} // namespace

class TestForgetHost : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takesOutThisHostAlone() {
        const QByteArray rest =
            "# a comment with api.example.com\n\nother.example.com ssh-ed25519 AAAA\n"
            "@revoked api.example.com ssh-rsa BBBB\n[api.example.com]:2222 ssh-ed25519 CCCC\n";
        write("api.example.com ssh-ed25519 AAAA comment\n" + rest + "API.Example.com ssh-rsa DDDD\n" +
              hashed("api.example.com") + " ssh-ed25519 EEEE\n" + hashed("third.example.com") +
              " ssh-ed25519 FFFF\n");
        QVERIFY(forgetKnownHost(path(), QStringLiteral("api.example.com"), 22));
        QCOMPARE(read(), rest + hashed("third.example.com") + " ssh-ed25519 FFFF\n");
    }

    void knowsOtherPorts() {
        write("[api.example.com]:2222 ssh-ed25519 A\napi.example.com ssh-ed25519 B\n" +
              hashed("[api.example.com]:2222") + " ssh-rsa C\n");
        QVERIFY(forgetKnownHost(path(), QStringLiteral("api.example.com"), 2222));
        QCOMPARE(read(), QByteArray("api.example.com ssh-ed25519 B\n"));
    }

    void aLineOfSeveralNamesLosesOne() {
        write("a.example.com,api.example.com,192.0.2.1 ssh-ed25519 A\n");
        QVERIFY(forgetKnownHost(path(), QStringLiteral("api.example.com"), 22));
        QCOMPARE(read(), QByteArray("a.example.com,192.0.2.1 ssh-ed25519 A\n"));
    }

    void noFileIsFine() { QVERIFY(forgetKnownHost(path(), QStringLiteral("a"), 22)); }

    void oddLinesStay() {
        const QByteArray odd = "api.example.com\n|1|x\n\xff\xfe\nno end";
        write(odd);
        QVERIFY(forgetKnownHost(path(), QStringLiteral("other"), 22));
        QCOMPARE(read(), odd);
    }

private:
    [[nodiscard]] QString path() const {
        return m_dir.filePath(QStringLiteral("known_hosts_") +
                              QString::fromLatin1(QTest::currentTestFunction()));
    }
    void write(const QByteArray& bytes) const {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    [[nodiscard]] QByteArray read() const {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("none");
    }
    QTemporaryDir m_dir;
};

QTEST_GUILESS_MAIN(TestForgetHost)
#include "tst_forget_host.moc"
