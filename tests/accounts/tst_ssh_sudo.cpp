#include "support/fair_clock.h"
#include "support/result_text.h"
#include "support/test_account.h"
#include "support/test_sshd.h"

#include <QTest>

#include <memory>

using namespace df;
using namespace df::test;

/// Root through sudo in all its moods. Needs root on this machine, to make accounts.
class TstSshSudo : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void withoutPassword();
    void withPassword();
    void inputIsNotEaten();
    void bigScriptWithPassword();
    void exitCodesAndSignals();
    void wrongPasswordOnce();
    void passwordIsAskedForWhereMissing();
    void noPasswordToBeHad();
    void notASudoer();
    void notWanted();
    void needsTty();
    void onlyOneCommandAllowed();
    void lectureAndOtherWords();
    void warmTicketIsNotUsed();
    void rootItself();
    void rootsClosedTmpdir();
    void cancelKillsRootsProcess();

private:
    Result<std::unique_ptr<SshHost>> open(const TestAccount& account, const QByteArray& sudoPassword,
                                          const SignInQuestions& questions = {},
                                          Rights rights = Rights::Sudo);
    Result<CommandResult> asRoot(RemoteHost& host, const QString& script, const QByteArray& input = {});

    TestSshd m_sshd;
    std::unique_ptr<TestAccount> m_asks, m_free, m_none;
};

void TstSshSudo::initTestCase() {
    QVERIFY2(runsAsRoot(), "this test makes accounts: run it as root");
    m_asks = std::make_unique<TestAccount>(QStringLiteral("asks"), TestAccount::Sudo::WithPassword);
    m_free = std::make_unique<TestAccount>(QStringLiteral("free"), TestAccount::Sudo::NoPassword);
    m_none = std::make_unique<TestAccount>(QStringLiteral("none"));
    QVERIFY(m_asks->isReady() && m_free->isReady() && m_none->isReady());
    QVERIFY(m_sshd.start());
}

Result<std::unique_ptr<SshHost>> TstSshSudo::open(const TestAccount& account, const QByteArray& sudoPassword,
                                                  const SignInQuestions& questions, Rights rights) {
    ConnectSettings s = m_sshd.keySettings(account.name(), m_sshd.addKeyUser(account.name()));
    s.sudoPassword = Secret(sudoPassword);
    s.rights = rights;
    auto host = std::make_unique<SshHost>();
    const auto opened = host->open(s, questions, {});
    if (!opened)
        return fail(opened.error());
    return host;
}

Result<CommandResult> TstSshSudo::asRoot(RemoteHost& host, const QString& script, const QByteArray& input) {
    return host.run({.script = script, .input = input, .privilege = Privilege::Root}, {});
}

void TstSshSudo::withoutPassword() {
    const auto host = open(*m_free, {});
    QVERIFY2(host, qPrintable(why(host)));
    QVERIFY((*host)->canBeRoot() && (*host)->usesSudo() && !(*host)->isRoot());
    const auto r = asRoot(**host, QStringLiteral("id -u; cat"), "input");
    QVERIFY2(r, qPrintable(why(r)));
    QCOMPARE(r->out, QByteArray("0\ninput"));
    const auto plain = (*host)->run({.script = QStringLiteral("id -un")}, {});
    QCOMPARE(plain->out, m_free->name().toLatin1() + '\n');
}

void TstSshSudo::withPassword() {
    const auto host = open(*m_asks, m_asks->password());
    QVERIFY2(host, qPrintable(why(host)));
    QVERIFY((*host)->canBeRoot() && (*host)->usesSudo());
    const auto r = asRoot(**host, QStringLiteral("id -u; echo oops >&2; echo \"$LC_ALL\"; exit 4"));
    QVERIFY2(r, qPrintable(why(r)));
    QCOMPARE(r->exitCode, std::optional<int>(4));
    QCOMPARE(r->out, QByteArray("0\nC\n"));
    QCOMPARE(r->err, QByteArray("oops\n")); // neither prompt nor lecture
}

