#include "run/old_print.h"
#include "support/local_host.h"
#include "support/result_text.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace df;
using namespace df::test;

namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

} // namespace

/// The old server's fingerprint: taken for real of a folder here, compared by value.
class TestOldPrint : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void isTheSameTwice();
    void noticesAFile();
    void maintenanceDoesNotCount();
    void theGuardOfAnOldFrontControllerDoesNotCount();
    void aDatabaseThatIsNotThereIsAnError();
    void tellsRowsFromFiles();
    void afterARestartOnlyTheHashIsKnown();

private:
    void put(const QString& name, const QByteArray& text) const;
    [[nodiscard]] Result<QStringList> take();

    std::unique_ptr<QTemporaryDir> m_dir;
    LocalHost m_host;
};

void TestOldPrint::put(const QString& name, const QByteArray& text) const {
    const QString path = m_dir->filePath(name);
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(text) == text.size());
}

void TestOldPrint::init() {
    m_dir = std::make_unique<QTemporaryDir>();
    put(S("database/database.sqlite"), "SQLite format 3");
    put(S(".env"), "DB_CONNECTION=sqlite\nDB_DATABASE=" +
                       m_dir->filePath(S("database/database.sqlite")).toUtf8() + "\nAPP_KEY=canary-in-env\n");
    put(S("public/index.php"), "<?php\n");
    put(S("storage/app/docs/a b"), "one");
    put(S("storage/logs/today.log"), "noise");
}

Result<QStringList> TestOldPrint::take() {
    Installation installation;
    installation.path = m_dir->path();
    installation.php.binary = QStandardPaths::findExecutable(S("php"));
    return takeOldPrint(m_host, installation, Privilege::SignedInUser, {});
}

void TestOldPrint::isTheSameTwice() {
    const auto before = take(), now = take();
    QVERIFY2(before && now, qPrintable(why(before)));
    QVERIFY(before->size() > 5);
    const auto fact = compareOldPrints(*before, oldPrintHash(*before), *now);
    QVERIFY2(fact.same, qPrintable(fact.differences.join(u'\n')));
    QVERIFY(fact.differences.isEmpty());
    QCOMPARE(fact.before.size(), 64);
    QVERIFY(!before->join(u'\n').contains(S("canary")));
    QVERIFY(QDir(m_dir->path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot) ==
            (QStringList{S(".env"), S("database"), S("public"), S("storage")}));
}

void TestOldPrint::noticesAFile() {
    const auto before = take();
    put(S("storage/app/docs/a b"), "two");
    const auto now = take();
    QVERIFY2(before && now, qPrintable(why(now)));
    const auto fact = compareOldPrints(*before, oldPrintHash(*before), *now);
    QVERIFY(!fact.same);
    QCOMPARE(fact.differences.size(), 2);
    QVERIFY(fact.differences.first().endsWith(S(" storage/app/docs/a b")));
    QVERIFY(!onlyRowsDiffer(fact));
}

void TestOldPrint::maintenanceDoesNotCount() {
    const auto before = take();
    put(S("storage/framework/down"), "{}");
    put(S("storage/logs/today.log"), "more noise");
    const auto now = take();
    QVERIFY2(before && now, qPrintable(why(now)));
    const auto fact = compareOldPrints(*before, oldPrintHash(*before), *now);
    // Its folder is new here; on a real server it is there.
    QCOMPARE(fact.differences.filter(S("down")), QStringList());
    QCOMPARE(fact.differences.filter(S("logs")), QStringList());
}

/// Releases before 7.0.1 don't look for maintenance mode in time, so a look is put before theirs.
void TestOldPrint::theGuardOfAnOldFrontControllerDoesNotCount() {
    const QByteArray controller = "<?php\nrequire __DIR__ . '/../vendor/autoload.php';\n";
    put(S("public/index.php"), controller);
    const auto before = take();
    QTemporaryDir kit;
    QVERIFY(QFile::copy(S(":/df/remote/run/tree.php"), kit.filePath(S("tree.php"))));
    QProcess php;
    php.setWorkingDirectory(kit.path());
    php.start(S("php"), {S("-r"), S("require 'tree.php'; echo df_guard();")});
    QVERIFY(php.waitForFinished());
    const QByteArray guard = php.readAllStandardOutput();
    QVERIFY(guard.contains("framework/maintenance.php"));
    put(S("public/index.php"), guard + controller);
    const auto shut = take();
    QVERIFY2(before && shut, qPrintable(why(shut)));
    const auto same = compareOldPrints(*before, oldPrintHash(*before), *shut);
    QVERIFY2(same.same, qPrintable(same.differences.join(u'\n')));
    put(S("public/index.php"), guard + controller + "// another hand");
    const auto other = take();
    QVERIFY2(other, qPrintable(why(other)));
    QVERIFY(!compareOldPrints(*before, oldPrintHash(*before), *other).same);
}

void TestOldPrint::aDatabaseThatIsNotThereIsAnError() {
    put(S(".env"), "DB_CONNECTION=mysql\nDB_HOST=127.0.0.1\nDB_PORT=1\nDB_DATABASE=x\nDB_USERNAME=x\n");
    const auto print = take();
    QVERIFY(!print);
}

void TestOldPrint::tellsRowsFromFiles() {
    const QStringList before{S("f 100644 0:0 aa x"), S("table user 3 1.2")};
    const QStringList now{S("f 100644 0:0 aa x"), S("table user 4 1.3")};
    const auto fact = compareOldPrints(before, oldPrintHash(before), now);
    QVERIFY(!fact.same);
    QCOMPARE(fact.differences, (QStringList{S("- table user 3 1.2"), S("+ table user 4 1.3")}));
    QVERIFY(onlyRowsDiffer(fact));
}

void TestOldPrint::afterARestartOnlyTheHashIsKnown() {
    const QStringList before{S("a")};
    QVERIFY(compareOldPrints({}, oldPrintHash(before), before).same);
    const auto other = compareOldPrints({}, oldPrintHash(before), {S("b")});
    QVERIFY(!other.same);
    QVERIFY(other.differences.isEmpty() && !onlyRowsDiffer(other));
    QVERIFY(!compareOldPrints({}, {}, before).same); // none was taken
}

QTEST_GUILESS_MAIN(TestOldPrint)
#include "tst_old_print.moc"
