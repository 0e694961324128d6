// What comes from the old server has to pass a new one that wants a second factor on each line: it is asked
// for, once.
#include "flow/move/delivery_step.h"
#include "support/test_account.h"
#include "support/transfer_case.h"

#include <QtTest>

using namespace df;
using namespace df::test;

class TstDeliveryAsks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void answered();
    void wrongAnswer();
    void givenUp();
    void stoppedWhileAsked();

private:
    [[nodiscard]] DeliveryStep::Job job();
    [[nodiscard]] QByteArray arrived() const;

    std::unique_ptr<TestAccount> m_account;
    std::unique_ptr<TransferCase> m_case;
    std::unique_ptr<DeliveryStep> m_step;
};

void TstDeliveryAsks::init() {
    m_account = std::make_unique<TestAccount>(QStringLiteral("factor"));
    QVERIFY(m_account->isReady());
    QVERIFY(runLocal(QStringLiteral("install"),
                     {QStringLiteral("-d"), QStringLiteral("-m700"), QStringLiteral("-o"), m_account->name(),
                      m_account->home() + QStringLiteral("/in")}));
    m_case = std::make_unique<TransferCase>();
    m_case->newServer.addConfig(QStringLiteral("AuthenticationMethods publickey,keyboard-interactive"));
    QVERIFY(m_case->start());
    m_case->write(QStringLiteral("file"), QByteArray(20'000'000, 'x'));
    m_step = std::make_unique<DeliveryStep>();
}

void TstDeliveryAsks::cleanup() {
    m_step.reset();
    m_case.reset();
    m_account.reset();
}

DeliveryStep::Job TstDeliveryAsks::job() {
    const auto settings = [](TestSshd& server, const QString& user) {
        ConnectSettings to = server.keySettings(user, server.addKeyUser(user));
        to.rights = Rights::None; // sudo isn't what is asked for here
        return to;
    };
    Parcel parcel;
    parcel.id = QStringLiteral("file");
    parcel.source = m_case->root() + QStringLiteral("/file");
    DeliveryStep::Job job;
    job.round = 1;
    job.parcels = {parcel};
    job.trip.folder = m_account->home() + QStringLiteral("/in");
    job.trip.patience = std::chrono::seconds(10);
    job.oldTitle = QStringLiteral("old");
    job.newTitle = QStringLiteral("new");
    job.toOld = settings(m_case->oldServer, currentUser());
    job.toNew = settings(m_case->newServer, m_account->name());
    job.intoOld = job.intoNew = [](const OpenLine& line) { return line; };
    job.oldEnd = job.newEnd = {TransferCase::php(), m_case->root(), Privilege::SignedInUser};
    return job;
}

QByteArray TstDeliveryAsks::arrived() const {
    QFile file(m_account->home() + QStringLiteral("/in/file"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TstDeliveryAsks::answered() {
    m_step->deliver(job());
    QTRY_VERIFY_WITH_TIMEOUT(m_step->question(), 60'000);
    QCOMPARE(m_step->state(), StateWord::NeedsYou);
    QVERIFY2(m_step->question()->instruction.startsWith(QLatin1String("new")),
             qPrintable(m_step->question()->instruction));
    QCOMPARE(m_step->question()->items.size(), 1);
    m_step->answer({Secret(m_account->password())});
    QVERIFY(!m_step->question());
    QTRY_COMPARE_WITH_TIMEOUT(m_step->state(), StateWord::Done, 60'000);
    QCOMPARE(arrived().size(), 20'000'000);
}

void TstDeliveryAsks::wrongAnswer() {
    m_step->deliver(job());
    QTRY_VERIFY_WITH_TIMEOUT(m_step->question(), 60'000);
    m_step->answer({Secret(QByteArray("not the password"))});
    // asked again, as often as that server allows
    QTRY_VERIFY_WITH_TIMEOUT(m_step->question() || m_step->state() == StateWord::Failed, 60'000);
    if (m_step->question())
        m_step->answer({});
    QTRY_COMPARE_WITH_TIMEOUT(m_step->state(), StateWord::Failed, 60'000);
    QVERIFY(m_step->error()->code == ErrorCode::SignInRefused);
    m_step->deliver(job()); // "Bring them again"
    QTRY_VERIFY_WITH_TIMEOUT(m_step->question(), 60'000);
    m_step->answer({Secret(m_account->password())});
    QTRY_COMPARE_WITH_TIMEOUT(m_step->state(), StateWord::Done, 60'000);
}

void TstDeliveryAsks::givenUp() {
    m_step->deliver(job());
    QTRY_VERIFY_WITH_TIMEOUT(m_step->question(), 60'000);
    m_step->answer({});
    QTRY_COMPARE_WITH_TIMEOUT(m_step->state(), StateWord::Failed, 60'000);
    QVERIFY(m_step->error()->code == ErrorCode::SignInRefused);
    QVERIFY(arrived().isEmpty());
}

/// Nobody has to answer for it to end.
void TstDeliveryAsks::stoppedWhileAsked() {
    m_step->deliver(job());
    QTRY_VERIFY_WITH_TIMEOUT(m_step->question(), 60'000);
    m_step->stop();
    QVERIFY(!m_step->question());
    QCOMPARE(m_step->state(), StateWord::NotStarted);
    m_step->deliver(job()); // waits for the thread before
    QTRY_VERIFY_WITH_TIMEOUT(m_step->question(), 60'000);
    m_step.reset();
}

QTEST_MAIN(TstDeliveryAsks)
#include "tst_delivery_asks.moc"
