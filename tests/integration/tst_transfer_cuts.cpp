#include "support/delay_relay.h"
#include "support/result_text.h"
#include "support/transfer_case.h"

#include <QDir>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QTest>

#include <csignal>

using namespace df;
using namespace df::test;

/// The line breaks at many points; what arrives is whole, and little is sent twice. DF_BIG_TRANSFER=2000 sets
/// the megabytes of the big file.
class TstTransferCuts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void oneBigFile_data();
    void oneBigFile();
    void farAway_data();
    void farAway();
    void manySmallFiles_data();
    void manySmallFiles();
    void anotherCourier();
    void nobodyComesBack();
    void receiverWasKilled();
    void damagedMeanwhile();
    void changedMeanwhile();

private:
    enum Line { Old = 1, New = 2, Both = Old | New, Newest = 4 };
    void cut(int lines) const;
    Trip cutting(int lines, const QList<qint64>& at);
    QByteArray sumsOf(const QString& folder) const { return TransferCase::listing(folder); }

    std::unique_ptr<TransferCase> m_case;
    std::unique_ptr<Courier> m_courier;
    int m_done = 0; ///< cuts
};

constexpr qint64 mega = 1024 * 1024;

void TstTransferCuts::init() {
    m_case = std::make_unique<TransferCase>();
    QVERIFY(m_case->start());
    m_courier = m_case->courier();
    m_done = 0;
}

void TstTransferCuts::cleanup() {
    m_courier.reset();
    m_case.reset();
}

void TstTransferCuts::cut(int lines) const {
    if (lines & Old)
        m_case->oldServer.killConnections();
    if (lines & New)
        m_case->newServer.killConnections();
}

/// Breaks the lines when so many bytes have arrived, each once.
Trip TstTransferCuts::cutting(int lines, const QList<qint64>& at) {
    Trip trip = m_case->trip();
    trip.progress = [this, lines, at](const TransferProgress& p) {
        if (m_done < at.size() && p.bytesDone >= at[m_done]) {
            ++m_done;
            cut(lines);
        }
    };
    return trip;
}

void TstTransferCuts::oneBigFile_data() {
    QTest::addColumn<int>("lines");
    QTest::newRow("old") << int(Old);
    QTest::newRow("new") << int(New);
    QTest::newRow("both") << int(Both);
}

void TstTransferCuts::oneBigFile() {
    QFETCH(int, lines);
    const qint64 megabytes =
        qEnvironmentVariableIsSet("DF_BIG_TRANSFER") ? qEnvironmentVariableIntValue("DF_BIG_TRANSFER") : 120;
    QVERIFY(runLocal(QStringLiteral("sh"),
                     {QStringLiteral("-c"),
                      QStringLiteral("head -c %1 /dev/urandom > \"$1/big\"").arg(megabytes * mega + 4321),
                      QStringLiteral("sh"), m_case->root()}));
    QList<qint64> at;
    for (int i = 0; i < 7; ++i)
        at << 1 + megabytes * mega * i / 8;
    Trip trip = cutting(lines, at);
    trip.bytesPerSecond = megabytes * mega / 6; // slow enough to be cut in the middle
    const auto d = m_courier->carry(TransferCase::files({QStringLiteral("big")}), trip, {});
    QVERIFY2(d, qPrintable(why(d)));
    QVERIFY2(d->cuts >= 2, qPrintable(QString::number(d->cuts)));
    QCOMPARE(sumsOf(m_case->in() + QStringLiteral("/files")), sumsOf(m_case->root()));
    // At each cut a piece of one block at most, and nothing else
    qInfo("%d cuts, %lld bytes sent again", d->cuts, d->bytesSentAgain);
    QCOMPARE(d->bytesSent - d->bytesSentAgain, megabytes * mega + 4321);
    QVERIFY2(d->bytesSentAgain <= d->cuts * mega / 4, qPrintable(QString::number(d->bytesSentAgain)));
}

/// Several lines carry the stream then; all of them break, or one.
void TstTransferCuts::farAway_data() {
    oneBigFile_data();
    QTest::newRow("one of several") << int(Newest);
}

