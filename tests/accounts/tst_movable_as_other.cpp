#include "inspect/movable.h"
#include "support/local_host.h"
#include "support/result_text.h"
#include "support/test_account.h"
#include "support/test_sshd.h"

#include <QDir>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace df;
using namespace df::test;

/// The list of what can come along, read by an account that may not read everything.
class TestMovableAsOther : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Folders that may not be read are not passed over in silence.
    void whatMayNotBeRead();
};

void TestMovableAsOther::whatMayNotBeRead() {
    const TestAccount other(QStringLiteral("reads"));
    QVERIFY(other.isReady());
    const QTemporaryDir dir;
    Installation in;
    in.path = dir.filePath(QStringLiteral("df"));
    in.php.binary = QStandardPaths::findExecutable(QStringLiteral("php"));
    QVERIFY(
        runLocal(QStringLiteral("sh"),
                 {QStringLiteral("-ec"),
                  QStringLiteral("umask 022; mkdir -p '%1/storage/app/closed'; chmod 755 '%1/..'; cd '%1'; "
                                 "git init -q; echo 12 > storage/app/open; echo 12 > storage/app/closed/x; "
                                 "chmod 700 storage/app/closed")
                      .arg(in.path)}));
    LocalHost host;
    const auto appOf = [&] {
        const Movable found = readMovable(host, in, CancelToken()).value_or(Movable());
        for (const MovableEntry& e : found.entries)
            if (e.path == QStringLiteral("storage/app"))
                return e;
        return MovableEntry();
    };
    const MovableEntry all = appOf();
    QCOMPARE(all.files, 2);
    QVERIFY(!all.atLeast);
    host.actAs(other.name());
    const MovableEntry some = appOf();
    QCOMPARE(some.files, 1);
    QVERIFY(some.atLeast);
}

QTEST_GUILESS_MAIN(TestMovableAsOther)
#include "tst_movable_as_other.moc"
