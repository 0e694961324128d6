#include "transfer/incoming.h"
#include "transfer/keep_copy.h"
#include "transfer/parcels_for.h"
#include "transfer/spool.h"
#include "transfer/stripes.h"

#include <QTest>
#include <QtEndian>

#include <thread>

using namespace df;

/// The parts of a transfer that need no server: frames, the stream between two lines, owners, parcels.
class TstTransferParts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void framesHoweverTheyAreCut();
    void contentsThatArePassedOver();
    void framesThatAreNone_data();
    void framesThatAreNone();
    void entries_data();
    void entries();
    void spoolKeepsTheOrder();
    void spoolGoesBack();
    void spoolIsBounded();
    void spoolEnds();
    void stripesComeTogether();
    void stripesEnd();
    void holesCount();
    void whatIsSentAgain();
    void placesOfCopies_data();
    void placesOfCopies();
    void owners();
    void oneAccountForBoth();
    void parcels();
    void parcelsOfSqlite();
};

namespace {

QByteArray entry(const QByteArray& path, qint64 size, qint64 blocks = 0, const QByteArray& type = "f",
                 const QByteArray& space = "r") {
    return QList<QByteArray>{
        type,  "644", "web", "web", QByteArray::number(size), "1", "2", "3", QByteArray::number(blocks),
        space, path,  ""}
        .join('\0');
}

QByteArray data(qsizetype bytes) { return toBytes({'D', QByteArray(32, 's') + QByteArray(bytes, 'd')}); }

QByteArray all(Spool& spool, qsizetype most) {
    QByteArray out;
    for (auto taken = spool.take(most); !taken.bytes.isEmpty(); taken = spool.take(most))
        out += taken.bytes;
    return out;
}

} // namespace

