#include "support/fair_clock.h"
#include "support/result_text.h"
#include "support/transfer_case.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QStandardPaths>
#include <QTest>

#include <sys/stat.h>
#include <utime.h>

using namespace df;
using namespace df::test;

/// Files go from one SSH server to another and are the same there, whatever they are called.
class TstTransferFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void oneFile();
    void oddNamesModesLinks();
    void someOfATree();
    void absolutePaths();
    void linksThatWereChosen();
    void holes();
    void accessLists();
    void secondDelivery();
    void manySmallFiles();
    void deliveredBefore();
    void whatIsWrong_data();
    void whatIsWrong();
    void cancelled();
    void onlyRead();
    void sqliteOfServices();
    void limited();
    void copyHere();
    void copyThatCantBe();
    void changesWhileItIsRead();

private:
    Delivered carry(const Parcel& parcel);
    static QByteArray random(qsizetype bytes);
    void age(const QString& path, int seconds) const;

    std::unique_ptr<TransferCase> m_case;
    std::unique_ptr<Courier> m_courier;
};

void TstTransferFiles::init() {
    m_case = std::make_unique<TransferCase>();
    QVERIFY(m_case->start());
    m_courier = m_case->courier();
}

void TstTransferFiles::cleanup() {
    m_courier.reset();
    m_case.reset();
}

QByteArray TstTransferFiles::random(qsizetype bytes) {
    QByteArray data(bytes - bytes % 4, Qt::Uninitialized);
    QRandomGenerator::global()->fillRange(reinterpret_cast<quint32*>(data.data()), data.size() / 4);
    return data + QByteArray(bytes % 4, 'x');
}

void TstTransferFiles::age(const QString& path, int seconds) const {
    const time_t then = time(nullptr) - seconds;
    const utimbuf times{then, then};
    QCOMPARE(::utime(QFile::encodeName(m_case->root() + QLatin1Char('/') + path).constData(), &times), 0);
}

Delivered TstTransferFiles::carry(const Parcel& parcel) {
    const auto delivered = m_courier->carry(parcel, m_case->trip(), {});
    if (!delivered)
        qWarning("%s", qPrintable(why(delivered)));
    return delivered.value_or(Delivered{});
}

void TstTransferFiles::oneFile() {
    const QByteArray text = "APP_KEY=base64:abc\nX='a b'\n\xff\r\n";
    m_case->write(QStringLiteral(".env"), text);
    Parcel env;
    env.id = QStringLiteral("env");
    env.source = m_case->root() + QStringLiteral("/.env");
    const Delivered d = carry(env);
    QCOMPARE(m_case->read(QStringLiteral("env")), text);
    QCOMPARE(d.bytes, text.size());
    QCOMPARE(d.files, 1);
    QCOMPARE(d.hash, QString::fromLatin1(QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex()));
    QCOMPARE(m_case->read(QStringLiteral("env.done")),
             "sha256\t" + d.hash.toLatin1() + "\nbytes\t" + QByteArray::number(text.size()) + "\nfiles\t1\n");
    struct stat st {};
    QCOMPARE(::stat(QFile::encodeName(m_case->in() + QStringLiteral("/env")).constData(), &st), 0);
    QCOMPARE(int(st.st_mode & 07777), 0600);
    QVERIFY(!QFileInfo::exists(m_case->in() + QStringLiteral("/env.part")));
}

