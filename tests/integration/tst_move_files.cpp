#include "support/test_sshd.h"
#include "support/tree_hash.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace df;
using namespace df::test;

namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

bool put(const QString& path, const QByteArray& text) {
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

QByteArray contents(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// What came from another server changes places with what is here, and back, wherever it was cut off.
class TestMoveFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void comesInAndGoesBack();
    void theReleasesOwnNamesStay();
    void aFolderThatIsNotHereComesWhole();
    void isFinishedWhereverItWasCut_data();
    void isFinishedWhereverItWasCut();
    void goesToAnotherFileSystem();

private:
    bool helper(const QStringList& arguments, QByteArray* said = nullptr);
    bool list(const QByteArray& paths, const QByteArray& stays = {});
    bool move(const char* direction);
    QString path(const char* name) const { return m_dir->filePath(S(name)); }

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_come;
};

void TestMoveFiles::init() {
    m_dir = std::make_unique<QTemporaryDir>();
    m_come = path("come");
    for (const QString& from : {S(":/df/remote/run"), S(":/df/remote/env")}) {
        QDirIterator it(from, {S("*.php")}, QDir::Files);
        while (it.hasNext()) {
            const QString file = it.next();
            QVERIFY(QFile::copy(file, m_dir->filePath(it.fileName())));
        }
    }
    QVERIFY(put(path("root/storage/app/mine.txt"), "the new one's"));
    QVERIFY(put(path("root/storage/app/both.txt"), "the new one's"));
    QVERIFY(put(path("root/storage/app/.gitignore"), "*"));
    QVERIFY(put(path("come/storage/app/both.txt"), "the old one's"));
    QVERIFY(put(path("come/storage/app/docs/a\nb.pdf"), "odd name"));
    QVERIFY(put(path("come/storage/app/.gitignore"), "old"));
}

bool TestMoveFiles::helper(const QStringList& arguments, QByteArray* said) {
    QByteArray out;
    return runLocal(S("php"), QStringList{path("df.php")} + arguments, {}, said ? said : &out);
}

bool TestMoveFiles::list(const QByteArray& paths, const QByteArray& stays) {
    return put(path("paths"), paths) && put(path("stays"), stays) &&
           helper({S("move-list"), path("root"), m_come, path("paths"), path("stays"), path("list")});
}

bool TestMoveFiles::move(const char* direction) {
    return helper({S("move"), path("root"), m_come, path("aside"), path("list"), path("journal"),
                   QString::fromLatin1(direction)});
}

void TestMoveFiles::comesInAndGoesBack() {
    const auto before = treeOf(path("root"));
    QVERIFY(list("storage/app", QByteArray("storage/app/.gitignore")));
    QVERIFY(move("forward"));
    QCOMPARE(contents(path("root/storage/app/both.txt")), QByteArray("the old one's"));
    QCOMPARE(contents(path("root/storage/app/docs/a\nb.pdf")), QByteArray("odd name"));
    QCOMPARE(contents(path("root/storage/app/mine.txt")), QByteArray("the new one's"));
    QCOMPARE(contents(path("aside/storage/app/both.txt")), QByteArray("the new one's"));
    const auto moved = treeOf(path("root"));
    QVERIFY(move("forward")); // once more changes nothing
    QCOMPARE(treeOf(path("root")), moved);
    QVERIFY(move("back"));
    QCOMPARE(treeOf(path("root")), before);
    QVERIFY(move("back"));
    QCOMPARE(treeOf(path("root")), before);
    QVERIFY(move("forward")); // tried again after a way back
    QCOMPARE(treeOf(path("root")), moved);
}

void TestMoveFiles::theReleasesOwnNamesStay() {
    QVERIFY(put(path("root/storage/app/deep/system.sqlite"), "live"));
    QVERIFY(put(path("come/storage/app/deep/system.sqlite"), "old"));
    QVERIFY(put(path("come/storage/app/deep/other.sqlite"), "service"));
    QVERIFY(list("storage/app", QByteArray("storage/app/.gitignore\0storage/app/deep/system.sqlite", 53)));
    QVERIFY(move("forward"));
    QCOMPARE(contents(path("root/storage/app/.gitignore")), QByteArray("*"));
    QCOMPARE(contents(path("root/storage/app/deep/system.sqlite")), QByteArray("live"));
    QCOMPARE(contents(path("root/storage/app/deep/other.sqlite")), QByteArray("service"));
}

void TestMoveFiles::aFolderThatIsNotHereComesWhole() {
    QVERIFY(put(path("come/certs/tls/key.pem"), "key"));
    const auto before = treeOf(path("root"));
    QVERIFY(list("certs"));
    QCOMPARE(contents(path("list")), QByteArray("certs"));
    QVERIFY(move("forward"));
    QCOMPARE(contents(path("root/certs/tls/key.pem")), QByteArray("key"));
    QVERIFY(move("back"));
    QCOMPARE(treeOf(path("root")), before);
}

void TestMoveFiles::isFinishedWhereverItWasCut_data() {
    QTest::addColumn<QString>("cut");
    QTest::newRow("put aside, not come in")
        << S("mkdir -p aside/storage/app && mv root/storage/app/both.txt aside/storage/app/");
    QTest::newRow("half a copy beside the place")
        << S("mkdir -p aside/storage/app && echo half > aside/storage/app/both.txt.df-part");
    QTest::newRow("come in, the source half erased") << S(
        "mkdir -p aside/storage/app && mv root/storage/app/both.txt aside/storage/app/ && cp -r "
        "come/storage/app/docs root/storage/app/ && "
        "printf 'copied\\t%s\\n' \"$(printf %s \"$PWD/come/storage/app/docs\" | base64 -w0)\" >> journal");
}

void TestMoveFiles::isFinishedWhereverItWasCut() {
    QFETCH(QString, cut);
    const auto before = treeOf(path("root"));
    QVERIFY(list("storage/app", QByteArray("storage/app/.gitignore")));
    QVERIFY(runLocal(S("sh"), {S("-ec"), S("cd \"$0\"; ") + cut, m_dir->path()}));
    QVERIFY(move("forward"));
    QCOMPARE(contents(path("root/storage/app/both.txt")), QByteArray("the old one's"));
    QCOMPARE(contents(path("root/storage/app/docs/a\nb.pdf")), QByteArray("odd name"));
    QVERIFY(move("back"));
    QCOMPARE(treeOf(path("root")), before);
    QCOMPARE(contents(path("come/storage/app/docs/a\nb.pdf")), QByteArray("odd name"));
}

/// Memory is one on every Linux.
void TestMoveFiles::goesToAnotherFileSystem() {
    QTemporaryDir elsewhere(S("/dev/shm/df-move-XXXXXX"));
    QVERIFY(elsewhere.isValid());
    QVERIFY(runLocal(S("cp"), {S("-a"), path("come/storage"), elsewhere.path()}));
    m_come = elsewhere.path();
    const auto before = treeOf(path("root"));
    QVERIFY(list("storage/app", QByteArray("storage/app/.gitignore")));
    QVERIFY(move("forward"));
    QCOMPARE(contents(path("root/storage/app/docs/a\nb.pdf")), QByteArray("odd name"));
    QVERIFY(!QFile::exists(elsewhere.filePath(S("storage/app/docs"))));
    QVERIFY(move("back"));
    QCOMPARE(treeOf(path("root")), before);
    QVERIFY(QFile::exists(elsewhere.filePath(S("storage/app/docs"))));
}

QTEST_GUILESS_MAIN(TestMoveFiles)
#include "tst_move_files.moc"