void TstTransferParts::framesHoweverTheyAreCut() {
    const QList<Frame> frames{
        {'S', "{}"}, {'D', QByteArray(70'000, '\0')}, {'K', {}}, {'E', entry("a\nb", 5)}};
    QByteArray stream;
    for (const Frame& f : frames)
        stream += toBytes(f);
    for (const qsizetype piece : {qsizetype(1), qsizetype(3), qsizetype(4096), stream.size()}) {
        FrameReader reader;
        QList<Frame> got;
        for (qsizetype at = 0; at < stream.size(); at += piece) {
            reader.append(stream.mid(at, piece));
            while (const auto f = reader.next())
                got << *f;
        }
        QCOMPARE(got.size(), frames.size());
        for (qsizetype i = 0; i < got.size(); ++i) {
            QCOMPARE(got[i].type, frames[i].type);
            QCOMPARE(got[i].payload, frames[i].payload);
        }
        QVERIFY(reader.isEmpty());
        QVERIFY(!reader.broken());
    }
}

/// Contents that nobody wants are counted when all of them have passed, and the rest is as it would be
/// otherwise.
void TstTransferParts::contentsThatArePassedOver() {
    const QByteArray stream = toBytes({'D', QByteArray(70'000, 'x')}) + toBytes({'K', {}}) +
                              toBytes({'D', {}}) + toBytes({'D', "yz"}) + toBytes({'Z', "end"});
    for (const qsizetype piece : {qsizetype(1), qsizetype(4), qsizetype(32'768), stream.size()}) {
        FrameReader reader(FrameReader::Data::Counted);
        QByteArray types;
        QList<qsizetype> sizes;
        for (qsizetype at = 0; at < stream.size(); at += piece) {
            reader.append(stream.mid(at, piece));
            QCOMPARE(reader.isEmpty() && types.isEmpty(), false);
            while (const auto f = reader.next()) {
                types += f->type;
                sizes << f->size();
            }
            QVERIFY(at + piece >= 70'005 || types.isEmpty());
        }
        QCOMPARE(types, QByteArray("DKDDZ"));
        QCOMPARE(sizes, (QList<qsizetype>{70'000, 0, 0, 2, 3}));
        QVERIFY(reader.isEmpty() && !reader.broken());
        reader.append(QByteArray("y\0\0\0\0", 5));
        QVERIFY(!reader.next() && reader.broken());
    }
}

void TstTransferParts::framesThatAreNone_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("no such letter") << QByteArray("y\0\0\0\0", 5);
    QTest::newRow("too long") << QByteArray("D\x7f\xff\xff\xff", 5);
    QTest::newRow("a little too long") << QByteArray("D\x00\x05\x00\x01", 5);
    QTest::newRow("a banner") << QByteArray("Welcome to this server");
}

void TstTransferParts::framesThatAreNone() {
    QFETCH(QByteArray, bytes);
    FrameReader reader;
    reader.append(toBytes({'K', {}}) + bytes);
    QVERIFY(reader.next());
    QVERIFY(!reader.next());
    QVERIFY(reader.broken());
    reader.append(toBytes({'K', {}}));
    QVERIFY(!reader.next());
}

void TstTransferParts::entries_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("good");
    QTest::newRow("file") << entry("a", 5) << true;
    QTest::newRow("size not known") << entry("", -1, 3, "f", ".") << true;
    QTest::newRow("folder") << entry("a", 0, 0, "d") << true;
    QTest::newRow("too short") << QByteArray("f\0644", 5) << false;
    QTest::newRow("no type") << entry("a", 5, 0, "x") << false;
    QTest::newRow("no space") << entry("a", 5, 0, "f", "x") << false;
    QTest::newRow("negative") << entry("a", -2) << false;
    QTest::newRow("blocks before the beginning") << entry("a", 5, -1) << false;
    QTest::newRow("blocks beyond everything") << entry("a", 5, qint64(1) << 60) << false;
}

void TstTransferParts::entries() {
    QFETCH(QByteArray, text);
    QFETCH(bool, good);
    QCOMPARE(entryOf(text).has_value(), good);
}

void TstTransferParts::spoolKeepsTheOrder() {
    Spool spool(1000);
    QVERIFY(spool.put("abc", {}));
    QVERIFY(spool.put("defgh", {}));
    QCOMPARE(spool.take(2).bytes, QByteArray("ab"));
    QCOMPARE(all(spool, 3), QByteArray("cdefgh"));
    QVERIFY(spool.put("i", {}));
    QCOMPARE(all(spool, 100), QByteArray("i"));
}

void TstTransferParts::spoolGoesBack() {
    Spool spool(1000);
    for (const char* piece : {"abc", "def", "ghi"})
        QVERIFY(spool.put(piece, {}));
    QCOMPARE(spool.take(2).bytes, QByteArray("ab"));
    QCOMPARE(spool.take(3, "xy").bytes, QByteArray("xycde")); // behind what is there, across pieces
    spool.release(4);                                         // only whole pieces go
    for (const int from : {3, 4, 5, 6, 8, 9}) {
        QVERIFY2(spool.rewind(from), qPrintable(QString::number(from)));
        QCOMPARE(all(spool, 2), QByteArray("abcdefghi").mid(from));
    }
    QVERIFY(!spool.rewind(2));
    QVERIFY(!spool.rewind(10));
    spool.release(9);
    QVERIFY(spool.rewind(9));
    QVERIFY(!spool.rewind(8));
    QVERIFY(spool.put("jkl", {}));
    QCOMPARE(all(spool, 100), QByteArray("jkl"));
    spool.reset();
    QVERIFY(!spool.rewind(1));
    QVERIFY(spool.rewind(0));
}

void TstTransferParts::spoolIsBounded() {
    Spool spool(10);
    QVERIFY(spool.put(QByteArray(50, 'x'), {})); // one always fits
    CancelSource source;
    bool put = true;
    std::thread other([&] { put = spool.put("y", source.token()); });
    while (!spool.isFull())
        std::this_thread::yield();
    (void)spool.take(100);
    QVERIFY(spool.isFull()); // taken is not yet safe
    source.cancel();
    other.join();
    QVERIFY(!put);
    std::thread third([&] { put = spool.put("z", {}); });
    spool.release(50);
    third.join();
    QVERIFY(put);
    QCOMPARE(all(spool, 100), QByteArray("z"));
}

void TstTransferParts::spoolEnds() {
    Spool spool(10);
    QVERIFY(!spool.take(5).end);
    QVERIFY(spool.put("abcdef", {}));
    spool.end();
    QVERIFY(!spool.take(5).end);
    const auto last = spool.take(5);
    QVERIFY(last.end);
    QCOMPARE(last.bytes, QByteArray("f"));
    QVERIFY(spool.take(5).end);
}

/// As 14-lanes.php reads them: what the first line says, and the others' bytes.
void TstTransferParts::stripesComeTogether() {
    Spool spool(100'000'000);
    QByteArray sent;
    for (int i = 0; i < 400; ++i) {
        const QByteArray piece(32'000 + i, char('a' + i % 26));
        QVERIFY(spool.put(piece, {}));
        sent += piece;
    }
    Stripes stripes(spool);
    QVERIFY(stripes.forFirst().bytes.isEmpty()); // not fed yet
    QVERIFY(stripes.forSide(1).bytes.isEmpty());
    stripes.feed();
    QByteArray first = stripes.forFirst().bytes;
    QCOMPARE(uchar(first[0]), 255); // how far is it?
    QVERIFY(!stripes.roundTrip());
    stripes.answered();
    QVERIFY(stripes.roundTrip());
    first.remove(0, 5);
    QMap<int, QByteArray> sides;
    for (int i = 0; i < 60; ++i) {
        if (i % 3 == 0)
            first += stripes.forFirst().bytes;
        else
            sides[i % 3] += stripes.forSide(i % 3).bytes;
    }
    first += stripes.forFirst().bytes;
    QVERIFY(sides[1].size() > 1'000'000 && sides[2].size() > 1'000'000);
    QByteArray got;
    for (qsizetype at = 0; at < first.size();) {
        const int line = first[at];
        const auto length = qsizetype(qFromBigEndian<quint32>(first.constData() + at + 1));
        at += 5;
        QByteArray& from = line == 0 ? first : sides[line];
        got += from.mid(line == 0 ? at : 0, length);
        if (line == 0)
            at += length;
        else
            from.remove(0, length);
    }
    QVERIFY(got == sent);
}

/// Each line has its end; a new try forgets what was said for the last one.
void TstTransferParts::stripesEnd() {
    Spool spool(1000);
    QVERIFY(spool.put("abc", {}));
    Stripes stripes(spool);
    stripes.feed();
    QVERIFY(!stripes.forFirst().end);
    QVERIFY(!stripes.forSide(1).end);
    QVERIFY(spool.put("def", {}));
    spool.end();
    const InputPiece side = stripes.forSide(1);
    QCOMPARE(side.bytes, QByteArray("def"));
    QVERIFY(side.end);
    QVERIFY(stripes.forSide(2).end);
    const InputPiece first = stripes.forFirst();
    QCOMPARE(first.bytes, QByteArray("\x01\0\0\0\x03", 5));
    QVERIFY(first.end);
    stripes.reset();
    QVERIFY(spool.rewind(1));
    QVERIFY(stripes.forFirst().bytes.isEmpty());
    stripes.feed();
    QCOMPARE(stripes.forFirst().bytes.mid(5), QByteArray("\0\0\0\0\x05"
                                                         "bcdef",
                                                         10));
}

void TstTransferParts::holesCount() {
    QCOMPARE(holeOf("1"), transferBlock);
    QCOMPARE(holeOf("4096"), 4096 * transferBlock);
    for (const char* none : {"", "0", "-1", "4097", "x", "99999999999999999999"})
        QCOMPARE(holeOf(none), 0);
    Incoming incoming;
    incoming.begin();
    QVERIFY(incoming.look(toBytes({'E', entry("a", 10 * transferBlock)}) + toBytes({'O', "8"})));
    incoming.begin(); // it goes on one block before
    QVERIFY(incoming.look(toBytes({'E', entry("a", 10 * transferBlock, 7)})));
    QCOMPARE(incoming.seen().again, transferBlock);
    QCOMPARE(incoming.seen().bytes, 0);
}

void TstTransferParts::whatIsSentAgain() {
    constexpr qsizetype block = transferBlock;
    Incoming incoming;
    incoming.begin();
    const QByteArray small = toBytes({'E', entry("small", 3)}) + data(3) + toBytes({'Z', "x"});
    QVERIFY(incoming.look(small + toBytes({'E', entry("big", 5 * block)}) + data(block) + data(block) +
                          data(block / 2)));
    incoming.begin(); // the line was cut; the other end has two blocks
    QVERIFY(incoming.look(toBytes({'E', entry("other", 1)}) + data(1)));
    QCOMPARE(incoming.seen().again, 0);
    incoming.begin();
    QVERIFY(incoming.look(toBytes({'E', entry("other", 1)}) + data(1) + toBytes({'Z', "x"})));
    QCOMPARE(incoming.seen().again, 1);

    Incoming resumed;
    resumed.begin();
    QVERIFY(
        resumed.look(toBytes({'E', entry("big", 5 * block)}) + data(block) + data(block) + data(block / 2)));
    resumed.begin();
    QVERIFY(resumed.look(toBytes({'E', entry("big", 5 * block, 2)}) + data(block)));
    QCOMPARE(resumed.seen().again, block / 2);
    QCOMPARE(resumed.seen().bytes, 3 * block + block / 2);
    QVERIFY(!resumed.look("nonsense"));
}

void TstTransferParts::placesOfCopies_data() {
    QTest::addColumn<QByteArray>("space");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QString>("place");
    QTest::newRow("below the root") << QByteArray("r") << QByteArray("a/b c")
                                    << QStringLiteral("files/a/b c");
    QTest::newRow("absolute") << QByteArray("a") << QByteArray("srv/x") << QStringLiteral("files-abs/srv/x");
    QTest::newRow("the parcel") << QByteArray(".") << QByteArray("../x") << QStringLiteral("id");
    QTest::newRow("umlaut") << QByteArray("r") << QByteArray("\xc3\xbc") << QStringLiteral("files/\u00fc");
    QTest::newRow("no text") << QByteArray("r") << QByteArray("\xff") << QStringLiteral("files/%FF");
    QTest::newRow("drive") << QByteArray("r") << QByteArray("C:\\x") << QStringLiteral("files/C%3A%5Cx");
    QTest::newRow("new line") << QByteArray("r") << QByteArray("a\nb.") << QStringLiteral("files/a%0Ab%2E");
    QTest::newRow("out") << QByteArray("r") << QByteArray("a/../../x") << QString();
    QTest::newRow("root") << QByteArray("a") << QByteArray("/x") << QString();
    QTest::newRow("nothing") << QByteArray("r") << QByteArray("") << QString();
}

void TstTransferParts::placesOfCopies() {
    QFETCH(QByteArray, space);
    QFETCH(QByteArray, path);
    const auto e = entryOf(entry(path, 1, 0, "f", space));
    QVERIFY(e);
    QTEST(KeepCopy::placeOf(*e, QStringLiteral("id")), "place");
}

void TstTransferParts::owners() {
    Installation old, fresh;
    old.owner = QStringLiteral("deploy");
    old.group = QStringLiteral("deploy");
    old.webUser = QStringLiteral("apache");
    old.fpm.poolGroup = QStringLiteral("web");
    fresh.owner = QStringLiteral("dreamfactory");
    fresh.group = QStringLiteral("dreamfactory");
    fresh.webUser = QStringLiteral("www-data");
    const OwnerMap map = ownersFor(old, fresh);
    QCOMPARE(map.users.value(QStringLiteral("deploy")), QStringLiteral("dreamfactory"));
    QCOMPARE(map.users.value(QStringLiteral("apache")), QStringLiteral("www-data"));
    QCOMPARE(map.users.value(QStringLiteral("root")), QStringLiteral("root"));
    QCOMPARE(map.groups.value(QStringLiteral("web")), QStringLiteral("www-data"));
    QCOMPARE(map.groups.value(QStringLiteral("deploy")), QStringLiteral("dreamfactory"));
    QCOMPARE(map.user, QStringLiteral("dreamfactory"));
    QCOMPARE(map.group, QStringLiteral("dreamfactory"));
    QVERIFY(!map.users.contains(QString()));
    QVERIFY(ownersFor({}, fresh).users.size() == 1);
}

void TstTransferParts::oneAccountForBoth() {
    Installation old, fresh;
    old.owner = old.webUser = QStringLiteral("www-data");
    fresh.owner = QStringLiteral("deploy");
    fresh.webUser = QStringLiteral("nginx");
    QCOMPARE(ownersFor(old, fresh).users.value(QStringLiteral("www-data")), QStringLiteral("nginx"));
}

void TstTransferParts::parcels() {
    Installation old;
    old.path = QStringLiteral("/opt/df");
    old.database.engine = DatabaseEngine::MySql;
    old.database.dumpTool = QStringLiteral("/usr/bin/mariadb-dump");
    old.database.bytes = 77;
    QCOMPARE(parcelsFor(old, {}, {}).size(), 4);
    const auto parcels = parcelsFor(old, {}, {QStringLiteral("storage"), QStringLiteral("/srv/keys")});
    QStringList ids;
    for (const Parcel& p : parcels)
        ids << p.id;
    QCOMPARE(ids,
             (QStringList{QStringLiteral("env"), QStringLiteral("tables-before"), QStringLiteral("database"),
                          QStringLiteral("tables-after"), QStringLiteral("files")}));
    QCOMPARE(parcels[0].source, QStringLiteral("/opt/df/.env"));
    QCOMPARE(parcels[2].dumpTool, old.database.dumpTool);
    QCOMPARE(parcels[2].expectedBytes, 77);
    QVERIFY(parcels[4].leaveOut.contains(QStringLiteral("storage/logs")));
    QVERIFY(parcels[4].leaveOut.contains(QStringLiteral("storage/framework")));
    const auto logs = parcelsFor(old, {}, {QStringLiteral("storage/"), QStringLiteral("storage/logs/")});
    QVERIFY(!logs[4].leaveOut.contains(QStringLiteral("storage/logs")));
}

void TstTransferParts::parcelsOfSqlite() {
    Installation old;
    old.path = QStringLiteral("/opt/df");
    old.database.engine = DatabaseEngine::Sqlite;
    old.database.name = QStringLiteral("/opt/df/storage/databases/df.sqlite");
    const Parcel files = parcelsFor(old, {}, {QStringLiteral("storage")}).last();
    for (const char* suffix : {"", "-wal", "-shm", "-journal"})
        QVERIFY(files.leaveOut.contains(old.database.name + QLatin1String(suffix)));
}

QTEST_GUILESS_MAIN(TstTransferParts)
#include "tst_transfer_parts.moc"
