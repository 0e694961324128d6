#include "support/fair_clock.h"
#include "support/result_text.h"
#include "support/test_account.h"
#include "support/test_sshd.h"

#include <QElapsedTimer>
#include <QLocalServer>
#include <QLocalSocket>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <csignal>
#include <memory>
#include <thread>

using namespace df;
using namespace df::test;

/// Every way of signing in, and every way of being refused, on real servers. Needs root, to make accounts.
class TstSshSignIn : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void keyFile();
    void encryptedKeyFile();
    void badKeyFile();
    void keyIsNotAuthorized();
    void onlyTheChosenKeyIsOffered();
    void agent();
    void agentWithoutTheKey();
    void noAgent();
    void hungAgentCanBeCancelled();
    void passwordByPasswordMethod();
    void passwordByKeyboardInteractive();
    void wrongPasswordIsSentOnce_data();
    void wrongPasswordIsSentOnce();
    void noPasswordAsksThePerson();
    void keyThenPassword();
    void keyThenPrompts();
    void secondPromptAsksThePerson();
    void personGivesUp();
    void unknownUser();
    void loginBannerIsHarmless();
    void notAnSshServer();
    void silentServer();
    void refusedPort();
    void cancelDuringConnect();
    void serverThatHangsAfterConnect();

private:
    Result<QByteArray> signIn(const ConnectSettings& settings, const SignInQuestions& questions = {});
    std::unique_ptr<TestSshd> serverWith(const QString& config);
    ConnectSettings with(const TestSshd& sshd, const QByteArray& password) {
        return sshd.passwordSettings(m_user->name(), password);
    }

    TestSshd m_sshd;
    std::unique_ptr<TestAccount> m_user;
};

namespace {
SignInQuestions answering(QVector<QByteArray> answers, QStringList* prompts = nullptr) {
    SignInQuestions q;
    q.answerPrompts = [answers, prompts, i = 0](const QString&, const QVector<PromptItem>& items) mutable {
        QVector<Secret> out;
        for (const PromptItem& item : items) {
            if (prompts)
                *prompts << item.text;
            if (i >= answers.size())
                return QVector<Secret>();
            out << Secret(answers.at(i++));
        }
        return out;
    };
    return q;
}

struct GivenUp {
    QString code;
    qint64 took = 0; ///< milliseconds from the cancel to the end
    bool open = false;
};

GivenUp cancelledAfter(const ConnectSettings& settings, unsigned long milliseconds) {
    CancelSource source;
    FairClock timer;
    std::thread canceller([&] {
        QThread::msleep(milliseconds);
        timer.start();
        source.cancel();
    });
    SshHost host;
    const auto r = host.open(settings, {}, source.token());
    const qint64 took = timer.elapsed();
    canceller.join();
    return {codeOf(r), took, host.isOpen()};
}

/// A real ssh-agent with some keys; ends with the object.
class Agent {
public:
    explicit Agent(const QString& folder, const QStringList& keys)
        : m_socket(folder + QStringLiteral("/agent")) {
        QFile::remove(m_socket);
        m_process.start(QStringLiteral("ssh-agent"), {QStringLiteral("-D"), QStringLiteral("-a"), m_socket});
        m_process.waitForStarted();
        while (!QFile::exists(m_socket) && m_process.state() == QProcess::Running)
            QThread::msleep(10);
        qputenv("SSH_AUTH_SOCK", m_socket.toLocal8Bit());
        for (const QString& key : keys)
            if (!runLocal(QStringLiteral("ssh-add"), {QStringLiteral("-q"), key}))
                qFatal("ssh-add failed");
    }
    ~Agent() {
        qunsetenv("SSH_AUTH_SOCK");
        m_process.terminate();
        m_process.waitForFinished();
    }
    Agent(const Agent&) = delete;
    Agent& operator=(const Agent&) = delete;

private:
    QString m_socket;
    QProcess m_process;
};
} // namespace

void TstSshSignIn::initTestCase() {
    QVERIFY2(runsAsRoot(), "this test makes accounts: run it as root");
    qunsetenv("SSH_AUTH_SOCK");
    m_user = std::make_unique<TestAccount>(QStringLiteral("in"));
    QVERIFY(m_user->isReady());
    QVERIFY(m_sshd.start());
}

std::unique_ptr<TestSshd> TstSshSignIn::serverWith(const QString& config) {
    auto sshd = std::make_unique<TestSshd>(QStringLiteral("127.0.0.4"));
    sshd->addConfig(config);
    return sshd->start() ? std::move(sshd) : nullptr;
}