void TstTransferFiles::oddNamesModesLinks() {
    const QString make = QStringLiteral(R"sh(
        set -e; umask 022; cd "$1"; mkdir -p storage/app/empty storage/app/deep/er/still; cd storage/app
        printf a > 'with space'; printf b > "it's \"quoted\""; printf c > "$(printf 'new\nline')"; printf d > -rf
        printf e > "$(printf 'bad\377\376utf8')"; printf f > ümläut; printf g > '$HOME;`id`'; printf h > 'back\slash'
        : > nothing; printf i > 'php:stdin'; printf j > '*'; printf k > 123; printf l > .hidden; printf m > 'tab	in'
        ln -s ../../nowhere dangling; ln -s /etc/passwd out; ln -s deep inside; ln -s 'with space' "$(printf 'l\nk')"
        head -c 1048576 /dev/urandom > one-block; head -c 1048577 /dev/urandom > one-more; head -c 5000000 /dev/urandom > deep/er/big
        chmod 2775 deep; chmod 600 one-block; chmod 751 deep/er; chmod 751 ümläut; chmod 444 123; chmod 500 deep/er/still
        touch -d '2001-02-03 04:05:06' 'with space' deep/er/still; mkfifo pipe
    )sh");
    QVERIFY(
        runLocal(QStringLiteral("sh"), {QStringLiteral("-c"), make, QStringLiteral("sh"), m_case->root()}));
    const Delivered d = carry(TransferCase::files({QStringLiteral("storage/app")}));
    QCOMPARE(d.leftOut, QStringList{QStringLiteral("storage/app/pipe")});
    QVERIFY(QFile::remove(m_case->root() + QStringLiteral("/storage/app/pipe")));
    const QByteArray there = TransferCase::listing(m_case->root() + QStringLiteral("/storage/app"));
    const QByteArray here = TransferCase::listing(m_case->in() + QStringLiteral("/files/storage/app"));
    QCOMPARE(here, there);
    QVERIFY(there.size() > 2000);
    QVERIFY(QFileInfo::exists(m_case->in() + QStringLiteral("/files.done")));
    QVERIFY(QFileInfo(m_case->in() + QStringLiteral("/files-abs")).isDir());
    QVERIFY(!QFileInfo::exists(m_case->in() + QStringLiteral("/files.part")));
}

void TstTransferFiles::someOfATree() {
    for (const char* name : {"storage/app/a", "storage/logs/x.log", "storage/databases/db.sqlite", "custom/c",
                             "storage/databases/db.sqlite-wal", "storage/app/cache/y"})
        m_case->write(QLatin1String(name), name);
    Parcel parcel = TransferCase::files({QStringLiteral("storage"), QStringLiteral("custom/c")});
    parcel.leaveOut = QStringList{QStringLiteral("storage/logs"), QStringLiteral("storage/app/cache/"),
                                  m_case->root() + QStringLiteral("/storage/databases/db.sqlite"),
                                  m_case->root() + QStringLiteral("/storage/databases/db.sqlite-wal")};
    const Delivered d = carry(parcel);
    QCOMPARE(d.files, 2);
    QCOMPARE(m_case->read(QStringLiteral("files/storage/app/a")), QByteArray("storage/app/a"));
    QCOMPARE(m_case->read(QStringLiteral("files/custom/c")), QByteArray("custom/c"));
    QVERIFY(!QFileInfo::exists(m_case->in() + QStringLiteral("/files/storage/logs")));
    QVERIFY(QFileInfo(m_case->in() + QStringLiteral("/files/storage/databases")).isDir());
}

void TstTransferFiles::absolutePaths() {
    m_case->write(QStringLiteral("../srv/certs/key.pem"), "secret");
    const QString outside = QFileInfo(m_case->root() + QStringLiteral("/../srv/certs")).canonicalFilePath();
    const Delivered d = carry(TransferCase::files({outside}));
    QCOMPARE(d.files, 1);
    QCOMPARE(m_case->read(QStringLiteral("files-abs") + outside + QStringLiteral("/key.pem")),
             QByteArray("secret"));
}

