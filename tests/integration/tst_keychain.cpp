#include "secrets/keychain.h"
#include "support/result_text.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace df;
using namespace df::test;

/// The keychain on a real, unlocked Secret Service: the program starts itself again inside a throw-away D-Bus
/// session with a gnome-keyring of its own.
class TstKeychain : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void storeReadRemove();
    void missingEntryIsSaid();
    void entriesAreApart();

private:
    template<class T>
    Result<T> wait(const std::function<void(std::function<void(const Result<T>&)>)>& call);
    const Keychain m_keychain{QStringLiteral("df-upgrade-wizard-test")};
};

template<class T>
Result<T> TstKeychain::wait(const std::function<void(std::function<void(const Result<T>&)>)>& call) {
    std::optional<Result<T>> result;
    call([&](const Result<T>& r) { result = r; });
    (void)QTest::qWaitFor([&] { return result.has_value(); }, 10'000);
    return result.value_or(fail(ErrorCode::Internal, QStringLiteral("no result came")));
}

void TstKeychain::storeReadRemove() {
    const QString key = Keychain::key(QStringLiteral("u@h:22"), Keychain::Kind::Password);
    const Secret secret(QStringLiteral("pä ss\n'x"));
    const auto stored = wait<void>([&](auto done) { m_keychain.store(key, secret, this, done); });
    QVERIFY2(stored, qPrintable(why(stored)));
    const auto read = wait<Secret>([&](auto done) { m_keychain.read(key, this, done); });
    QVERIFY2(read, qPrintable(why(read)));
    QCOMPARE(read->reveal(), secret.reveal());
    QVERIFY(wait<void>([&](auto done) { m_keychain.remove(key, this, done); }));
    QCOMPARE(codeOf(wait<Secret>([&](auto done) { m_keychain.read(key, this, done); })),
             QStringLiteral("secret-missing"));
    QVERIFY(wait<void>([&](auto done) { m_keychain.remove(key, this, done); })); // again: fine
}

void TstKeychain::missingEntryIsSaid() {
    QCOMPARE(codeOf(wait<Secret>([&](auto done) { m_keychain.read(QStringLiteral("none"), this, done); })),
             QStringLiteral("secret-missing"));
}

void TstKeychain::entriesAreApart() {
    const QString server = QStringLiteral("u@h:22");
    for (const auto kind :
         {Keychain::Kind::Password, Keychain::Kind::Passphrase, Keychain::Kind::SudoPassword})
        QVERIFY(wait<void>([&](auto done) {
            m_keychain.store(Keychain::key(server, kind), Secret(QByteArray("s") + char('0' + int(kind))),
                             this, done);
        }));
    for (const auto kind :
         {Keychain::Kind::Password, Keychain::Kind::Passphrase, Keychain::Kind::SudoPassword}) {
        const auto read =
            wait<Secret>([&](auto done) { m_keychain.read(Keychain::key(server, kind), this, done); });
        QVERIFY2(read, qPrintable(why(read)));
        QCOMPARE(read->reveal(), QByteArray("s") + char('0' + int(kind)));
    }
}

// In the session: unlock a keyring of our own, then run the tests in it.
static int runInKeyring(int argc, char** argv) {
    QTemporaryDir home;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char* name : {"HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME"})
        environment.insert(QLatin1String(name), home.path());
    environment.insert(QStringLiteral("DF_TEST_IN_KEYRING"), QStringLiteral("1"));
    QProcess session;
    session.setProcessEnvironment(environment);
    session.setProcessChannelMode(QProcess::ForwardedChannels);
    QStringList arguments{
        QStringLiteral("--"), QStringLiteral("sh"), QStringLiteral("-c"),
        // in the foreground, as a child: it ends with the session
        QStringLiteral(
            "printf pw | gnome-keyring-daemon --unlock --components=secrets --foreground >/dev/null & k=$!; "
            "sleep 1; \"$@\"; rc=$?; kill $k; exit $rc"),
        QStringLiteral("sh")};
    for (int i = 0; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    session.start(QStringLiteral("dbus-run-session"), arguments);
    if (!session.waitForFinished(60'000)) {
        qWarning("dbus-run-session: %s", qPrintable(session.errorString()));
        return 1;
    }
    return session.exitCode();
}

int main(int argc, char** argv) {
    const QCoreApplication app(argc, argv);
    if (!qEnvironmentVariableIsSet("DF_TEST_IN_KEYRING"))
        return runInKeyring(argc, argv);
    TstKeychain test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_keychain.moc"