// Who am I after signing in? An error otherwise.
Result<QByteArray> TstSshSignIn::signIn(const ConnectSettings& settings, const SignInQuestions& questions) {
    SshHost host;
    ConnectSettings s = settings;
    s.rights = Rights::None;
    if (auto opened = host.open(s, questions, {}); !opened)
        return fail(opened.error());
    return runChecked(host, {.script = QStringLiteral("id -un")}, {});
}

#define SIGNED_IN(result)                                                                                    \
    QVERIFY2(result, qPrintable(why(result)));                                                               \
    QCOMPARE(*result, m_user->name().toLatin1() + '\n')

void TstSshSignIn::keyFile() {
    const auto r = signIn(m_sshd.keySettings(m_user->name(), m_sshd.addKeyUser(m_user->name())));
    SIGNED_IN(r);
}

void TstSshSignIn::encryptedKeyFile() {
    ConnectSettings s =
        m_sshd.keySettings(m_user->name(), m_sshd.addKeyUser(m_user->name(), QStringLiteral("pass phräse")));
    s.passphrase = Secret(QStringLiteral("pass phräse"));
    const auto r = signIn(s);
    SIGNED_IN(r);
    s.passphrase = Secret(QStringLiteral("other"));
    const auto wrong = signIn(s);
    QCOMPARE(codeOf(wrong), QStringLiteral("key-file-unreadable"));
    QCOMPARE(wrong.error().facts.value(1), QStringLiteral("passphrase-wrong"));
    s.passphrase = Secret();
    QCOMPARE(signIn(s).error().facts.value(1), QStringLiteral("passphrase-needed"));
}

void TstSshSignIn::badKeyFile() {
    const auto r = signIn(m_sshd.keySettings(m_user->name(), m_sshd.path(QStringLiteral("hostkey.pub"))));
    QCOMPARE(codeOf(r), QStringLiteral("key-file-unreadable"));
    QCOMPARE(r.error().facts.value(1), QStringLiteral("public-key"));
}

void TstSshSignIn::keyIsNotAuthorized() {
    const auto r =
        signIn(m_sshd.keySettings(m_user->name(), m_sshd.addKeyUser(QStringLiteral("somebody-else"))));
    QCOMPARE(codeOf(r), QStringLiteral("sign-in-refused"));
    QCOMPARE(r.error().facts.value(2), QStringLiteral("key"));
    QVERIFY(r.error().facts.contains(QLatin1String("password"))); // what the server would take
}

void TstSshSignIn::onlyTheChosenKeyIsOffered() {
    const auto sshd = serverWith(QStringLiteral("MaxAuthTries 2\nLogLevel DEBUG2"));
    QVERIFY(sshd);
    QStringList others;
    for (int i = 0; i < 6; ++i)
        others << sshd->addKeyUser(QStringLiteral("nobody-%1").arg(i));
    const QString mine = sshd->addKeyUser(m_user->name());
    const Agent agent(sshd->folder(), others);
    const auto r = signIn(sshd->keySettings(m_user->name(), mine));
    SIGNED_IN(r);
    // the agent's six keys would have used up the tries
    ConnectSettings s = sshd->keySettings(m_user->name(), {});
    s.signInWith = SignInWith::Agent;
    const auto many = signIn(s);
    QCOMPARE(codeOf(many), QStringLiteral("sign-in-refused"));
    QVERIFY2(many.error().facts.value(2) == QLatin1String("too-many-tries"), qPrintable(why(many)));
}

void TstSshSignIn::agent() {
    const Agent agent(m_sshd.folder(), {m_sshd.addKeyUser(QStringLiteral("somebody-else")),
                                        m_sshd.addKeyUser(m_user->name())});
    ConnectSettings s = m_sshd.keySettings(m_user->name(), {});
    s.signInWith = SignInWith::Agent;
    const auto r = signIn(s);
    SIGNED_IN(r);
}

void TstSshSignIn::agentWithoutTheKey() {
    ConnectSettings s = m_sshd.keySettings(m_user->name(), {});
    s.signInWith = SignInWith::Agent;
    for (const QStringList& keys :
         {QStringList(), QStringList(m_sshd.addKeyUser(QStringLiteral("somebody-else")))}) {
        const Agent agent(m_sshd.folder(), keys);
        const auto r = signIn(s);
        QCOMPARE(codeOf(r), QStringLiteral("sign-in-refused"));
        QCOMPARE(r.error().facts.value(2), QStringLiteral("agent-keys"));
    }
}

void TstSshSignIn::noAgent() {
    ConnectSettings s = m_sshd.keySettings(m_user->name(), {});
    s.signInWith = SignInWith::Agent;
    for (const char* socket : {"", "/nonexistent"}) {
        qputenv("SSH_AUTH_SOCK", socket);
        const auto r = signIn(s);
        QCOMPARE(codeOf(r), QStringLiteral("sign-in-refused"));
        QCOMPARE(r.error().facts.value(2), QStringLiteral("no-agent"));
    }
    qunsetenv("SSH_AUTH_SOCK");
}