void TstTransferFiles::secondDelivery() {
    const QByteArray big = random(3'000'000);
    for (const char* name : {"s/same", "s/changed", "s/gone", "s/dir/file", "s/touched", "s/became-link"})
        m_case->write(QLatin1String(name), QByteArray(name) + " first");
    m_case->write(QStringLiteral("s/big"), big);
    for (const char* name : {"s/same", "s/big", "s/touched"})
        age(QLatin1String(name), 100);
    const Parcel parcel = TransferCase::files({QStringLiteral("s")});
    QCOMPARE(carry(parcel).files, 7);

    m_case->write(QStringLiteral("s/changed"), "s/changed second");
    QVERIFY(QFile::remove(m_case->root() + QStringLiteral("/s/gone")));
    QVERIFY(QDir(m_case->root() + QStringLiteral("/s/dir")).removeRecursively());
    m_case->write(QStringLiteral("s/dir"), "a file now");
    QVERIFY(QFile::remove(m_case->root() + QStringLiteral("/s/became-link")));
    QVERIFY(QFile::link(QStringLiteral("same"), m_case->root() + QStringLiteral("/s/became-link")));
    m_case->write(QStringLiteral("s/new/er"), "new");
    age(QStringLiteral("s/touched"), 50);
    QVERIFY(QFile::setPermissions(m_case->root() + QStringLiteral("/s/same"), QFile::ReadOwner));
    QVERIFY(QFile::remove(m_case->in() + QStringLiteral("/files.done")));

    const Delivered d = carry(parcel);
    QCOMPARE(d.bytesSent, qint64(strlen("s/changed second") + strlen("a file now") + strlen("new")));
    QCOMPARE(TransferCase::listing(m_case->in() + QStringLiteral("/files/s")),
             TransferCase::listing(m_case->root() + QStringLiteral("/s")));
    QVERIFY(d.removed.contains(QStringLiteral("s/gone")));
    QCOMPARE(m_case->read(QStringLiteral("files/s/big")), big);
}

void TstTransferFiles::manySmallFiles() {
    const int count = 20'000;
    QVERIFY(runLocal(
        QStringLiteral("sh"),
        {QStringLiteral("-c"),
         QStringLiteral("mkdir -p \"$1/m\" && cd \"$1/m\" && seq 1 %1 | split -l 1 -a 5 - f").arg(count),
         QStringLiteral("sh"), m_case->root()}));
    QCOMPARE(carry(TransferCase::files({QStringLiteral("m")})).files, count);
    QCOMPARE(TransferCase::listing(m_case->in() + QStringLiteral("/files/m")),
             TransferCase::listing(m_case->root() + QStringLiteral("/m")));
    QVERIFY(QFile::remove(m_case->in() + QStringLiteral("/files.done")));
    QCOMPARE(carry(TransferCase::files({QStringLiteral("m")})).bytesSent, 0);
}

void TstTransferFiles::deliveredBefore() {
    m_case->write(QStringLiteral("s/a"), "a");
    const Parcel parcel = TransferCase::files({QStringLiteral("s")});
    const Delivered first = carry(parcel);
    QVERIFY(!first.before);
    m_case->write(QStringLiteral("s/b"), "b");
    const Delivered second = carry(parcel);
    QVERIFY(second.before);
    QCOMPARE(second.hash, first.hash);
    QVERIFY(!QFileInfo::exists(m_case->in() + QStringLiteral("/files/s/b")));
}

void TstTransferFiles::whatIsWrong_data() {
    QTest::addColumn<QString>("end");
    QTest::addColumn<QString>("reason");
    QTest::newRow("nothing there") << "old"
                                   << "missing";
    QTest::newRow("a way out") << "old"
                               << "bad-path";
    QTest::newRow("no folder to receive in") << "new"
                                             << "missing";
}

void TstTransferFiles::whatIsWrong() {
    const QString tag = QString::fromLatin1(QTest::currentDataTag());
    m_case->write(QStringLiteral("s/a"), "a");
    Trip trip = m_case->trip();
    Parcel parcel = TransferCase::files({QStringLiteral("s")});
    if (tag == QLatin1String("nothing there"))
        parcel.paths << QStringLiteral("not/there");
    if (tag == QLatin1String("a way out"))
        parcel.paths << QStringLiteral("s/../../x");
    if (tag == QLatin1String("no folder to receive in"))
        trip.folder += QStringLiteral("/nowhere");
    const auto d = m_courier->carry(parcel, trip, {});
    QCOMPARE(codeOf(d), QStringLiteral("transfer-failed"));
    QFETCH(QString, end);
    QFETCH(QString, reason);
    QCOMPARE(d.error().facts.mid(0, 2), (QStringList{end, reason}));
    QVERIFY(!d.error().facts.value(3).isEmpty());
    // and the courier goes on with the next one
    QCOMPARE(carry(TransferCase::files({QStringLiteral("s")})).files, 1);
}

