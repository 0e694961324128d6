// A sealed copy of .env: opened again by its key, and by nothing else.
#include "secrets/passphrase.h"
#include "secrets/sealed_file.h"

#include <QDir>
#include <QFile>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace df;

namespace {

constexpr int quick = 10; ///< scrypt's least, for tests that seal often
const QByteArray canary = "base64:Q0FOQVJZLWluLWEtc2VhbGVkLWZpbGU=";

Secret words(const char* text) { return Secret(QByteArray(text)); }

SealedContent sample() {
    SealedContent c;
    c.server = QStringLiteral("admin@old.example.com");
    c.path = QStringLiteral("/opt/dreamfactory/.env");
    c.takenAt = QDateTime(QDate(2026, 11, 23), QTime(12, 0), Qt::UTC);
    c.env = Secret("APP_KEY=" + canary + "\r\nDB_PASSWORD=\"s\xc3\xa4 $\"\n" + QByteArray(3, '\0') + "x");
    return c;
}

QByteArray sealedSample(SealedBy by = SealedBy::Passphrase) {
    const auto sealed = seal(sample(), by, words("AAAA-BBBB"), quick);
    return sealed ? *sealed : QByteArray();
}

QString reasonOf(const QByteArray& file, const Secret& key) {
    const auto opened = openSealed(file, key);
    return opened ? QStringLiteral("opened") : opened.error().facts.value(0);
}

/// All that an error says, to anybody.
QByteArray textOf(const Error& e) { return (e.what + e.detail + e.facts.join(u' ')).toUtf8(); }

} // namespace

class tst_sealed_file : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void thereAndBack();
    void atTheCostThatPeopleGet();
    void noTwoAreAlike();
    void everyByteCounts();
    void everyLengthCounts();
    void wrongKeys();
    void otherVersions();
    void aHeadThatAsksForMuchIsRefused();
    void passphrases();
    void typedAsPeopleType_data();
    void typedAsPeopleType();
    void onDisk();
    void whatIsNoFile();
};

void tst_sealed_file::thereAndBack() {
    for (const SealedBy by : {SealedBy::Passphrase, SealedBy::Keychain}) {
        const QByteArray file = sealedSample(by);
        const auto head = readSealedHead(file);
        QVERIFY(head);
        QVERIFY(head->by == by);
        QCOMPARE(head->id.size(), 32);
        const auto opened = openSealed(file, words("AAAA-BBBB"));
        QVERIFY(opened);
        QCOMPARE(opened->server, sample().server);
        QCOMPARE(opened->path, sample().path);
        QCOMPARE(opened->takenAt, sample().takenAt);
        QCOMPARE(opened->env.reveal(), sample().env.reveal());
        QVERIFY(!file.contains(canary) && !file.contains("old.example.com") && !file.contains("APP_KEY"));
    }
}

void tst_sealed_file::atTheCostThatPeopleGet() {
    const auto key = newPassphrase();
    QVERIFY(key);
    const auto file = seal(sample(), SealedBy::Passphrase, *key);
    QVERIFY(file);
    QCOMPARE(readSealedHead(*file)->cost, 17);
    QCOMPARE(openSealed(*file, *key)->env.reveal(), sample().env.reveal());
    SealedContent empty = sample();
    empty.env = {};
    const auto none = seal(empty, SealedBy::Keychain, *key);
    QVERIFY(none && openSealed(*none, *key)->env.isEmpty());
}

void tst_sealed_file::noTwoAreAlike() {
    const QByteArray one = sealedSample(), two = sealedSample();
    QVERIFY(readSealedHead(one)->keychainKey() != readSealedHead(two)->keychainKey());
    QVERIFY(one.mid(48) != two.mid(48));
}

/// With the sum at the end mended, too: then only GCM can tell.
void tst_sealed_file::everyByteCounts() {
    const QByteArray file = sealedSample();
    for (qsizetype i = 0; i < file.size(); ++i) {
        QByteArray changed = file;
        changed[i] = char(changed.at(i) ^ 0x01);
        const auto opened = openSealed(changed, words("AAAA-BBBB"));
        QVERIFY2(!opened, qPrintable(QString::number(i)));
        QVERIFY(!textOf(opened.error()).contains(canary));
        const QByteArray body = changed.chopped(32);
        const QByteArray mended = body + QCryptographicHash::hash(body, QCryptographicHash::Sha256);
        if (mended == file) // the change was in the sum itself
            continue;
        QVERIFY2(!openSealed(mended, words("AAAA-BBBB")), qPrintable(QString::number(i)));
    }
    QByteArray middle = file;
    middle[60] = char(middle.at(60) ^ 0x80);
    QCOMPARE(reasonOf(middle, words("AAAA-BBBB")), QStringLiteral("damaged"));
}