void TstSshSignIn::hungAgentCanBeCancelled() {
    QLocalServer silent; // takes connections and never answers
    QVERIFY(silent.listen(m_sshd.path(QStringLiteral("silent-agent"))));
    qputenv("SSH_AUTH_SOCK", silent.fullServerName().toLocal8Bit());
    ConnectSettings s = m_sshd.keySettings(m_user->name(), {});
    s.signInWith = SignInWith::Agent;
    const GivenUp ended = cancelledAfter(s, 700);
    qunsetenv("SSH_AUTH_SOCK");
    QCOMPARE(ended.code, QStringLiteral("cancelled"));
    QVERIFY2(ended.took < 1000, qPrintable(QString::number(ended.took)));
}

void TstSshSignIn::passwordByPasswordMethod() {
    const auto sshd = serverWith(QStringLiteral("KbdInteractiveAuthentication no"));
    QVERIFY(sshd);
    const auto r = signIn(with(*sshd, m_user->password()));
    SIGNED_IN(r);
}

void TstSshSignIn::passwordByKeyboardInteractive() {
    const auto sshd = serverWith(QStringLiteral("PasswordAuthentication no"));
    QVERIFY(sshd);
    const auto r = signIn(with(*sshd, m_user->password()));
    SIGNED_IN(r);
}

void TstSshSignIn::wrongPasswordIsSentOnce_data() {
    QTest::addColumn<QString>("config");
    QTest::newRow("both") << QString();
    QTest::newRow("password") << QStringLiteral("KbdInteractiveAuthentication no");
    QTest::newRow("keyboard-interactive") << QStringLiteral("PasswordAuthentication no");
}