void TstTransferFiles::cancelled() {
    m_case->write(QStringLiteral("big"), random(64 * 1024 * 1024));
    CancelSource source;
    Trip trip = m_case->trip();
    trip.bytesPerSecond = 8 * 1024 * 1024;
    FairClock clock;
    trip.progress = [&](const TransferProgress& p) {
        if (p.bytesDone > 3'000'000 && !source.token().cancelled()) {
            clock.start();
            source.cancel();
        }
    };
    const auto d = m_courier->carry(TransferCase::files({QStringLiteral("big")}), trip, source.token());
    QVERIFY2(clock.elapsed() <= 1000, qPrintable(QString::number(clock.elapsed())));
    QCOMPARE(codeOf(d), QStringLiteral("cancelled"));
    QVERIFY(!QFileInfo::exists(m_case->in() + QStringLiteral("/files.done")));
    const Delivered again = carry(TransferCase::files({QStringLiteral("big")}));
    QVERIFY2(again.bytesSent <= 62 * 1024 * 1024, qPrintable(QString::number(again.bytesSent)));
    QCOMPARE(TransferCase::listing(m_case->in() + QStringLiteral("/files")),
             TransferCase::listing(m_case->root()));
}

void TstTransferFiles::onlyRead() {
    for (const char* name : {"s/a", "s/b/c"})
        m_case->write(QLatin1String(name), name);
    const QByteArray before = TransferCase::listing(m_case->path(QStringLiteral("old server")));
    QCOMPARE(carry(TransferCase::files({QStringLiteral("s")})).files, 2);
    QCOMPARE(TransferCase::listing(m_case->path(QStringLiteral("old server"))), before);
}

void TstTransferFiles::sqliteOfServices() {
    const QString make =
        QStringLiteral("cd \"$1\" && for m in DELETE WAL; do php -r '$p = new PDO(\"sqlite:$argv[1].db\"); "
                       "$p->exec(\"PRAGMA journal_mode=$argv[1]\"); "
                       "$p->exec(\"CREATE TABLE t (x)\"); for ($i = 0; $i < 500; $i++) { $p->exec(\"INSERT "
                       "INTO t VALUES (hex(randomblob(200)))\"); } "
                       "if ($argv[1] === \"WAL\") { posix_kill(posix_getpid(), 9); }' $m; done; ls");
    QVERIFY(QDir().mkpath(m_case->root() + QStringLiteral("/s")));
    QByteArray names;
    QVERIFY(
        runLocal(QStringLiteral("sh"),
                 {QStringLiteral("-c"), make, QStringLiteral("sh"), m_case->root() + QStringLiteral("/s")},
                 {}, &names));
    QVERIFY2(names.contains("WAL.db-wal"), names.constData());
    const Delivered d = carry(TransferCase::files({QStringLiteral("s")}));
    QCOMPARE(d.files, 2); // the log is in the copy
    for (const char* name : {"DELETE.db", "WAL.db"}) {
        QByteArray count;
        QVERIFY(runLocal(
            QStringLiteral("php"),
            {QStringLiteral("-r"),
             QStringLiteral(
                 "echo (new PDO('sqlite:' . $argv[1]))->query('SELECT COUNT(*) FROM t')->fetchColumn();"),
             m_case->in() + QStringLiteral("/files/s/") + QLatin1String(name)},
            {}, &count));
        QCOMPARE(count, QByteArray("500"));
    }
}

void TstTransferFiles::limited() {
    m_case->write(QStringLiteral("big"), random(3'000'000));
    Trip trip = m_case->trip();
    trip.bytesPerSecond = 2'000'000;
    qint64 fastest = 0;
    trip.progress = [&](const TransferProgress& p) { fastest = std::max(fastest, p.bytesPerSecond); };
    QElapsedTimer clock;
    clock.start();
    const auto d = m_courier->carry(TransferCase::files({QStringLiteral("big")}), trip, {});
    QVERIFY2(d, qPrintable(why(d)));
    QVERIFY(clock.elapsed() >= 1200); // it can't be quicker, on any machine
}

