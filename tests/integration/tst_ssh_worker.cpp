#include "ssh/host_worker.h"
#include "support/fair_clock.h"
#include "support/result_text.h"
#include "support/test_sshd.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

using namespace df;
using namespace df::test;

/// HostWorker on a real sshd: order, threads, questions, lost lines, quick ends.
class TstSshWorker : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void jobsRunInOrderOnOneThread();
    void resultComesToThisThread();
    void resultOfDestroyedContextIsDropped();
    void outdatedResultIsDropped();
    void exceptionBecomesAnError();
    void cancelCurrentJobOnly();
    void cancelQueuedJob();
    void hostKeyIsAskedAndAnswered();
    void unansweredHostKeyIsRefused();
    void cancelWhileAsking();
    void reopenAfterLostLine();
    void idleLineLossIsNoticed();
    void endsWhileCommandRuns();
    void endsWhileAsking();
    void endsWhileConnecting();
    void endsWithJobThatIgnoresItsToken();
    void progressFromInsideAJob();

private:
    Result<HostWorker::Session> open(HostWorker& worker, const ConnectSettings& settings);
    Result<HostWorker::Session> open(HostWorker& worker) { return open(worker, m_settings); }
    template<class T>
    Result<T> wait(HostWorker& worker, std::function<Result<T>(RemoteHost&, const CancelToken&)> job);

    TestSshd m_sshd;
    ConnectSettings m_settings;
};

void TstSshWorker::initTestCase() {
    const QString key = m_sshd.addKeyUser(currentUser());
    QVERIFY(m_sshd.start());
    m_settings = m_sshd.keySettings(currentUser(), key);
}

