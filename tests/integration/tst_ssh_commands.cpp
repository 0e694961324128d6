#include "support/fair_clock.h"
#include "support/result_text.h"
#include "support/test_sshd.h"

#include <QFile>
#include <QFileInfo>
#include <QTest>

#include <memory>

using namespace df;
using namespace df::test;

/// What RemoteHost::run promises, on a real sshd with the account that runs the test (no root needed).
class TstSshCommands : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void bothStreamsAndCode();
    void quotingSurvives();
    void localeIsC();
    void scriptHasNoArguments();
    void noOutputNoInput();
    void bigScript();
    void bigScriptLeavesInputAlone();
    void manyMegabytesOnBothStreams();
    void manyMegabytesThroughAndBack();
    void inputNotRead();
    void outputIsCapped();
    void sinkSeesAll();
    void signalIsNotACode();
    void leftOverChildDoesNotBlock();
    void timeoutEndsTheProcess();
    void cancelWithinASecond();
    void sessionServesAfterCancel();
    void lineCutIsNotSuccess();
    void abortFromAnotherThread();
    void closedLineIsOverForTheServer();
    void serversThatKeepNoSpareChannel_data();
    void serversThatKeepNoSpareChannel();

private:
    Command script(const QString& text) const { return Command{.script = text}; }
    CommandResult run(const QString& text);
    bool gone(const QString& pidFile);
    void reopen();

    TestSshd m_sshd;
    ConnectSettings m_settings;
    std::unique_ptr<SshHost> m_host;
};

void TstSshCommands::initTestCase() {
    const QString key = m_sshd.addKeyUser(currentUser());
    QVERIFY(m_sshd.start());
    m_settings = m_sshd.keySettings(currentUser(), key);
    reopen();
}

void TstSshCommands::cleanupTestCase() { m_host.reset(); }

void TstSshCommands::reopen() {
    m_host = std::make_unique<SshHost>();
    const auto opened = m_host->open(m_settings, {}, {});
    QVERIFY2(opened, qPrintable(why(opened)));
}

CommandResult TstSshCommands::run(const QString& text) {
    const auto result = m_host->run(script(text), {});
    if (!result)
        qWarning() << result.error().what << result.error().detail;
    return result.value_or(CommandResult{});
}

void TstSshCommands::bothStreamsAndCode() {
    const CommandResult r = run(QStringLiteral("echo out; echo err >&2; exit 7"));
    QCOMPARE(r.exitCode, std::optional<int>(7));
    QVERIFY(!r.signal);
    QVERIFY(!r.ok());
    QCOMPARE(r.out, QByteArray("out\n"));
    QCOMPARE(r.err, QByteArray("err\n"));
    QVERIFY(!r.truncated);
}

void TstSshCommands::quotingSurvives() {
    const CommandResult r =
        run(QStringLiteral("printf '%s|' 'a b' \"c\\\"d\" '$HOME!' \"it's\" '*' 'ü\\n'\nprintf '\\001'"));
    QCOMPARE(r.out, QByteArray("a b|c\"d|$HOME!|it's|*|ü\\n|\001"));
}

void TstSshCommands::localeIsC() {
    QCOMPARE(run(QStringLiteral("echo \"$LC_ALL $LANG\"")).out, QByteArray("C C\n"));
}

void TstSshCommands::scriptHasNoArguments() {
    QCOMPARE(run(QStringLiteral("echo \"$# ${df_s-unset} ${df_g-unset}\"")).out,
             QByteArray("0 unset unset\n"));
}

void TstSshCommands::noOutputNoInput() {
    const CommandResult r = run(QStringLiteral("cat; :"));
    QVERIFY(r.ok());
    QCOMPARE(r.out, QByteArray());
}