/// The list of what can come along counts what is behind such a link, so that is what has to come.
void TstTransferFiles::linksThatWereChosen() {
    const QString elsewhere = m_case->path(QStringLiteral("elsewhere"));
    QVERIFY(QDir().mkpath(elsewhere + QStringLiteral("/data/below")));
    m_case->write(QStringLiteral("../../elsewhere/data/below/file"), "content");
    m_case->write(QStringLiteral("../../elsewhere/ca.pem"), "certificate");
    m_case->write(QStringLiteral("storage/keep"), "x");
    QVERIFY(QFile::link(QStringLiteral("below"), elsewhere + QStringLiteral("/data/inner")));
    const QString root = m_case->root();
    QVERIFY(QFile::link(elsewhere + QStringLiteral("/data"), root + QStringLiteral("/storage/app")));
    QVERIFY(QFile::link(QStringLiteral("../../elsewhere/ca.pem"), root + QStringLiteral("/ca.pem")));
    QVERIFY(QFile::link(QStringLiteral("nowhere"), root + QStringLiteral("/broken")));
    const Delivered d = carry(TransferCase::files(
        {QStringLiteral("storage/app"), QStringLiteral("ca.pem"), QStringLiteral("broken")}));
    QCOMPARE(d.files, 2);
    const QFileInfo app(m_case->in() + QStringLiteral("/files/storage/app"));
    QVERIFY(app.isDir() && !app.isSymLink());
    QCOMPARE(m_case->read(QStringLiteral("files/storage/app/below/file")), QByteArray("content"));
    QCOMPARE(QFile::symLinkTarget(app.filePath() + QStringLiteral("/inner")),
             app.filePath() + QStringLiteral("/below"));
    QVERIFY(!QFileInfo(m_case->in() + QStringLiteral("/files/ca.pem")).isSymLink());
    QCOMPARE(m_case->read(QStringLiteral("files/ca.pem")), QByteArray("certificate"));
    QVERIFY(QFileInfo(m_case->in() + QStringLiteral("/files/broken")).isSymLink());
}

