// Snapshots and notes on this computer: what is kept comes back, and a bad file is a clear error.
#include "support/gui_samples.h"
#include "verify/snapshot_store.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace df;

namespace {

const QString server = QStringLiteral("deploy@api.example.com:22");

KeptSnapshot named(const QString& name) { return {{}, server, name, {}, {}, 0, false}; }

DifferenceNote noteOn(const Difference& d, const QString& text, bool accepted) {
    return {QStringLiteral("services"),
            d.item,
            d.attribute,
            printOf(d),
            text,
            accepted,
            QDateTime(QDate(2026, 11, 22), QTime(14, 31), Qt::UTC)};
}

Difference timeout(const QString& after) {
    return {Difference::Kind::Changed,
            QStringLiteral("erp"),
            QStringLiteral("erp"),
            QStringLiteral("timeout"),
            QStringLiteral("90"),
            after,
            Verdict::Look,
            {}};
}

void write(const QString& path, const QByteArray& bytes) {
    QFile f(path);
    QVERIFY(f.open(QIODevice::WriteOnly));
    f.write(bytes);
}

} // namespace

class TestSnapshotStore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void whatIsKeptComesBack() {
        const Snapshot before = test::sampleBefore();
        QString id;
        {
            SnapshotStore store(file());
            QVERIFY(store.open());
            const auto kept = store.keep(named(QStringLiteral("Größe, 'quoted'; --")), before);
            QVERIFY(kept);
            id = *kept;
        }
        SnapshotStore store(file());
        QVERIFY(store.open());
        const auto all = store.list();
        QVERIFY(all);
        QCOMPARE(all->size(), 1);
        QCOMPARE(all->first().id, id);
        QCOMPARE(all->first().server, server);
        QCOMPARE(all->first().name, QStringLiteral("Größe, 'quoted'; --"));
        QCOMPARE(all->first().release, before.release);
        QVERIFY(all->first().values > 0);
        const auto loaded = store.load(id);
        QVERIFY(loaded);
        QCOMPARE(toJson(*loaded), toJson(before));
    }

    void newestFirstRenamedReplacedRemoved() {
        SnapshotStore store(file());
        QVERIFY(store.open());
        const auto after = store.keep(named(QStringLiteral("after")), test::sampleAfter());
        const auto before = store.keep(named(QStringLiteral("before")), test::sampleBefore());
        QVERIFY(after && before);
        QCOMPARE(store.list()->at(0).id, *after); // taken later
        QVERIFY(store.rename(*before, QStringLiteral("last month")));
        QCOMPARE(store.list()->at(1).name, QStringLiteral("last month"));
        KeptSnapshot again = named(QStringLiteral("measured again"));
        again.id = *after;
        QVERIFY(store.keep(again, test::sampleAfter()));
        QCOMPARE(store.list()->size(), 2);
        QVERIFY(store.remove(*before));
        QCOMPARE(store.list()->size(), 1);
        QVERIFY(!store.load(*before));
    }

    void onlyItsOwnerMayReadIt() {
        SnapshotStore store(file());
        QVERIFY(store.open());
        const auto id = store.keep(named(QStringLiteral("a")), test::sampleBefore());
        QVERIFY(id);
        QVERIFY(store.exportTo(*id, path("out.json")));
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        for (const QString& name : QDir(m_dir->path()).entryList(QDir::Files))
            QVERIFY2(!(QFile::permissions(m_dir->filePath(name)) & others), qPrintable(name));
    }

    void outAsAFileAndInAgain() {
        SnapshotStore store(file());
        QVERIFY(store.open());
        const auto id = store.keep(named(QStringLiteral("staging")), test::sampleBefore());
        QVERIFY(id);
        QVERIFY(store.exportTo(*id, path("out.json")));
        SnapshotStore other(path("other.db"));
        QVERIFY(other.open());
        const auto imported = other.importFrom(path("out.json"));
        QVERIFY(imported);
        QVERIFY(*imported != *id);
        const KeptSnapshot kept = other.list()->first();
        QCOMPARE(kept.name, QStringLiteral("staging"));
        QCOMPARE(kept.server, server);
        QVERIFY(kept.imported);
        QCOMPARE(toJson(*other.load(*imported)), toJson(test::sampleBefore()));
    }

    void aWrongFileIsNotTakenIn_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("why");
        const QByteArray head = "{\"what\":\"dreamfactory-snapshot\",\"version\":";
        QTest::newRow("empty") << QByteArray() << QStringLiteral("no JSON");
        QTest::newRow("cut off") << head + "1,\"snapshot\":{" << QStringLiteral("at byte");
        QTest::newRow("something else") << QByteArray("{\"a\":1}") << QStringLiteral("no exported snapshot");
        QTest::newRow("a list") << QByteArray("[1]") << QStringLiteral("no exported snapshot");
        QTest::newRow("newer") << head + "2,\"snapshot\":{}}" << QStringLiteral("newer release");
        QTest::newRow("version is text") << head + "\"1\"}" << QStringLiteral("newer release");
        QTest::newRow("nothing in it")
            << head + "1,\"snapshot\":{}}" << QStringLiteral("nothing was measured");
    }
    void aWrongFileIsNotTakenIn() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, why);
        SnapshotStore store(file());
        QVERIFY(store.open());
        write(path("in.json"), bytes);
        const auto imported = store.importFrom(path("in.json"));
        QVERIFY(!imported);
        QCOMPARE(toString(imported.error().code), toString(ErrorCode::FileUnreadable));
        QVERIFY2(imported.error().what.contains(why), qPrintable(imported.error().what));
        QVERIFY(imported.error().what.contains(path("in.json")));
        QVERIFY(store.list()->isEmpty());
        QVERIFY(!store.importFrom(path("not-there.json")));
    }

    void aNoteHoldsForTheSameDifferenceAlone() {
        SnapshotStore store(file());
        QVERIFY(store.open());
        const Difference d = timeout(QStringLiteral("30"));
        QVERIFY(store.note(server, noteOn(d, QStringLiteral(" We set it. "), true)));
        const auto notes = store.notes(server);
        QVERIFY(notes);
        const DifferenceNote* found = noteFor(*notes, QStringLiteral("services"), d);
        QVERIFY(found);
        QCOMPARE(found->text, QStringLiteral("We set it."));
        QVERIFY(found->accepted);
        QVERIFY(!noteFor(*notes, QStringLiteral("services"), timeout(QStringLiteral("31"))));
        QVERIFY(!noteFor(*notes, QStringLiteral("roles"), d));
        QVERIFY(store.notes(QStringLiteral("other"))->isEmpty());
        QVERIFY(store.note(server, noteOn(d, QStringLiteral("No, look."), false)));
        QCOMPARE(store.notes(server)->size(), 1);
        QVERIFY(!store.notes(server)->first().accepted);
        QVERIFY(store.note(server, noteOn(d, QStringLiteral("  "), false)));
        QVERIFY(store.notes(server)->isEmpty());
    }

    void acceptedIsCountedAndNoValueIsInAPrint() {
        Comparison c;
        AreaComparison services;
        services.id = QStringLiteral("services");
        services.differences = {timeout(QStringLiteral("30")), timeout(QStringLiteral("31"))};
        c.areas = {services};
        const auto note = noteOn(services.differences.first(), QStringLiteral("known"), true);
        QCOMPARE(acceptedIn(c, {note}).accepted, 1);
        QCOMPARE(acceptedIn(c, {note}).left, 1);
        QCOMPARE(notesIn(c, {note}), QVector<DifferenceNote>{note});
        Difference secret = timeout(QStringLiteral("canary-1f9a"));
        QVERIFY(!printOf(secret).contains(QLatin1String("canary")));
        Difference moved = timeout({});
        moved.before = QStringLiteral("9");
        moved.after = QStringLiteral("030"); // the same characters, parted elsewhere
        QVERIFY(printOf(moved) != printOf(timeout(QStringLiteral("30"))));
    }

    void aBrokenFileIsMovedAside() {
        write(file(), QByteArray("this is not a database, it never was one\n").repeated(50));
        SnapshotStore store(file());
        bool damaged = false;
        QVERIFY(store.open(&damaged));
        QVERIFY(damaged);
        QVERIFY(store.keep(named(QStringLiteral("a")), test::sampleBefore()));
        QVERIFY(!QDir(m_dir->path()).entryList({QStringLiteral("snapshots.db.damaged-*")}).isEmpty());
    }

    void aNewerFileIsLeftAlone() {
        {
            SnapshotStore store(file());
            QVERIFY(store.open());
            QVERIFY(store.keep(named(QStringLiteral("a")), test::sampleBefore()));
        }
        setVersion(9);
        SnapshotStore store(file());
        const auto opened = store.open();
        QVERIFY(!opened);
        QVERIFY(opened.error().what.contains(QLatin1String("newer release")));
        QVERIFY(!store.keep(named(QStringLiteral("b")), test::sampleBefore()));
        QVERIFY(!store.list());
        setVersion(1);
        QVERIFY(store.open());
        QCOMPARE(store.list()->size(), 1);
    }

    void aLockedFileIsAnErrorToTryAgain() {
        SnapshotStore store(file());
        QVERIFY(store.open());
        DatabaseFile other(file(), QStringLiteral("other"), 1, {});
        QVERIFY(other.open());
        QSqlQuery lock(other.connection());
        QVERIFY(lock.exec(QStringLiteral("BEGIN IMMEDIATE")));
        const auto kept = store.keep(named(QStringLiteral("a")), test::sampleBefore());
        QVERIFY(!kept);
        QCOMPARE(toString(kept.error().code), toString(ErrorCode::FileUnwritable));
        QVERIFY(kept.error().retry);
        QVERIFY(lock.exec(QStringLiteral("ROLLBACK")));
        QVERIFY(store.keep(named(QStringLiteral("a")), test::sampleBefore()));
    }

    void aDamagedBodyIsNamed() {
        SnapshotStore store(file());
        QVERIFY(store.open());
        const auto id = store.keep(named(QStringLiteral("a")), test::sampleBefore());
        QVERIFY(id);
        {
            DatabaseFile other(file(), QStringLiteral("other"), 1, {});
            QVERIFY(other.open());
            QSqlQuery spoil(other.connection());
            QVERIFY(spoil.exec(QStringLiteral("UPDATE snapshots SET body=x'00000010deadbeef'")));
        }
        const auto loaded = store.load(*id);
        QVERIFY(!loaded);
        QVERIFY(loaded.error().what.contains(QLatin1String("damaged")));
        QVERIFY(store.remove(*id));
    }

private:
    [[nodiscard]] QString file() const { return path("snapshots.db"); }
    [[nodiscard]] QString path(const char* name) const { return m_dir->filePath(QLatin1String(name)); }
    void setVersion(int version) const {
        DatabaseFile other(file(), QStringLiteral("other"), 99, {});
        QVERIFY(other.open());
        QSqlQuery query(other.connection());
        QVERIFY(query.exec(QStringLiteral("PRAGMA user_version=%1").arg(version)));
    }
    std::unique_ptr<QTemporaryDir> m_dir;
};

QTEST_GUILESS_MAIN(TestSnapshotStore)
#include "tst_snapshot_store.moc"
