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

using Tree = QMap<QString, QString>;

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
    void whatIsMadeAnewMeanwhileGoes();
    void whatIsMountedIsNotReplaced();
    void goesToAnotherFileSystem();

private:
    bool helper(const QStringList& arguments, QByteArray* said = nullptr);
    bool list(const QByteArray& paths, const QByteArray& stays = {});
    bool move(const char* direction);
    /// Ended by force at its `at`-th change of a file system; false: it has fewer.
    bool cut(const char* direction, int at, bool layers);
    void lay(); ///< both sides anew
    void isThere(const char* what, int at);
    QStringList moving(const char* direction) const;
    QString path(const char* name) const { return m_dir->filePath(S(name)); }

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_come, m_aside;
    Tree m_before, m_came, m_moved;
};

void TestMoveFiles::init() {
    m_dir = std::make_unique<QTemporaryDir>();
    m_come = path("come");
    m_aside = path("aside");
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

QStringList TestMoveFiles::moving(const char* direction) const {
    return {path("df.php"), S("move"),    path("root"),    m_come,
            m_aside,        path("list"), path("journal"), QString::fromLatin1(direction)};
}

bool TestMoveFiles::move(const char* direction) { return runLocal(S("php"), moving(direction)); }

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
    QTest::addColumn<bool>("elsewhere");
    QTest::addColumn<bool>("layers");
    QTest::newRow("by renaming") << false << false;
    QTest::newRow("to another file system") << true << false;
    QTest::newRow("folders of a lower layer") << false << true;
}

void TestMoveFiles::lay() {
    for (const QString& old : {path("root"), m_come, m_aside})
        QDir(old).removeRecursively();
    for (const char* file : {"journal", "journal.had"})
        QFile::remove(path(file));
    const auto here = [this](const char* name) { return path("root/storage/app/") + S(name); };
    const auto come = [this](const char* name) { return m_come + S("/storage/app/") + S(name); };
    QVERIFY(put(here("mine.txt"), "mine") && put(here("both.txt"), "new") && put(here("docs/mine"), "new"));
    QVERIFY(put(come("both.txt"), "old") && put(come("docs/theirs"), "old") && put(come("more/it"), "old"));
    const QByteArray database("SQLite format 3\0", 16);
    QVERIFY(put(here("db"), database + "new") && put(here("db-wal"), "new") && put(come("db"), database));
    QVERIFY(QFile::link(S("nowhere"), here("link")) && QFile::link(S("elsewhere"), come("link")));
    QVERIFY(put(m_come + S("/certs/tls/key.pem"), "key"));
}

bool TestMoveFiles::cut(const char* direction, int at, bool layers) {
    QStringList arguments{S("LD_PRELOAD=" DF_CUT_SHORT), S("DF_CUT_AT=%1").arg(at)};
    if (layers)
        arguments << S("DF_CUT_LAYERS=1");
    QByteArray said;
    const bool whole = runLocal(S("env"), arguments << S("php") << moving(direction), {}, &said);
    [said] { QCOMPARE(said, QByteArray()); }(); // ended by force it says nothing
    return !whole;
}

/// "before" or "moved", with nothing lost and nothing left over on either side.
void TestMoveFiles::isThere(const char* what, int at) {
    const bool before = qstrcmp(what, "before") == 0;
    const QString wrong = differences(before ? m_before : m_moved, treeOf(path("root"))) +
                          (before ? differences(m_came, treeOf(m_come)) : QString());
    QVERIFY2(wrong.isEmpty(),
             qPrintable(S("not as %1 after a cut at %2: %3").arg(S(what)).arg(at).arg(wrong)));
}

/// At every single change of the file system, in both directions; then back, or on and back.
void TestMoveFiles::isFinishedWhereverItWasCut() {
    QFETCH(bool, elsewhere);
    QFETCH(bool, layers);
    QTemporaryDir memory(S("/dev/shm/df-move-XXXXXX"));
    if (elsewhere) {
        m_come = memory.filePath(S("come"));
        m_aside = memory.filePath(S("aside"));
    }
    lay();
    m_before = treeOf(path("root"));
    m_came = treeOf(m_come);
    QVERIFY(list(QByteArray("storage/app\0certs", 17)));
    QVERIFY(move("forward"));
    m_moved = treeOf(path("root"));
    QVERIFY(!m_moved.contains(S("storage/app/db-wal"))); // it would spoil the database that came
    for (const char* direction : {"forward", "back"}) {
        int at = 0;
        for (bool met = true; met && !QTest::currentTestFailed();) {
            ++at;
            for (const char* then : {"back", "forward"}) {
                lay();
                QVERIFY(qstrcmp(direction, "forward") == 0 || move("forward"));
                met = cut(direction, at, layers);
                QVERIFY(move(then));
                if (qstrcmp(then, "forward") == 0) {
                    isThere("moved", at);
                    QVERIFY(move("back"));
                }
                isThere("before", at);
            }
        }
        QVERIFY2(at > 20, qPrintable(QString::number(at))); // it was really cut
    }
}

/// A cut between the two halves of an exchange leaves the place empty, and something may fill it.
void TestMoveFiles::whatIsMadeAnewMeanwhileGoes() {
    lay();
    m_before = treeOf(path("root"));
    m_came = treeOf(m_come);
    QVERIFY(list("storage/app"));
    QVERIFY(move("forward"));
    m_moved = treeOf(path("root"));
    QVERIFY(move("back"));
    for (const char* then : {"forward", "back"}) {
        for (int at = 1; cut("forward", at, false); ++at) {
            for (const char* name : {"docs", "more"})
                if (QFile::exists(path("journal.had")))                 // begun
                    QDir().mkpath(path("root/storage/app/") + S(name)); // where it is still there: as it was
            QVERIFY(move(then));
            isThere(qstrcmp(then, "back") == 0 ? "before" : "moved", at);
            QVERIFY(move("back"));
            isThere("before", at);
            lay();
        }
        QVERIFY(move("back"));
    }
}

void TestMoveFiles::whatIsMountedIsNotReplaced() {
    if (!runsAsRoot())
        QSKIP("Only root may mount");
    lay();
    QVERIFY(put(path("stays"), "") && put(path("paths"), "storage/app"));
    const QString script =
        S("mount --make-rprivate /; mount -t tmpfs tmpfs root/storage/app/docs; : > "
          "root/storage/app/docs/volume; "
          "php df.php move-list \"$PWD/root\" \"$PWD/come\" paths stays list && "
          "php df.php move \"$PWD/root\" \"$PWD/come\" \"$PWD/aside\" list journal forward && "
          "test -f root/storage/app/docs/volume && cat root/storage/app/docs/theirs && "
          "php df.php move \"$PWD/root\" \"$PWD/come\" \"$PWD/aside\" list journal back && "
          "ls -A root/storage/app/docs");
    QByteArray said;
    QVERIFY2(runLocal(S("unshare"), {S("-m"), S("sh"), S("-ec"), S("cd \"$0\"; ") + script, m_dir->path()},
                      {}, &said),
             said.constData());
    QVERIFY2(said.endsWith("oldvolume\n"), said.constData());
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