void TstSshSudo::inputIsNotEaten() {
    const auto host = open(*m_asks, m_asks->password());
    QVERIFY2(host, qPrintable(why(host)));
    QByteArray input = "first line\n";
    for (int i = 0; i < 500'000; ++i)
        input += QByteArray::number(i) + '\n';
    const auto r = asRoot(**host, QStringLiteral("cat"), input);
    QVERIFY2(r, qPrintable(why(r)));
    QVERIFY(r->ok());
    QVERIFY(r->out == input);
    QVERIFY(!r->out.contains(m_asks->password()) && !r->err.contains(m_asks->password()));
    const auto without = asRoot(**host, QStringLiteral("cat | wc -c"));
    QCOMPARE(without->out, QByteArray("0\n")); // the password is not on the script's input
}

void TstSshSudo::bigScriptWithPassword() {
    const auto host = open(*m_asks, m_asks->password());
    QVERIFY2(host, qPrintable(why(host)));
    const auto r =
        asRoot(**host, QStringLiteral(": %1\nid -u; cat").arg(QString(300'000, QLatin1Char('z'))), "rest");
    QVERIFY2(r, qPrintable(why(r)));
    QCOMPARE(r->out, QByteArray("0\nrest"));
}

void TstSshSudo::exitCodesAndSignals() {
    for (const TestAccount* account : {m_asks.get(), m_free.get()}) {
        const auto host = open(*account, account->password());
        QVERIFY2(host, qPrintable(why(host)));
        QCOMPARE(asRoot(**host, QStringLiteral("exit 1"))->exitCode, std::optional<int>(1));
        const auto killed = asRoot(**host, QStringLiteral("kill -KILL $$"));
        QVERIFY2(killed, qPrintable(why(killed)));
        QVERIFY(!killed->ok());
        QVERIFY(killed->signal || killed->exitCode.value_or(0) >= 128); // sudo may turn one into the other
    }
}

void TstSshSudo::wrongPasswordOnce() {
    int asked = 0;
    SignInQuestions questions;
    questions.answerPrompts = [&](const QString&, const QVector<PromptItem>&) {
        ++asked;
        return QVector<Secret>();
    };
    const auto host = open(*m_asks, "certainly wrong", questions);
    QCOMPARE(codeOf(host), QStringLiteral("sudo-refused"));
    QCOMPARE(host.error().facts.value(2), QStringLiteral("wrong-password"));
    QCOMPARE(asked, 0);
    QVERIFY(!host.error().detail.contains(QLatin1String("certainly")));
}

void TstSshSudo::passwordIsAskedForWhereMissing() {
    SignInQuestions questions;
    questions.answerPrompts = [&](const QString& why, const QVector<PromptItem>& items) {
        Q_ASSERT(items.size() == 1 && !items.first().echo && why.contains(m_asks->name()));
        return QVector<Secret>{Secret(m_asks->password())};
    };
    const auto host = open(*m_asks, {}, questions);
    QVERIFY2(host, qPrintable(why(host)));
    QCOMPARE(asRoot(**host, QStringLiteral("id -u"))->out, QByteArray("0\n"));
}

void TstSshSudo::noPasswordToBeHad() {
    const auto host = open(*m_asks, {});
    QVERIFY2(host, qPrintable(why(host))); // looking is possible
    QVERIFY(!(*host)->canBeRoot());
    QCOMPARE(codeOf(asRoot(**host, QStringLiteral(":"))), QStringLiteral("secret-missing"));
}

void TstSshSudo::notASudoer() {
    const auto host = open(*m_none, m_none->password());
    QVERIFY2(host, qPrintable(why(host)));
    QVERIFY(!(*host)->canBeRoot());
    const auto r = asRoot(**host, QStringLiteral(":"));
    QCOMPARE(codeOf(r), QStringLiteral("sudo-refused"));
    QCOMPARE(r.error().facts.value(2), QStringLiteral("not-allowed"));
    QVERIFY2(r.error().detail.contains(QLatin1String("not in the sudoers file")),
             qPrintable(r.error().detail));
}

void TstSshSudo::notWanted() {
    const auto host = open(*m_free, {}, {}, Rights::None);
    QVERIFY2(host, qPrintable(why(host)));
    QVERIFY(!(*host)->canBeRoot() && !(*host)->usesSudo());
    QCOMPARE(codeOf(asRoot(**host, QStringLiteral(":"))), QStringLiteral("sudo-refused"));
}

void TstSshSudo::needsTty() {
    const TestAccount account(QStringLiteral("tty"), TestAccount::Sudo::NoPassword);
    QVERIFY(account.setSudoRule(QStringLiteral("Defaults:%u requiretty\n%u ALL=(ALL) NOPASSWD: ALL")));
    const auto host = open(account, {});
    QVERIFY2(host, qPrintable(why(host)));
    QVERIFY(!(*host)->canBeRoot());
    const auto r = asRoot(**host, QStringLiteral(":"));
    QCOMPARE(codeOf(r), QStringLiteral("sudo-refused"));
    QCOMPARE(r.error().facts.value(2), QStringLiteral("needs-tty"));
    QVERIFY2(r.error().detail.contains(QLatin1String("tty")), qPrintable(r.error().detail));
}

void TstSshSudo::onlyOneCommandAllowed() {
    const TestAccount account(QStringLiteral("one"), TestAccount::Sudo::NoPassword);
    QVERIFY(account.setSudoRule(QStringLiteral("%u ALL=(ALL) /usr/bin/uptime")));
    const auto host = open(account, account.password());
    QVERIFY2(host, qPrintable(why(host)));
    const auto r = asRoot(**host, QStringLiteral(":"));
    QCOMPARE(codeOf(r), QStringLiteral("sudo-refused"));
    QCOMPARE(r.error().facts.value(2), QStringLiteral("not-allowed"));
    QVERIFY(r.error().detail.size() < 1000); // sudo quotes the whole command
}

void TstSshSudo::lectureAndOtherWords() {
    const TestAccount account(QStringLiteral("words"), TestAccount::Sudo::WithPassword);
    QVERIFY(account.setSudoRule(
        QStringLiteral("Defaults:%u lecture=always, insults, badpass_message=\"Password: no, try again\"\n"
                       "Defaults:%u passprompt=\"Password: \", !use_pty\n%u ALL=(ALL) ALL")));
    QVERIFY(account.writeInHome(
        QStringLiteral(".bashrc"),
        "echo Welcome; echo '[sudo] password: ' >&2; sudo -k; printf 'Password: ' >&2\n"));
    const auto host = open(account, account.password());
    QVERIFY2(host, qPrintable(why(host)));
    const auto r = asRoot(**host, QStringLiteral("id -u; cat"), "in");
    QVERIFY2(r, qPrintable(why(r)));
    QCOMPARE(r->out, QByteArray("0\nin"));
    QCOMPARE(r->err, QByteArray());
    const auto wrong = open(account, "wrong");
    QCOMPARE(codeOf(wrong), QStringLiteral("sudo-refused"));
    QCOMPARE(wrong.error().facts.value(2), QStringLiteral("wrong-password"));
}

void TstSshSudo::warmTicketIsNotUsed() {
    const TestAccount account(QStringLiteral("warm"), TestAccount::Sudo::WithPassword);
    QVERIFY(account.setSudoRule(QStringLiteral("Defaults:%u timestamp_type=global\n%u ALL=(ALL) ALL")));
    const auto host = open(account, account.password());
    QVERIFY2(host, qPrintable(why(host)));
    // warm it by hand
    const auto warmed = (*host)->run({.script = QStringLiteral("sudo -S -v; sudo -n true && echo warm"),
                                      .input = account.password() + '\n'},
                                     {});
    QVERIFY2(warmed, qPrintable(why(warmed)));
    QCOMPARE(warmed->out, QByteArray("warm\n"));
    const auto r = asRoot(**host, QStringLiteral("wc -c"));
    QVERIFY2(r, qPrintable(why(r)));
    QCOMPARE(r->out, QByteArray("0\n")); // the password did not land on the script's input
}

void TstSshSudo::rootItself() {
    SshHost host;
    const auto opened = host.open(
        m_sshd.keySettings(QStringLiteral("root"), m_sshd.addKeyUser(QStringLiteral("root"))), {}, {});
    QVERIFY2(opened, qPrintable(why(opened)));
    QVERIFY(host.isRoot() && host.canBeRoot() && !host.usesSudo());
    QCOMPARE(asRoot(host, QStringLiteral("id -u; cat"), "x")->out, QByteArray("0\nx"));
    QCOMPARE(host.displayName(), QStringLiteral("root@127.0.0.2:%1").arg(m_sshd.port()));
}

// libpam-tmpdir gives everybody a folder of their own: root's must not reach what runs as the installation's
// owner.
void TstSshSudo::rootsClosedTmpdir() {
    TestSshd sshd;
    sshd.addConfig(QStringLiteral("SetEnv TMPDIR=/closed TMP=/closed"));
    QVERIFY(sshd.start());
    const QString script = QStringLiteral("printf %s \"${TMPDIR-none} ${TMP-none}\"");
    for (const auto& [name, said] : {std::pair{QStringLiteral("root"), QByteArray("none none")},
                                     std::pair{m_none->name(), QByteArray("/closed /closed")}}) {
        SshHost host;
        const auto opened = host.open(sshd.keySettings(name, sshd.addKeyUser(name)), {}, {});
        QVERIFY2(opened, qPrintable(why(opened)));
        const auto r = host.run({.script = script}, {});
        QVERIFY2(r, qPrintable(why(r)));
        QCOMPARE(r->out, said);
    }
}

void TstSshSudo::cancelKillsRootsProcess() {
    for (const TestAccount* account : {m_asks.get(), m_free.get()}) {
        const auto host = open(*account, account->password());
        QVERIFY2(host, qPrintable(why(host)));
        const QString pid = m_sshd.path(QStringLiteral("pid-") + account->name());
        FairClock timer;
        timer.start();
        const auto r = (*host)->run({.script = QStringLiteral("sleep 100 & echo $! > %1; wait").arg(pid),
                                     .privilege = Privilege::Root,
                                     .timeout = std::chrono::milliseconds(1500)},
                                    {});
        QCOMPARE(codeOf(r), QStringLiteral("timeout"));
        QVERIFY2(timer.elapsed() < 2500, qPrintable(QString::number(timer.elapsed())));
        QTRY_VERIFY_WITH_TIMEOUT(asRoot(**host, QStringLiteral("! kill -0 \"$(cat %1)\"").arg(pid))->ok(),
                                 30'000);
    }
}

QTEST_GUILESS_MAIN(TstSshSudo)
#include "tst_ssh_sudo.moc"
