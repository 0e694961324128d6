#include "run/journal.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace df;

namespace {

JournalEntry entry(const QString& id, int minute, bool open = false) {
    JournalEntry e;
    e.runId = id;
    e.task = QStringLiteral("upgrade");
    e.server = QStringLiteral("deploy@api.example.com:22");
    e.connection = {{QStringLiteral("host"), QStringLiteral("api.example.com")},
                    {QStringLiteral("port"), 22}};
    e.root = QStringLiteral("/opt/dreamfactory");
    e.runFolder = QStringLiteral("/var/lib/df/") + id;
    e.from = QStringLiteral("6.3.0");
    e.to = QStringLiteral("7.6.0");
    e.phase = QStringLiteral("preparing");
    e.open = open;
    e.practice = true;
    e.startedAt = QDateTime(QDate(2026, 11, 22), QTime(14, minute, 0, 123), Qt::UTC);
    e.changedAt = e.startedAt.addSecs(5);
    e.reportFolder = QStringLiteral("/home/x/report");
    e.summary = QStringLiteral("Größe, 'quoted'; --");
    e.snapshotBefore = {{QStringLiteral("name"), QStringLiteral("before")}};
    e.extra = {{QStringLiteral("copy"), QStringLiteral("/home/x/copy")}};
    return e;
}

bool same(const JournalEntry& a, const JournalEntry& b) {
    return a.runId == b.runId && a.task == b.task && a.server == b.server && a.connection == b.connection &&
           a.root == b.root && a.runFolder == b.runFolder && a.from == b.from && a.to == b.to &&
           a.phase == b.phase && a.open == b.open && a.practice == b.practice && a.startedAt == b.startedAt &&
           a.changedAt == b.changedAt && a.reportFolder == b.reportFolder && a.summary == b.summary &&
           a.snapshotBefore == b.snapshotBefore && a.extra == b.extra;
}

} // namespace

class TestJournal : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void keepsEverything() {
        const JournalEntry e = entry(QStringLiteral("a"), 1, true);
        {
            Journal journal(file());
            QVERIFY(journal.open());
            QVERIFY(journal.save(e));
        }
        Journal journal(file());
        bool damaged = true;
        QVERIFY(journal.open(&damaged));
        QVERIFY(!damaged);
        QCOMPARE(journal.entries().size(), 1);
        QVERIFY(same(journal.entries().at(0), e));
    }

    void newestFirstAndReplaced() {
        Journal journal(file());
        QVERIFY(journal.open());
        QVERIFY(journal.save(entry(QStringLiteral("old"), 1)));
        QVERIFY(journal.save(entry(QStringLiteral("new"), 9)));
        QVERIFY(journal.save(entry(QStringLiteral("middle"), 5)));
        JournalEntry changed = entry(QStringLiteral("old"), 1);
        changed.phase = QStringLiteral("kept");
        QVERIFY(journal.save(changed));
        const auto list = journal.entries();
        QCOMPARE(list.size(), 3);
        QCOMPARE(list[0].runId, QStringLiteral("new"));
        QCOMPARE(list[1].runId, QStringLiteral("middle"));
        QCOMPARE(list[2].phase, QStringLiteral("kept"));
        QVERIFY(journal.remove(QStringLiteral("middle")));
        QVERIFY(journal.remove(QStringLiteral("never was")));
        QCOMPARE(journal.entries().size(), 2);
    }

    void onlyItsOwnerMayReadIt() {
        Journal journal(file());
        QVERIFY(journal.open());
        QVERIFY(journal.save(entry(QStringLiteral("a"), 1)));
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        for (const QString& name : QDir(m_dir->filePath(QStringLiteral("deep"))).entryList(QDir::Files))
            QVERIFY2(!(QFile::permissions(m_dir->filePath(QStringLiteral("deep/") + name)) & others),
                     qPrintable(name));
    }

    void aDamagedFileIsMovedAside_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("no database")
            << QByteArray("this is not a database, it never was one and never will be one\n").repeated(50);
        QTest::newRow("header only") << QByteArray("SQLite format 3\0", 16) + QByteArray(4000, '\x7f');
    }
    void aDamagedFileIsMovedAside() {
        QFETCH(QByteArray, bytes);
        QVERIFY(QDir().mkpath(m_dir->filePath(QStringLiteral("deep"))));
        write(bytes);
        Journal journal(file());
        bool damaged = false;
        QVERIFY(journal.open(&damaged));
        QVERIFY(damaged);
        QVERIFY(journal.save(entry(QStringLiteral("a"), 1)));
        QCOMPARE(journal.entries().size(), 1);
        const QDir dir(m_dir->filePath(QStringLiteral("deep")));
        const auto aside = dir.entryList({QStringLiteral("journal.db.damaged-*")});
        QVERIFY(!aside.isEmpty());
        QFile old(dir.filePath(aside.first()));
        QVERIFY(old.open(QIODevice::ReadOnly));
        QCOMPARE(old.readAll(), bytes);
    }

    void aPageOfRubbishIsFound() {
        {
            Journal journal(file());
            QVERIFY(journal.open());
            for (int i = 0; i < 200; ++i)
                QVERIFY(journal.save(entry(QString::number(i), i % 60)));
        }
        QFile f(file());
        QVERIFY(f.open(QIODevice::ReadWrite));
        QVERIFY(f.seek(8192));
        f.write(QByteArray(20'000, '\xa5'));
        f.close();
        Journal journal(file());
        bool damaged = false;
        QVERIFY(journal.open(&damaged));
        QVERIFY(damaged);
        QVERIFY(journal.entries().isEmpty());
    }

    void twoProgramsAtOnce() {
        Journal one(file()), two(file());
        QVERIFY(one.open());
        bool damaged = true;
        QVERIFY(two.open(&damaged));
        QVERIFY(!damaged);
        QVERIFY(one.save(entry(QStringLiteral("a"), 1)));
        QVERIFY(two.save(entry(QStringLiteral("b"), 2)));
        QCOMPARE(one.entries().size(), 2);
    }

    void aPlaceThatCannotBeWrittenIsAnError() {
        write({}); // makes the folder
        Journal journal(file() + QStringLiteral("/journal.db"));
        const auto opened = journal.open();
        QVERIFY(!opened);
        QCOMPARE(toString(opened.error().code), toString(ErrorCode::FileUnwritable));
    }

private:
    [[nodiscard]] QString file() const { return m_dir->filePath(QStringLiteral("deep/journal.db")); }
    void write(const QByteArray& bytes) const {
        QDir().mkpath(m_dir->filePath(QStringLiteral("deep")));
        QFile f(file());
        QVERIFY(f.open(QIODevice::WriteOnly));
        f.write(bytes);
    }
    std::unique_ptr<QTemporaryDir> m_dir;
};

QTEST_GUILESS_MAIN(TestJournal)
#include "tst_journal.moc"