void TstSshCommands::bigScript() {
    QString text = QStringLiteral("n=0\n");
    while (text.size() < 300'000)
        text += QStringLiteral("n=$((n + 1)) # %1\n").arg(QString(80, QLatin1Char('x')));
    const qsizetype lines = text.count(QLatin1Char('\n')) - 1;
    const CommandResult r = run(text + QStringLiteral("echo $n; cat"));
    QVERIFY(r.ok());
    QCOMPARE(r.out, QByteArray::number(lines) + '\n');
}

void TstSshCommands::bigScriptLeavesInputAlone() {
    Command c = script(QStringLiteral(": '%1'\ncat").arg(QString(300'000, QLatin1Char('y'))));
    c.input = QByteArray(3'000'000, '\n') + "end";
    const auto r = m_host->run(c, {});
    QVERIFY(r);
    QVERIFY(r->ok());
    QVERIFY(r->out == c.input);
}

void TstSshCommands::manyMegabytesOnBothStreams() {
    Command c = script(QStringLiteral("head -c 20000000 /dev/zero >&2; head -c 20000000 /dev/zero; exit 7"));
    c.maxOutput = 64 * 1024 * 1024;
    const auto r = m_host->run(c, {});
    QVERIFY(r);
    QCOMPARE(r->exitCode, std::optional<int>(7));
    QCOMPARE(r->out.size(), 20'000'000);
    QCOMPARE(r->err.size(), 20'000'000);
}

void TstSshCommands::manyMegabytesThroughAndBack() {
    Command c = script(QStringLiteral("cat"));
    c.maxOutput = 64 * 1024 * 1024;
    for (int i = 0; i < 20'000'000 / 8; ++i)
        c.input += QByteArray::number(10'000'000 + i);
    const auto r = m_host->run(c, {});
    QVERIFY(r);
    QVERIFY(r->ok());
    QVERIFY(r->out == c.input);
}

void TstSshCommands::inputNotRead() {
    Command c = script(QStringLiteral("exit 3"));
    c.input = QByteArray(10'000'000, 'x');
    const auto r = m_host->run(c, {});
    QVERIFY(r);
    QCOMPARE(r->exitCode, std::optional<int>(3));
}

void TstSshCommands::outputIsCapped() {
    Command c = script(QStringLiteral("head -c 3000000 /dev/zero"));
    c.maxOutput = 1000;
    const auto r = m_host->run(c, {});
    QVERIFY(r);
    QVERIFY(r->ok());
    QVERIFY(r->truncated);
    QCOMPARE(r->out.size(), 1000);
}

void TstSshCommands::sinkSeesAll() {
    QByteArray out, err;
    Command c = script(QStringLiteral("echo a; echo b >&2; sleep 0.3; head -c 100000 /dev/zero"));
    c.maxOutput = 2;
    int calls = 0;
    const auto r = m_host->run(c, {}, [&](const QByteArray& chunk, bool isError) {
        ++calls;
        (isError ? err : out) += chunk;
    });
    QVERIFY(r);
    QCOMPARE(err, QByteArray("b\n"));
    QCOMPARE(out.size(), 100'002);
    QVERIFY(calls >= 3);
}

void TstSshCommands::signalIsNotACode() {
    const CommandResult r = run(QStringLiteral("kill -KILL $$"));
    QVERIFY(!r.exitCode);
    QCOMPARE(r.signal, std::optional<QString>(QStringLiteral("KILL")));
    QVERIFY(!r.ok());
}

void TstSshCommands::leftOverChildDoesNotBlock() {
    FairClock timer;
    timer.start();
    const CommandResult r = run(QStringLiteral("sleep 12 & echo started"));
    QVERIFY(r.ok());
    QCOMPARE(r.out, QByteArray("started\n"));
    QVERIFY(timer.elapsed() < 8000);
}

bool TstSshCommands::gone(const QString& pidFile) {
    const auto check = QStringLiteral("p=$(cat %1) && ! kill -0 \"$p\" 2>/dev/null").arg(pidFile);
    for (int i = 0; i < 40; ++i) {
        if (run(check).ok())
            return true;
        QTest::qWait(100);
    }
    return false;
}

void TstSshCommands::timeoutEndsTheProcess() {
    const QString pid = m_sshd.path(QStringLiteral("pid-timeout"));
    Command c = script(QStringLiteral("sleep 60 & echo $! > %1; echo before; wait").arg(pid));
    c.timeout = std::chrono::milliseconds(700);
    FairClock timer;
    timer.start();
    const auto r = m_host->run(c, {});
    QVERIFY(!r);
    QCOMPARE(codeOf(r), QStringLiteral("timeout"));
    QVERIFY2(timer.elapsed() < 1700, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(r.error().detail.contains(QLatin1String("before")));
    QVERIFY(gone(pid));
}

void TstSshCommands::cancelWithinASecond() {
    const QString pid = m_sshd.path(QStringLiteral("pid-cancel"));
    CancelSource source;
    FairClock sinceCancel;
    std::thread canceller([&] { // not before it has begun, however slow the login shell is
        for (int i = 0; i < 6000 && QFileInfo(pid).size() == 0; ++i)
            QThread::msleep(20);
        QThread::msleep(500);
        sinceCancel.start();
        source.cancel();
    });
    const auto r = m_host->run(script(QStringLiteral("echo $$ > %1; sleep 60").arg(pid)), source.token());
    const qint64 took = sinceCancel.elapsed();
    canceller.join();
    QVERIFY(!r);
    QCOMPARE(codeOf(r), QStringLiteral("cancelled"));
    QVERIFY2(took < 1000, qPrintable(QString::number(took)));
    QVERIFY(gone(pid));
}

void TstSshCommands::sessionServesAfterCancel() {
    CancelSource source;
    source.cancel();
    QVERIFY(!m_host->run(script(QStringLiteral("sleep 5")), source.token()));
    QVERIFY(m_host->isOpen());
    QCOMPARE(run(QStringLiteral("echo still")).out, QByteArray("still\n"));
}

void TstSshCommands::lineCutIsNotSuccess() {
    std::thread cutter([&] {
        QThread::msleep(600);
        m_sshd.killConnections();
    });
    const auto r = m_host->run(script(QStringLiteral("echo x; sleep 30")), {});
    cutter.join();
    QVERIFY(!r || !r->ok());
    QVERIFY(!r);
    QCOMPARE(codeOf(r), QStringLiteral("connection-lost"));
    QVERIFY(r.error().retry);
    QVERIFY(!m_host->isOpen());
    const auto next = m_host->run(script(QStringLiteral(":")), {});
    QVERIFY(!next);
    QCOMPARE(codeOf(next), QStringLiteral("connection-lost"));
    reopen();
    QVERIFY(run(QStringLiteral(":")).ok());
}

void TstSshCommands::abortFromAnotherThread() {
    FairClock timer;
    std::thread other([&] {
        QThread::msleep(400);
        timer.start();
        m_host->abort();
    });
    const auto r = m_host->run(script(QStringLiteral("sleep 30")), {});
    const qint64 took = timer.elapsed();
    other.join();
    QVERIFY(!r);
    QCOMPARE(codeOf(r), QStringLiteral("connection-lost"));
    QVERIFY2(took < 1000, qPrintable(QString::number(took)));
    reopen();
}

/// And not only when this program ends.
void TstSshCommands::closedLineIsOverForTheServer() {
    TestSshd sshd;
    const QString key = sshd.addKeyUser(currentUser());
    QVERIFY(sshd.start());
    const auto sessions = [&sshd] {
        QFile children(QStringLiteral("/proc/%1/task/%1/children").arg(sshd.pid()));
        const QByteArray pids = children.open(QIODevice::ReadOnly) ? children.readAll().simplified() : "?";
        return pids.isEmpty() ? 0 : int(pids.split(' ').size());
    };
    QTRY_COMPARE(sessions(), 0); // of who looked whether it listens
    {
        SshHost host;
        QVERIFY(host.open(sshd.keySettings(currentUser(), key), {}, {}));
        QVERIFY(host.run(script(QStringLiteral("true")), {}));
        QCOMPARE(sessions(), 1);
    }
    QTRY_COMPARE(sessions(), 0);
}

void TstSshCommands::serversThatKeepNoSpareChannel_data() {
    QTest::addColumn<QString>("config");
    QTest::newRow("a single session") << QStringLiteral("MaxSessions 1");
    QTest::newRow("no idle session") << QStringLiteral("ChannelTimeout session=1s");
}

void TstSshCommands::serversThatKeepNoSpareChannel() {
    QFETCH(QString, config);
    TestSshd sshd;
    sshd.addConfig(config);
    const QString key = sshd.addKeyUser(currentUser());
    QVERIFY(sshd.start());
    SshHost host;
    QVERIFY(host.open(sshd.keySettings(currentUser(), key), {}, {}));
    for (int i = 0; i < 3; ++i) {
        const auto result = host.run(script(QStringLiteral("echo %1").arg(i)), {});
        QVERIFY2(result, qPrintable(why(result)));
        QCOMPARE(result->out, QByteArray::number(i) + '\n');
        if (config.startsWith(QLatin1String("ChannelTimeout")))
            QTest::qWait(2500); // the server's patience, not ours
    }
}

QTEST_GUILESS_MAIN(TstSshCommands)
#include "tst_ssh_commands.moc"