void TstTransferCuts::farAway() {
    QFETCH(int, lines);
    const TestSshd &oldServer = m_case->oldServer, &newServer = m_case->newServer;
    DelayRelay toOld(oldServer.address(), oldServer.port(), 25);
    DelayRelay toNew(newServer.address(), newServer.port(), 25);
    m_courier = m_case->courierBy([&](ConnectSettings& s) {
        s.port = s.port == oldServer.port() && s.host == oldServer.address() ? toOld.port() : toNew.port();
        s.host = QStringLiteral("127.0.0.1");
    });
    const qint64 bytes = 200 * mega + 4321;
    QVERIFY(runLocal(QStringLiteral("sh"),
                     {QStringLiteral("-c"), QStringLiteral("head -c %1 /dev/urandom > \"$1/big\"").arg(bytes),
                      QStringLiteral("sh"), m_case->root()}));
    Trip trip = cutting(lines, {60 * mega, 120 * mega});
    trip.progress = [&, cut = trip.progress](const TransferProgress& p) {
        const int before = m_done;
        cut(p);
        if (lines == Newest && m_done > before)
            toNew.cutNewest();
    };
    const auto d = m_courier->carry(TransferCase::files({QStringLiteral("big")}), trip, {});
    m_courier.reset();
    QVERIFY2(d, qPrintable(why(d)));
    QCOMPARE(m_done, 2);
    QVERIFY2(toNew.connections() >= 3, qPrintable(QString::number(toNew.connections())));
    QCOMPARE(sumsOf(m_case->in() + QStringLiteral("/files")), sumsOf(m_case->root()));
    qInfo("%d cuts, %d lines, %lld bytes sent again", d->cuts, toNew.connections(), d->bytesSentAgain);
    QCOMPARE(d->bytesSent - d->bytesSentAgain, bytes);
    QVERIFY2(d->bytesSentAgain <= m_done * mega / 4, qPrintable(QString::number(d->bytesSentAgain)));
}

void TstTransferCuts::manySmallFiles_data() { oneBigFile_data(); }

void TstTransferCuts::manySmallFiles() {
    QFETCH(int, lines);
    const QString make = QStringLiteral("cd \"$1\" && mkdir -p s/t/u && head -c 60000000 /dev/urandom | "
                                        "split -b 20000 -a 4 - s/t/u/f && ln -s u s/t/l && chmod 700 s/t");
    QVERIFY(
        runLocal(QStringLiteral("sh"), {QStringLiteral("-c"), make, QStringLiteral("sh"), m_case->root()}));
    Trip trip = cutting(lines, {1, 5 * mega, 12 * mega, 13 * mega, 25 * mega, 40 * mega});
    trip.bytesPerSecond = 12 * mega;
    const auto d = m_courier->carry(TransferCase::files({QStringLiteral("s")}), trip, {});
    QVERIFY2(d, qPrintable(why(d)));
    QVERIFY(d->cuts >= 1);
    QCOMPARE(sumsOf(m_case->in() + QStringLiteral("/files")), sumsOf(m_case->root()));
    QVERIFY2(d->bytesSent <= 60'000'000 + d->cuts * mega, qPrintable(QString::number(d->bytesSent)));
}

/// The wizard was closed, and begins again.
void TstTransferCuts::anotherCourier() {
    QVERIFY(runLocal(QStringLiteral("sh"),
                     {QStringLiteral("-c"), QStringLiteral("head -c 40000000 /dev/urandom > \"$1/big\""),
                      QStringLiteral("sh"), m_case->root()}));
    CancelSource source;
    Trip trip = m_case->trip();
    trip.bytesPerSecond = 10 * mega;
    qint64 reached = 0;
    trip.progress = [&](const TransferProgress& p) {
        reached = p.bytesDone;
        if (p.bytesDone > 15 * mega)
            source.cancel();
    };
    QVERIFY(!m_courier->carry(TransferCase::files({QStringLiteral("big")}), trip, source.token()));
    m_courier = m_case->courier();
    const auto d = m_courier->carry(TransferCase::files({QStringLiteral("big")}), m_case->trip(), {});
    QVERIFY2(d, qPrintable(why(d)));
    QVERIFY2(d->bytesSent <= 40'000'000 - reached + mega, qPrintable(QString::number(d->bytesSent)));
    QCOMPARE(sumsOf(m_case->in() + QStringLiteral("/files")), sumsOf(m_case->root()));
}