Result<HostWorker::Session> TstSshWorker::open(HostWorker& worker, const ConnectSettings& settings) {
    std::optional<Result<HostWorker::Session>> opened;
    worker.open(settings, this, [&](const Result<HostWorker::Session>& r) { opened = r; });
    (void)QTest::qWaitFor([&] { return opened.has_value(); }, 20'000);
    return opened.value_or(fail(ErrorCode::Internal, QStringLiteral("no result came")));
}

template<class T>
Result<T> TstSshWorker::wait(HostWorker& worker,
                             std::function<Result<T>(RemoteHost&, const CancelToken&)> job) {
    std::optional<Result<T>> result;
    worker.runJob<T>(std::move(job), this, [&](Result<T> r) { result = std::move(r); });
    (void)QTest::qWaitFor([&] { return result.has_value(); }, 20'000);
    return result.value_or(fail(ErrorCode::Internal, QStringLiteral("no result came")));
}

void TstSshWorker::jobsRunInOrderOnOneThread() {
    HostWorker worker;
    QVERIFY(open(worker));
    QVector<int> order;
    QSet<QThread*> threads;
    for (int i = 0; i < 20; ++i)
        worker.post([&, i](RemoteHost&, const CancelToken&) {
            order << i;
            threads << QThread::currentThread();
        });
    const auto last = wait<int>(worker, [](RemoteHost&, const CancelToken&) { return 1; });
    QVERIFY(last);
    QCOMPARE(order.size(), 20);
    QVERIFY(std::is_sorted(order.cbegin(), order.cend()));
    QCOMPARE(threads.size(), 1);
    QVERIFY(*threads.cbegin() != thread());
}

void TstSshWorker::resultComesToThisThread() {
    HostWorker worker;
    const auto session = open(worker);
    QVERIFY2(session, qPrintable(why(session)));
    QCOMPARE(session->hostKey.fingerprint, m_sshd.hostKeyFingerprint());
    QCOMPARE(session->isRoot, runsAsRoot());
    QThread* where = nullptr;
    std::optional<Result<QByteArray>> result;
    worker.runJob<QByteArray>(
        [](RemoteHost& host, const CancelToken& cancel) {
            return runChecked(host, {.script = QStringLiteral("echo hi")}, cancel);
        },
        this,
        [&](Result<QByteArray> r) {
            where = QThread::currentThread();
            result = std::move(r);
        });
    QTRY_VERIFY_WITH_TIMEOUT(result.has_value(), 30'000);
    QCOMPARE(where, thread());
    QCOMPARE(result->value(), QByteArray("hi\n"));
}

void TstSshWorker::resultOfDestroyedContextIsDropped() {
    HostWorker worker;
    bool called = false;
    {
        QObject context;
        worker.runJob<int>(
            [](RemoteHost&, const CancelToken&) {
                QThread::msleep(100);
                return 1;
            },
            &context, [&](Result<int>) { called = true; });
    }
    QVERIFY(wait<int>(worker, [](RemoteHost&, const CancelToken&) { return 1; }));
    QVERIFY(!called);
}

void TstSshWorker::outdatedResultIsDropped() {
    HostWorker worker;
    QObject context;
    QVector<int> got;
    worker.runJob<int>([](RemoteHost&, const CancelToken&) { return 1; }, &context,
                       [&](Result<int> r) { got << *r; });
    worker.dropResultsFor(&context);
    worker.runJob<int>([](RemoteHost&, const CancelToken&) { return 2; }, &context,
                       [&](Result<int> r) { got << *r; });
    QVERIFY(wait<int>(worker, [](RemoteHost&, const CancelToken&) { return 3; }));
    QCOMPARE(got, QVector<int>{2});
}

void TstSshWorker::exceptionBecomesAnError() {
    HostWorker worker;
    const auto r = wait<int>(
        worker, [](RemoteHost&, const CancelToken&) -> Result<int> { throw std::runtime_error("bug"); });
    QCOMPARE(codeOf(r), QStringLiteral("internal"));
    QCOMPARE(r.error().detail, QStringLiteral("bug"));
}

void TstSshWorker::cancelCurrentJobOnly() {
    HostWorker worker;
    QVERIFY(open(worker));
    QStringList codes;
    const auto job = [](const QString& script) {
        return [script](RemoteHost& host, const CancelToken& cancel) {
            return runChecked(host, {.script = script}, cancel);
        };
    };
    const auto note = [&](Result<QByteArray> r) { codes << codeOf(r); };
    worker.runJob<QByteArray>(job(QStringLiteral("sleep 60")), this, note);
    worker.runJob<QByteArray>(job(QStringLiteral("echo next")), this, note);
    QTest::qWait(300);
    FairClock timer;
    timer.start();
    worker.cancelCurrent();
    QTRY_COMPARE_WITH_TIMEOUT(codes.size(), 2, 30'000);
    QVERIFY2(timer.elapsed() < 1500, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(codes, (QStringList{QStringLiteral("cancelled"), QStringLiteral("ok")}));
}

void TstSshWorker::cancelQueuedJob() {
    HostWorker worker;
    bool ran = false;
    QString code;
    worker.post([](RemoteHost&, const CancelToken&) { QThread::msleep(200); });
    CancelSource queued = worker.runJob<int>(
        [&](RemoteHost&, const CancelToken&) {
            ran = true;
            return 1;
        },
        this, [&](Result<int> r) { code = codeOf(r); });
    queued.cancel();
    QTRY_COMPARE_WITH_TIMEOUT(code, QStringLiteral("cancelled"), 30'000);
    QVERIFY(!ran);
}

void TstSshWorker::hostKeyIsAskedAndAnswered() {
    ConnectSettings settings = m_settings;
    settings.expectedHostKey.clear();
    settings.knownHostsFile = m_sshd.path(QStringLiteral("fresh/known_hosts"));
    QFile::remove(settings.knownHostsFile);
    HostWorker worker;
    HostKeyInfo asked;
    connect(&worker, &HostWorker::hostKeyAsked, this, [&](const HostKeyQuestion& q) {
        asked = q.info;
        QCOMPARE(QThread::currentThread(), thread());
        q.reply.answer(true);
        q.reply.answer(false); // the first answer counts
    });
    QSignalSpy steps(&worker, &HostWorker::progress);
    const auto session = open(worker, settings);
    QVERIFY2(session, qPrintable(why(session)));
    QCOMPARE(asked.fingerprint, m_sshd.hostKeyFingerprint());
    QVERIFY(QFile::exists(settings.knownHostsFile));
    QStringList names;
    for (const auto& step : steps)
        names << step.value(0).toString();
    QCOMPARE(names, (QStringList{QStringLiteral("reached"), QStringLiteral("hostkey"),
                                 QStringLiteral("signin"), QStringLiteral("sudo")}));
}

void TstSshWorker::unansweredHostKeyIsRefused() {
    ConnectSettings settings = m_settings;
    settings.expectedHostKey.clear();
    settings.knownHostsFile = m_sshd.path(QStringLiteral("nobody"));
    HostWorker worker; // nobody is connected to the signal
    QCOMPARE(codeOf(open(worker, settings)), QStringLiteral("host-key-unknown"));
    QVERIFY(!QFile::exists(settings.knownHostsFile));
}

void TstSshWorker::cancelWhileAsking() {
    ConnectSettings settings = m_settings;
    settings.expectedHostKey.clear();
    settings.knownHostsFile = m_sshd.path(QStringLiteral("nobody"));
    HostWorker worker;
    std::optional<HostKeyQuestion> kept;
    connect(&worker, &HostWorker::hostKeyAsked, this, [&](const HostKeyQuestion& q) { kept = q; });
    QString code;
    worker.open(settings, this, [&](const auto& r) { code = codeOf(r); });
    QTRY_VERIFY_WITH_TIMEOUT(kept.has_value(), 30'000);
    FairClock timer;
    timer.start();
    worker.cancelCurrent();
    QTRY_VERIFY_WITH_TIMEOUT(!code.isEmpty(), 30'000);
    QVERIFY(timer.elapsed() < 1000);
    QCOMPARE(code, QStringLiteral("cancelled"));
    kept->reply.answer(true); // too late, and harmless
}

void TstSshWorker::reopenAfterLostLine() {
    HostWorker worker;
    QVERIFY(open(worker));
    QSignalSpy lost(&worker, &HostWorker::lineLost);
    QString code;
    worker.runJob<CommandResult>(
        [](RemoteHost& host, const CancelToken& cancel) {
            return host.run({.script = QStringLiteral("sleep 20")}, cancel);
        },
        this, [&](Result<CommandResult> r) { code = codeOf(r); });
    QTest::qWait(400);
    m_sshd.killConnections();
    QTRY_COMPARE_WITH_TIMEOUT(code, QStringLiteral("connection-lost"), 30'000);
    QTRY_COMPARE_WITH_TIMEOUT(lost.size(), 1, 30'000);
    QVERIFY(!worker.isOpen());
    std::optional<Result<HostWorker::Session>> again;
    worker.reopen(this, [&](const auto& r) { again = r; });
    QTRY_VERIFY_WITH_TIMEOUT(again.has_value(), 30'000);
    QVERIFY2(*again, qPrintable(why(*again)));
    QVERIFY(worker.isOpen());
    QCOMPARE(lost.size(), 1);
}

void TstSshWorker::idleLineLossIsNoticed() {
    HostWorker worker;
    QVERIFY(open(worker));
    worker.setKeepAlive(std::chrono::milliseconds(200));
    QSignalSpy lost(&worker, &HostWorker::lineLost);
    QTest::qWait(600); // some proofs go well
    QCOMPARE(lost.size(), 0);
    m_sshd.killConnections();
    QTRY_COMPARE_WITH_TIMEOUT(lost.size(), 1, 30'000);
    QTest::qWait(500);
    QCOMPARE(lost.size(), 1);
    QVERIFY(!worker.isOpen());
}

namespace {
template<class Prepare>
qint64 msToDestroy(Prepare prepare) {
    auto worker = std::make_unique<HostWorker>();
    prepare(*worker);
    FairClock timer;
    timer.start();
    worker.reset();
    return timer.elapsed();
}
} // namespace

void TstSshWorker::endsWhileCommandRuns() {
    const qint64 ms = msToDestroy([this](HostWorker& worker) {
        QVERIFY(open(worker));
        worker.post([](RemoteHost& host, const CancelToken& cancel) {
            (void)host.run({.script = QStringLiteral("sleep 60")}, cancel);
        });
        worker.post([](RemoteHost& host, const CancelToken& cancel) {
            (void)host.run({.script = QStringLiteral("sleep 60")}, cancel);
        });
        QTest::qWait(300);
    });
    QVERIFY2(ms < 1100, qPrintable(QString::number(ms)));
}

void TstSshWorker::endsWhileAsking() {
    ConnectSettings settings = m_settings;
    settings.expectedHostKey.clear();
    settings.knownHostsFile = m_sshd.path(QStringLiteral("nobody"));
    std::optional<HostKeyQuestion> kept;
    bool called = false;
    const qint64 ms = msToDestroy([&](HostWorker& worker) {
        connect(&worker, &HostWorker::hostKeyAsked, this, [&](const HostKeyQuestion& q) { kept = q; });
        worker.open(settings, this, [&](const auto&) { called = true; });
        QTRY_VERIFY_WITH_TIMEOUT(kept.has_value(), 30'000);
    });
    QVERIFY2(ms < 500, qPrintable(QString::number(ms)));
    QTest::qWait(50);
    QVERIFY(!called);
}

void TstSshWorker::endsWhileConnecting() {
    QTcpServer silent; // accepts, never says a word
    QVERIFY(silent.listen(QHostAddress(QStringLiteral("127.0.0.2")), 0));
    ConnectSettings settings = m_settings;
    settings.port = silent.serverPort();
    const qint64 ms = msToDestroy([&](HostWorker& worker) {
        worker.open(settings, this, [](const auto&) {});
        QTest::qWait(200);
    });
    QVERIFY2(ms < 500, qPrintable(QString::number(ms)));
}

void TstSshWorker::endsWithJobThatIgnoresItsToken() {
    std::atomic_bool over{false};
    const qint64 ms = msToDestroy([&](HostWorker& worker) {
        worker.post([&](RemoteHost&, const CancelToken&) {
            QThread::msleep(2500);
            over = true;
        });
        QTest::qWait(100);
    });
    QVERIFY2(ms < 1200, qPrintable(QString::number(ms)));
    QTRY_VERIFY_WITH_TIMEOUT(over, 30'000);
}

void TstSshWorker::progressFromInsideAJob() {
    HostWorker worker;
    QVector<int> seen;
    const auto deliver = worker.deliverTo(this);
    const auto r = wait<int>(worker, [&](RemoteHost&, const CancelToken&) {
        for (int i = 0; i < 3; ++i)
            deliver([&seen, i] { seen << i; });
        return 0;
    });
    QVERIFY(r);
    QCOMPARE(seen, (QVector<int>{0, 1, 2}));
}

QTEST_GUILESS_MAIN(TstSshWorker)
#include "tst_ssh_worker.moc"
