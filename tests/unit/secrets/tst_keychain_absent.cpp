#include "secrets/keychain.h"
#include "support/result_text.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace df;
using namespace df::test;

/// A session without D-Bus or keyring: an ordinary outcome, at once, and nothing in plain text on the disk.
class TstKeychainAbsent : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void nothingWorksAndNothingIsWritten();
    void goneContextIsNotCalled();

private:
    QTemporaryDir m_home;
};

void TstKeychainAbsent::initTestCase() {
    qputenv("HOME", m_home.path().toLocal8Bit());
    qputenv("XDG_CONFIG_HOME", m_home.path().toLocal8Bit());
    qputenv("XDG_DATA_HOME", m_home.path().toLocal8Bit());
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
}

void TstKeychainAbsent::nothingWorksAndNothingIsWritten() {
    const Keychain keychain(QStringLiteral("df-test"));
    QStringList codes;
    keychain.store(QStringLiteral("k"), Secret(QByteArray("canary-4711")), this,
                   [&](const auto& r) { codes << codeOf(r); });
    QTRY_COMPARE(codes.size(), 1);
    keychain.read(QStringLiteral("k"), this, [&](const auto& r) { codes << codeOf(r); });
    QTRY_COMPARE(codes.size(), 2);
    keychain.remove(QStringLiteral("k"), this, [&](const auto& r) { codes << codeOf(r); });
    QTRY_COMPARE(codes.size(), 3);
    QCOMPARE(codes, QStringList(3, QStringLiteral("not-available")));

    QVERIFY(QProcess::execute(QStringLiteral("grep"),
                              {QStringLiteral("-rqa"), QStringLiteral("canary-4711"), m_home.path()}) == 1);
}

void TstKeychainAbsent::goneContextIsNotCalled() {
    const Keychain keychain(QStringLiteral("df-test"));
    bool called = false;
    {
        QObject context;
        keychain.read(QStringLiteral("k"), &context, [&](const auto&) { called = true; });
    }
    QTest::qWait(500);
    QVERIFY(!called);
}

QTEST_GUILESS_MAIN(TstKeychainAbsent)
#include "tst_keychain_absent.moc"