void TstTransferCuts::nobodyComesBack() {
    m_case->write(QStringLiteral("a"), QByteArray(20 * mega, 'a'));
    Trip trip = m_case->trip();
    trip.patience = std::chrono::seconds(1);
    trip.bytesPerSecond = 5 * mega;
    trip.progress = [this](const TransferProgress& p) {
        if (p.bytesDone > 3 * mega && m_done++ == 0)
            m_case->newServer.stop();
    };
    const auto d = m_courier->carry(TransferCase::files({QStringLiteral("a")}), trip, {});
    QCOMPARE(codeOf(d), QStringLiteral("connection-lost"));
    QVERIFY(d.error().facts.value(0).contains(m_case->newServer.address()));
    QVERIFY(m_case->newServer.start());
    const auto again = m_courier->carry(TransferCase::files({QStringLiteral("a")}), m_case->trip(), {});
    QVERIFY2(again, qPrintable(why(again)));
    QVERIFY(again->bytesSent < 18 * mega);
}

/// No word of how far it was: the journal and the blocks on the disk tell.
void TstTransferCuts::receiverWasKilled() {
    m_case->write(QStringLiteral("a"), QByteArray(30 * mega, 'a'));
    Trip trip = m_case->trip();
    trip.bytesPerSecond = 8 * mega;
    trip.progress = [this](const TransferProgress& p) {
        if (p.bytesDone > 8 * mega && m_done++ == 0) {
            QFile lock(m_case->in() + QStringLiteral("/files.lock"));
            QVERIFY(lock.open(QIODevice::ReadOnly));
            const int pid = lock.readAll().toInt();
            QVERIFY(pid > 1);
            ::kill(pid, SIGKILL);
            m_case->newServer.killConnections();
        }
    };
    const auto d = m_courier->carry(TransferCase::files({QStringLiteral("a")}), trip, {});
    QVERIFY2(d, qPrintable(why(d)));
    QCOMPARE(sumsOf(m_case->in() + QStringLiteral("/files")), sumsOf(m_case->root()));
}

void TstTransferCuts::damagedMeanwhile() {
    m_case->write(QStringLiteral("a"), QByteArray(30 * mega, 'a'));
    m_case->write(QStringLiteral("b"), "small");
    CancelSource source;
    Trip trip = m_case->trip();
    trip.bytesPerSecond = 8 * mega;
    trip.progress = [&](const TransferProgress& p) {
        if (p.bytesDone > 10 * mega)
            source.cancel();
    };
    const Parcel parcel = TransferCase::files({QStringLiteral("b"), QStringLiteral("a")});
    QVERIFY(!m_courier->carry(parcel, trip, source.token()));
    QFile now(m_case->in() + QStringLiteral("/files.part/now"));
    QVERIFY(now.open(QIODevice::ReadWrite));
    QVERIFY(now.seek(4 * mega + 17));
    now.write("damage");
    now.close();
    const auto d = m_courier->carry(parcel, m_case->trip(), {});
    QVERIFY2(d, qPrintable(why(d)));
    QCOMPARE(d->bytesSent, 26 * mega); // from the last good block on
    QCOMPARE(sumsOf(m_case->in() + QStringLiteral("/files")), sumsOf(m_case->root()));
}

void TstTransferCuts::changedMeanwhile() {
    m_case->write(QStringLiteral("a"), QByteArray(30 * mega, 'a'));
    CancelSource source;
    Trip trip = m_case->trip();
    trip.bytesPerSecond = 8 * mega;
    trip.progress = [&](const TransferProgress& p) {
        if (p.bytesDone > 10 * mega)
            source.cancel();
    };
    const Parcel parcel = TransferCase::files({QStringLiteral("a")});
    QVERIFY(!m_courier->carry(parcel, trip, source.token()));
    m_case->write(QStringLiteral("a"), "b" + QByteArray(30 * mega, 'a'));
    const auto d = m_courier->carry(parcel, m_case->trip(), {});
    QVERIFY2(d, qPrintable(why(d)));
    QCOMPARE(d->bytesSent, 30 * mega + 1);
    QCOMPARE(sumsOf(m_case->in() + QStringLiteral("/files")), sumsOf(m_case->root()));
}

QTEST_GUILESS_MAIN(TstTransferCuts)
#include "tst_transfer_cuts.moc"