void tst_sealed_file::everyLengthCounts() {
    const QByteArray file = sealedSample();
    for (qsizetype i = 0; i < file.size(); ++i) {
        const QString reason = reasonOf(file.first(i), words("AAAA-BBBB"));
        QCOMPARE(reason, i < 8 ? QStringLiteral("not-ours") : QStringLiteral("cut-short"));
    }
    QCOMPARE(reasonOf(file + 'x', words("AAAA-BBBB")), QStringLiteral("damaged"));
    QCOMPARE(reasonOf({}, words("AAAA-BBBB")), QStringLiteral("not-ours"));
    QCOMPARE(reasonOf("APP_KEY=" + canary, words("AAAA-BBBB")), QStringLiteral("not-ours"));
}

void tst_sealed_file::wrongKeys() {
    const QByteArray file = sealedSample();
    for (const char* key : {"", "AAAA-BBBC", "AAAA-BBB", "aaaa-bbbb", "AAAA-BBBB "}) {
        const auto opened = openSealed(file, words(key));
        QVERIFY(!opened);
        QCOMPARE(opened.error().facts, QStringList{QStringLiteral("wrong-key")});
        QVERIFY(!textOf(opened.error()).contains("AAAA"));
    }
}

void tst_sealed_file::otherVersions() {
    QByteArray file = sealedSample();
    file[8] = 2;
    QCOMPARE(reasonOf(file, words("AAAA-BBBB")), QStringLiteral("other-version"));
}

/// A file from somewhere must not take the computer's memory.
void tst_sealed_file::aHeadThatAsksForMuchIsRefused() {
    QByteArray body = sealedSample().chopped(32);
    for (const int cost : {0, 9, 19, 40, 63, 64, 255}) {
        body[10] = char(cost);
        const QByteArray file = body + QCryptographicHash::hash(body, QCryptographicHash::Sha256);
        QCOMPARE(reasonOf(file, words("AAAA-BBBB")), QStringLiteral("damaged"));
    }
}

void tst_sealed_file::passphrases() {
    QSet<QByteArray> seen;
    QSet<char> signs;
    for (int i = 0; i < 500; ++i) {
        const auto p = newPassphrase();
        QVERIFY(p);
        const QByteArray text = p->reveal();
        QCOMPARE(text.size(), qsizetype(7 * 4 + 6));
        seen << text;
        for (const char c : text)
            signs << c;
        QCOMPARE(typedPassphrase(*p).reveal(), text);
    }
    QCOMPARE(seen.size(), qsizetype(500));
    QCOMPARE(signs.size(), qsizetype(33)); // 32 and the dash: five bits for each of 28
    QCOMPARE(newKeychainKey()->reveal().size(), qsizetype(44));
    QVERIFY(newKeychainKey()->reveal() != newKeychainKey()->reveal());
}

void tst_sealed_file::typedAsPeopleType_data() {
    QTest::addColumn<QByteArray>("typed");
    QTest::newRow("as printed") << QByteArray("A01B-CD1E-FG7H");
    QTest::newRow("small") << QByteArray("a01b-cd1e-fg7h");
    QTest::newRow("without dashes") << QByteArray("A01BCD1EFG7H");
    QTest::newRow("with spaces and a line end") << QByteArray(" A01B CD1E  FG7H\r\n");
    QTest::newRow("letters for digits") << QByteArray("aOlb-cdIe-fg7h");
}

void tst_sealed_file::typedAsPeopleType() {
    QFETCH(QByteArray, typed);
    QCOMPARE(typedPassphrase(Secret(typed)).reveal(), QByteArray("A01B-CD1E-FG7H"));
}

void tst_sealed_file::onDisk() {
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("old.dfsealed"));
    for (int i = 0; i < 2; ++i) { // also over a file that is there
        const mode_t before = umask(0);
        const auto written = writeForOwner(path, sealedSample());
        umask(before);
        QVERIFY(written);
        struct stat s = {};
        QCOMPARE(stat(QFile::encodeName(path).constData(), &s), 0);
        QCOMPARE(int(s.st_mode & 07777), 0600);
        const auto read = readSealedFile(path);
        QVERIFY(read);
        QCOMPARE(openSealed(*read, words("AAAA-BBBB"))->env.reveal(), sample().env.reveal());
    }
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).size(), qsizetype(1));
    const auto nowhere = writeForOwner(folder.filePath(QStringLiteral("no/such/x")), "x");
    QVERIFY(!nowhere && nowhere.error().code == ErrorCode::FileUnwritable);
}

void tst_sealed_file::whatIsNoFile() {
    const QTemporaryDir folder;
    QCOMPARE(readSealedFile(folder.filePath(QStringLiteral("none"))).error().facts.value(0),
             QStringLiteral("no-file"));
    QCOMPARE(readSealedFile(folder.path()).error().facts.value(0), QStringLiteral("no-file"));
    QCOMPARE(readSealedFile(QStringLiteral("/dev/zero")).error().facts.value(0), QStringLiteral("no-file"));
    const QString big = folder.filePath(QStringLiteral("big"));
    QFile file(big);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(mostSealedBytes + 1));
    QCOMPARE(readSealedFile(big).error().facts.value(0), QStringLiteral("too-big"));
}

QTEST_GUILESS_MAIN(tst_sealed_file)
#include "tst_sealed_file.moc"