/// They are neither sent nor filled.
void TstTransferFiles::holes() {
    QVERIFY(
        runLocal(QStringLiteral("sh"),
                 {QStringLiteral("-c"),
                  QStringLiteral("cd \"$1\" && mkdir s && echo begin > s/a && truncate -s 1500000001 s/a && "
                                 "echo end >> s/a && truncate -s 700000 s/b && truncate -s 524288 s/c"),
                  QStringLiteral("sh"), m_case->root()}));
    Trip trip = m_case->trip();
    trip.keepCopyIn = m_case->path(QStringLiteral("here"));
    const auto d = m_courier->carry(TransferCase::files({QStringLiteral("s")}), trip, {});
    QVERIFY2(d, qPrintable(why(d)));
    QCOMPARE(d->copyProblem, QString());
    QVERIFY2(d->bytesSent < 2'000'000, qPrintable(QString::number(d->bytesSent)));
    QCOMPARE(d->bytes, 1'500'000'005 + 700'000 + 524'288);
    QCOMPARE(TransferCase::listing(m_case->in() + QStringLiteral("/files")),
             TransferCase::listing(m_case->root()));
    for (const QString& folder : {m_case->in() + QStringLiteral("/files"), trip.keepCopyIn}) {
        QByteArray blocks;
        QVERIFY(runLocal(
            QStringLiteral("sh"),
            {QStringLiteral("-c"), QStringLiteral("du -sk \"$1\" | cut -f1"), QStringLiteral("sh"), folder},
            {}, &blocks));
        QVERIFY2(blocks.trimmed().toInt() < 3000, blocks.constData());
    }
}

/// They don't come along, and that is said.
void TstTransferFiles::accessLists() {
    if (QStandardPaths::findExecutable(QStringLiteral("setfacl")).isEmpty())
        QSKIP("no setfacl");
    m_case->write(QStringLiteral("s/plain"), "x");
    m_case->write(QStringLiteral("s/with space/shared"), "x");
    QVERIFY(runLocal(QStringLiteral("setfacl"), {QStringLiteral("-m"), QStringLiteral("u:nobody:r"),
                                                 m_case->root() + QStringLiteral("/s/with space/shared")}));
    const Delivered d = carry(TransferCase::files({QStringLiteral("s")}));
    QCOMPARE(d.files, 2);
    QCOMPARE(d.listed, QStringList{QFileInfo(m_case->root()).canonicalFilePath() +
                                   QStringLiteral("/s/with space/shared")});
}

void TstTransferFiles::copyHere() {
    const QByteArray big = random(2'500'000);
    m_case->write(QStringLiteral("s/big"), big);
    m_case->write(QStringLiteral("s/what: \"this\"?"), "odd");
    m_case->write(QStringLiteral("s/gone"), "soon");
    QVERIFY(QFile::link(QStringLiteral("/etc"), m_case->root() + QStringLiteral("/s/link")));
    Trip trip = m_case->trip();
    trip.keepCopyIn = m_case->path(QStringLiteral("here/copy"));
    const auto d = m_courier->carry(TransferCase::files({QStringLiteral("s")}), trip, {});
    QVERIFY2(d, qPrintable(why(d)));
    QCOMPARE(d->copyProblem, QString());
    const QString copy = d->copy + QStringLiteral("/files/s/");
    const auto text = [&](const QString& name) {
        QFile file(copy + name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    QVERIFY(text(QStringLiteral("big")) == big);
    QCOMPARE(text(QStringLiteral("what%3A %22this%22%3F")), QByteArray("odd"));
    QVERIFY(!QFileInfo::exists(copy + QStringLiteral("link")));
    QCOMPARE(QFile::permissions(copy + QStringLiteral("big")) & QFile::Permissions(0x77),
             QFile::Permissions());
    QFile links(d->copy + QStringLiteral("/files.links"));
    QVERIFY(links.open(QIODevice::ReadOnly));
    QCOMPARE(links.readAll(), QByteArray("s/link\t/etc\n"));

    QVERIFY(QFile::remove(m_case->root() + QStringLiteral("/s/gone")));
    m_case->write(QStringLiteral("s/more"), "more");
    QVERIFY(QFile::remove(m_case->in() + QStringLiteral("/files.done")));
    QVERIFY(m_courier->carry(TransferCase::files({QStringLiteral("s")}), trip, {}));
    QVERIFY(!QFileInfo::exists(copy + QStringLiteral("gone")));
    QCOMPARE(text(QStringLiteral("more")), QByteArray("more"));
    QVERIFY(text(QStringLiteral("big")) == big);
}

/// The transfer itself goes on.
void TstTransferFiles::copyThatCantBe() {
    m_case->write(QStringLiteral("s/a"), "a");
    m_case->write(QStringLiteral("in the way"), "");
    Trip trip = m_case->trip();
    trip.keepCopyIn = QStringLiteral("/proc/no/such/folder");
    const auto d = m_courier->carry(TransferCase::files({QStringLiteral("s")}), trip, {});
    QVERIFY2(d, qPrintable(why(d)));
    QVERIFY(!d->copyProblem.isEmpty());
    QCOMPARE(m_case->read(QStringLiteral("files/s/a")), QByteArray("a"));
}

void TstTransferFiles::changesWhileItIsRead() {
    m_case->write(QStringLiteral("s/still"), "still");
    m_case->write(QStringLiteral("s/busy"), random(30'000'000));
    QProcess writer;
    writer.start(QStringLiteral("sh"),
                 {QStringLiteral("-c"), QStringLiteral("while :; do printf x >> \"$1\"; sleep 0.01; done"),
                  QStringLiteral("sh"), m_case->root() + QStringLiteral("/s/busy")});
    QVERIFY(writer.waitForStarted());
    const auto d = m_courier->carry(TransferCase::files({QStringLiteral("s")}), m_case->trip(), {});
    writer.kill();
    writer.waitForFinished();
    QVERIFY2(d, qPrintable(why(d)));
    QCOMPARE(d->changed, QStringList{QStringLiteral("s/busy")});
    QVERIFY(QFile::remove(m_case->in() + QStringLiteral("/files.done")));
    const Delivered quiet = carry(TransferCase::files({QStringLiteral("s")}));
    QVERIFY(quiet.changed.isEmpty());
    QCOMPARE(TransferCase::listing(m_case->in() + QStringLiteral("/files")),
             TransferCase::listing(m_case->root()));
}

QTEST_GUILESS_MAIN(TstTransferFiles)
#include "tst_transfer_files.moc"
