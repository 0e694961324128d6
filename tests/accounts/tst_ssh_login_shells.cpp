#include "support/result_text.h"
#include "support/test_account.h"
#include "support/test_sshd.h"

#include <QTest>

using namespace df;
using namespace df::test;

/// Accounts with all kinds of login shells and start files. Needs root, to make accounts.
class TstSshLoginShells : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyInstalledShell_data();
    void everyInstalledShell();
    void chattyStartFiles_data();
    void chattyStartFiles();
    void accountsThatMayNotRunCommands();
    void forcedCommand();
    void noHome();
    void manyChannelsRefused();

private:
    Result<std::unique_ptr<SshHost>> open(TestSshd& sshd, const TestAccount& account);
    void expectAllIsWell(RemoteHost& host);

    TestSshd m_sshd;
};

void TstSshLoginShells::initTestCase() {
    QVERIFY2(runsAsRoot(), "this test makes accounts: run it as root");
    QVERIFY(m_sshd.start());
}

Result<std::unique_ptr<SshHost>> TstSshLoginShells::open(TestSshd& sshd, const TestAccount& account) {
    ConnectSettings s = sshd.keySettings(account.name(), sshd.addKeyUser(account.name()));
    s.sudoPassword = Secret(account.password());
    auto host = std::make_unique<SshHost>();
    if (const auto opened = host->open(s, {}, {}); !opened)
        return fail(opened.error());
    return host;
}

void TstSshLoginShells::expectAllIsWell(RemoteHost& host) {
    for (const Privilege privilege : {Privilege::SignedInUser, Privilege::Root}) {
        for (const int filler : {0, 40'000, 300'000}) {
            Command c{.script = QStringLiteral(": '%1'\necho \"it's $LC_ALL\"; echo e >&2; cat; exit 3")
                                    .arg(QString(filler, QLatin1Char('f'))),
                      .input = "in\nput",
                      .privilege = privilege};
            const auto r = host.run(c, {});
            QVERIFY2(r, qPrintable(why(r)));
            QCOMPARE(r->exitCode, std::optional<int>(3));
            QCOMPARE(r->out, QByteArray("it's C\nin\nput"));
            QCOMPARE(r->err, QByteArray("e\n"));
        }
    }
}

void TstSshLoginShells::everyInstalledShell_data() {
    QTest::addColumn<QString>("shell");
    for (const char* shell : {"/bin/sh", "/bin/bash", "/bin/zsh", "/bin/csh", "/bin/tcsh", "/usr/bin/fish",
                              "/bin/ksh", "/bin/mksh"})
        if (QFile::exists(QLatin1String(shell)))
            QTest::newRow(shell) << QString::fromLatin1(shell);
}

void TstSshLoginShells::everyInstalledShell() {
    QFETCH(QString, shell);
    const TestAccount account(QStringLiteral("sh"), TestAccount::Sudo::WithPassword, shell);
    QVERIFY(account.isReady());
    QVERIFY(account.writeInHome(QStringLiteral(".cshrc"), "echo hello from csh\n"));
    QVERIFY(account.writeInHome(QStringLiteral(".config/fish/config.fish"), "echo hello from fish\n"));
    QVERIFY(account.writeInHome(QStringLiteral(".zshenv"), "echo hello from zsh\n"));
    const auto host = open(m_sshd, account);
    QVERIFY2(host, qPrintable(why(host)));
    expectAllIsWell(**host);
}

void TstSshLoginShells::chattyStartFiles_data() {
    QTest::addColumn<QByteArray>("bashrc");
    QTest::newRow("two streams") << QByteArray("echo Welcome; echo warning >&2\n");
    QTest::newRow("no newline") << QByteArray("printf 'Welcome to the machine'; printf 'oops' >&2\n");
    QTest::newRow("very long") << QByteArray(
        "head -c 3000000 /dev/zero | tr '\\0' x; head -c 3000000 /dev/zero | tr '\\0' y >&2\n");
    QTest::newRow("binary") << QByteArray("head -c 5000 /dev/urandom; head -c 5000 /dev/urandom >&2\n");
    QTest::newRow("traces itself") << QByteArray("set -xv\n");
    QTest::newRow("strict") << QByteArray("set -eu -o pipefail -o noclobber\n");
    QTest::newRow("odd environment") << QByteArray("export IFS=x LC_ALL=de_DE.UTF-8 PATH=/usr/bin:/bin "
                                                   "POSIXLY_CORRECT=1 ENV=/etc/passwd CDPATH=/ df_s=1\n");
    QTest::newRow("functions") << QByteArray("printf() { echo fake; }; export -f printf; base64() { echo "
                                             "fake; }; export -f base64; alias exec=echo\n");
    QTest::newRow("like our marks") << QByteArray(
        "echo df-start-0123; echo 'df-sudo-1' >&2; printf '[df-password-0] ' >&2\n");
}

void TstSshLoginShells::chattyStartFiles() {
    QFETCH(QByteArray, bashrc);
    const TestAccount account(QStringLiteral("rc"), TestAccount::Sudo::WithPassword);
    QVERIFY(account.isReady());
    QVERIFY(account.writeInHome(QStringLiteral(".bashrc"), bashrc));
    const auto host = open(m_sshd, account);
    QVERIFY2(host, qPrintable(why(host)));
    expectAllIsWell(**host);
}

void TstSshLoginShells::accountsThatMayNotRunCommands() {
    for (const char* shell : {"/usr/sbin/nologin", "/bin/false", "/bin/true"}) {
        const TestAccount account(QStringLiteral("no"), TestAccount::Sudo::None, QLatin1String(shell));
        QVERIFY(account.isReady());
        const auto host = open(m_sshd, account);
        QCOMPARE(codeOf(host), QStringLiteral("bad-answer"));
    }
}

void TstSshLoginShells::forcedCommand() {
    TestSshd sshd(QStringLiteral("127.0.0.7"));
    sshd.addConfig(QStringLiteral("ForceCommand echo you may only look"));
    QVERIFY(sshd.start());
    const TestAccount account(QStringLiteral("fc"));
    const auto host = open(sshd, account);
    QCOMPARE(codeOf(host), QStringLiteral("bad-answer"));
    QVERIFY2(host.error().detail.contains(QLatin1String("you may only look")),
             qPrintable(host.error().detail));
}

void TstSshLoginShells::noHome() {
    const TestAccount account(QStringLiteral("homeless"), TestAccount::Sudo::WithPassword);
    QVERIFY(runLocal(QStringLiteral("rm"), {QStringLiteral("-rf"), account.home()}));
    const auto host = open(m_sshd, account);
    QVERIFY2(host, qPrintable(why(host)));
    expectAllIsWell(**host);
}

void TstSshLoginShells::manyChannelsRefused() {
    TestSshd sshd(QStringLiteral("127.0.0.7"));
    sshd.addConfig(QStringLiteral("MaxSessions 0")); // a tunnel-only server
    QVERIFY(sshd.start());
    const TestAccount account(QStringLiteral("ms"));
    const auto host = open(sshd, account);
    QCOMPARE(codeOf(host), QStringLiteral("bad-answer"));
    QVERIFY2(host.error().what.contains(QLatin1String("refused to start")), qPrintable(why(host)));
}

QTEST_GUILESS_MAIN(TstSshLoginShells)
#include "tst_ssh_login_shells.moc"