void TstSshSignIn::wrongPasswordIsSentOnce() {
    QFETCH(QString, config);
    const auto sshd = serverWith(config + QStringLiteral("\nLogLevel VERBOSE"));
    QVERIFY(sshd);
    const auto r = signIn(with(*sshd, "wrong password"));
    QCOMPARE(codeOf(r), QStringLiteral("sign-in-refused"));
    QCOMPARE(r.error().facts.value(2), QStringLiteral("password"));
    QVERIFY(!r.error().detail.contains(QLatin1String("wrong password")));
    const auto tries = [&] {
        return sshd->log().count("Failed password") + sshd->log().count("Failed keyboard-interactive");
    };
    QTRY_COMPARE_WITH_TIMEOUT(tries(), 1, 30'000);
}

void TstSshSignIn::noPasswordAsksThePerson() {
    QStringList prompts;
    const auto r = signIn(with(m_sshd, {}), answering({m_user->password()}, &prompts));
    SIGNED_IN(r);
    QCOMPARE(prompts.size(), 1);
    QVERIFY(prompts.first().contains(QLatin1String("assword")));
}

void TstSshSignIn::keyThenPassword() {
    const auto sshd = serverWith(QStringLiteral("AuthenticationMethods publickey,password"));
    QVERIFY(sshd);
    ConnectSettings s = sshd->keySettings(m_user->name(), sshd->addKeyUser(m_user->name()));
    s.password = Secret(m_user->password());
    const auto r = signIn(s);
    SIGNED_IN(r);
    s.password = Secret();
    const auto without = signIn(s);
    QCOMPARE(codeOf(without), QStringLiteral("sign-in-refused"));
    QCOMPARE(without.error().facts.value(2), QStringLiteral("no-password"));
}

void TstSshSignIn::keyThenPrompts() {
    const auto sshd = serverWith(QStringLiteral("AuthenticationMethods publickey,keyboard-interactive"));
    QVERIFY(sshd);
    ConnectSettings s = sshd->keySettings(m_user->name(), sshd->addKeyUser(m_user->name()));
    const auto r = signIn(s, answering({m_user->password()}));
    SIGNED_IN(r);
}

// Two rounds of prompts, both without echo: the saved password answers the first, a person the second.
void TstSshSignIn::secondPromptAsksThePerson() {
    const auto sshd =
        serverWith(QStringLiteral("AuthenticationMethods keyboard-interactive,keyboard-interactive"));
    QVERIFY(sshd);
    QStringList prompts;
    const auto r = signIn(with(*sshd, m_user->password()), answering({m_user->password()}, &prompts));
    SIGNED_IN(r);
    QCOMPARE(prompts.size(), 1);
}

void TstSshSignIn::personGivesUp() {
    const auto sshd = serverWith(QStringLiteral("PasswordAuthentication no"));
    QVERIFY(sshd);
    const auto r = signIn(with(*sshd, {}), answering({}));
    QCOMPARE(codeOf(r), QStringLiteral("sign-in-refused"));
    QCOMPARE(r.error().facts.value(2), QStringLiteral("prompts"));
}

void TstSshSignIn::unknownUser() {
    ConnectSettings s = with(m_sshd, m_user->password());
    s.user = QStringLiteral("no-such-user-here");
    QCOMPARE(codeOf(signIn(s)), QStringLiteral("sign-in-refused"));
}

void TstSshSignIn::loginBannerIsHarmless() {
    QFile banner(m_sshd.path(QStringLiteral("banner")));
    QVERIFY(banner.open(QIODevice::WriteOnly));
    banner.write(QByteArray(20'000, 'b') + "\n[df-password-] df-start-\n");
    banner.close();
    const auto sshd = serverWith(QStringLiteral("Banner %1").arg(banner.fileName()));
    QVERIFY(sshd);
    const auto r = signIn(sshd->keySettings(m_user->name(), sshd->addKeyUser(m_user->name())));
    SIGNED_IN(r);
}

void TstSshSignIn::notAnSshServer() {
    QTcpServer http;
    QVERIFY(http.listen(QHostAddress(QStringLiteral("127.0.0.4")), 0));
    ConnectSettings s = with(m_sshd, "x");
    s.host = QStringLiteral("127.0.0.4");
    s.port = http.serverPort();
    std::optional<Result<QByteArray>> r;
    std::thread client([&] { r = signIn(s); });
    if (http.waitForNewConnection(10'000)) {
        QTcpSocket* socket = http.nextPendingConnection();
        socket->write("HTTP/1.1 400 Bad Request\r\n\r\n");
        socket->disconnectFromHost();
        if (socket->state() != QAbstractSocket::UnconnectedState)
            socket->waitForDisconnected(5000);
    }
    client.join();
    QCOMPARE(codeOf(*r), QStringLiteral("unreachable"));
    QCOMPARE(r->error().facts.value(2), QStringLiteral("not-ssh"));
}

void TstSshSignIn::silentServer() {
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress(QStringLiteral("127.0.0.4")), 0));
    ConnectSettings s = with(m_sshd, "x");
    s.host = QStringLiteral("127.0.0.4");
    s.port = silent.serverPort();
    s.connectTimeoutSeconds = 1;
    QElapsedTimer atLeast;
    atLeast.start();
    FairClock timer;
    const auto r = signIn(s);
    QCOMPARE(codeOf(r), QStringLiteral("unreachable"));
    QCOMPARE(r.error().facts.value(2), QStringLiteral("timeout"));
    QVERIFY(atLeast.elapsed() >= 900 && timer.elapsed() < 2000);
}

void TstSshSignIn::refusedPort() {
    ConnectSettings s = with(m_sshd, "x");
    s.port = freePort(m_sshd.address());
    const auto r = signIn(s);
    QCOMPARE(codeOf(r), QStringLiteral("unreachable"));
    QCOMPARE(r.error().facts, (QStringList{s.host, QString::number(s.port), QStringLiteral("refused")}));
}

void TstSshSignIn::cancelDuringConnect() {
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress(QStringLiteral("127.0.0.4")), 0));
    ConnectSettings s = with(m_sshd, "x");
    s.host = QStringLiteral("127.0.0.4");
    s.port = silent.serverPort();
    const GivenUp ended = cancelledAfter(s, 300);
    QCOMPARE(ended.code, QStringLiteral("cancelled"));
    QVERIFY2(ended.took < 500, qPrintable(QString::number(ended.took)));
    QVERIFY(!ended.open);
}

// The server stops answering in the middle of everything: timeouts and cancels still hold.
void TstSshSignIn::serverThatHangsAfterConnect() {
    SshHost host;
    ConnectSettings s = m_sshd.keySettings(m_user->name(), m_sshd.addKeyUser(m_user->name()));
    s.rights = Rights::None;
    QVERIFY(host.open(s, {}, {}));
    m_sshd.signalConnections(SIGSTOP);
    FairClock timer;
    timer.start();
    const auto r = host.run({.script = QStringLiteral("cat"),
                             .input = QByteArray(50'000'000, 'x'),
                             .timeout = std::chrono::milliseconds(1000)},
                            {});
    QCOMPARE(codeOf(r), QStringLiteral("timeout"));
    QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
    timer.start();
    host.close();
    QVERIFY2(timer.elapsed() < 500, qPrintable(QString::number(timer.elapsed())));
    m_sshd.signalConnections(SIGCONT);
}

QTEST_GUILESS_MAIN(TstSshSignIn)
#include "tst_ssh_sign_in.moc"
