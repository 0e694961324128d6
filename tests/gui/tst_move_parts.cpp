// What a move shows and asks, without servers: the two .env side by side, the two servers side by side, what
// is said to a person.
#include "models/env_model.h"
#include "models/pair_rows.h"
#include "support/pair_case.h"
#include "widgets/env_table.h"
#include "words/cut_over.h"
#include "words/get_dreamfactory.h"

#include "flow/move/env_secrets.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace df;
using namespace df::test;

namespace {

const FactRow* rowOf(const QVector<FactRow>& rows, const QString& name) {
    for (const FactRow& row : rows)
        if (!row.group && row.name == name)
            return &row;
    return nullptr;
}

QVector<FactRow> rowsOf(const PairCase& c) { return pairRows(c.oldServer, c.old, c.newServer, c.fresh); }

/// 150 keys and more on both servers.
PairCase manyKeys() {
    PairCase c;
    for (int i = 0; i < 140; ++i) {
        const QByteArray key = QByteArrayLiteral("OWN_KEY_") + QByteArray::number(i);
        PairCase::setEnv(c.old, key.constData(), QStringLiteral("old value %1").arg(i), i % 20 == 0);
        if (i % 3 == 0)
            PairCase::setEnv(c.fresh, key.constData(), QStringLiteral("new value %1").arg(i), i % 20 == 0);
    }
    return c;
}

} // namespace

class TestMoveParts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anOrdinaryPairHasNothingInTheWay() {
        const PairCase c;
        for (const FactRow& row : rowsOf(c))
            QVERIFY2(row.state != FactRow::State::Trouble, qPrintable(row.name + row.stateText));
        const auto all = rowsOf(c), different = onlyDifferent(all);
        QVERIFY(!different.isEmpty() && different.size() < all.size());
        for (qsizetype i = 0; i < different.size(); ++i)
            QVERIFY(!different[i].group || (i + 1 < different.size() && !different[i + 1].group));
    }

    void anOlderReleaseIsInTheWay() {
        PairCase c;
        c.fresh.code.version = QStringLiteral("5.4.1");
        const auto rows = rowsOf(c);
        QVERIFY(rowOf(rows, QStringLiteral("Release"))->state == FactRow::State::Trouble);
    }

    void oneAndTheSameDatabaseIsInTheWay() {
        PairCase c;
        c.old.database.identity = c.fresh.database.identity = QStringLiteral("one");
        c.fresh.database.name = QStringLiteral("another-name"); // names say nothing
        QVERIFY(rowOf(rowsOf(c), QStringLiteral("Name"))->state == FactRow::State::Trouble);
    }

    void anotherEngineIsInTheWay() {
        PairCase c;
        c.fresh.database.engine = DatabaseEngine::PostgreSql;
        QVERIFY(rowOf(rowsOf(c), QStringLiteral("Engine"))->state == FactRow::State::Trouble);
    }

    void aMissingExtensionCountsWhereAServiceUsesIt() {
        PairCase c;
        c.old.database.serviceTypes.insert(QStringLiteral("pgsql"), 1);
        c.old.php.extensions.insert(QStringLiteral("pdo_pgsql"), {});
        c.old.php.extensions.insert(QStringLiteral("imagick"), {});
        c.old.fpm.extensions.clear();
        c.fresh.fpm.extensions.clear();
        c.fresh.php.extensions.remove(QStringLiteral("pdo_pgsql"));
        c.fresh.php.extensions.remove(QStringLiteral("imagick"));
        const auto rows = rowsOf(c);
        const FactRow* used = rowOf(rows, QStringLiteral("PHP pdo_pgsql"));
        QVERIFY(used && used->state == FactRow::State::Trouble);
        QVERIFY(used->value.contains(QStringLiteral("pgsql")));
        const FactRow* idle = rowOf(rows, QStringLiteral("PHP imagick"));
        QVERIFY(idle && idle->state == FactRow::State::NotFound);
    }

    void aHundredAndFiftyKeysAreQuick() {
        const PairCase c = manyKeys();
        const auto rows = mergeEnv(c.pair(), {});
        QVERIFY2(rows.size() >= 150, qPrintable(QString::number(rows.size())));
        EnvTable table;
        QAbstractItemModelTester tester(&table.envModel());
        table.resize(1200, 500);
        table.setRows(rows, EnvFilter::All, {});
        table.show();
        QCOMPARE(table.envModel().shown(), int(rows.size()));
        // Every head is one that has rows below it, and counts them.
        int counted = 0;
        for (int i = 0; i < table.envModel().rowCount(); ++i)
            if (!table.envModel().at(i)) {
                const QString head = table.envModel().index(i, 0).data().toString();
                counted += head.section(QStringLiteral(" · "), -1).toInt();
            }
        QCOMPARE(counted, int(rows.size()));
        table.setRows(rows, EnvFilter::All, QStringLiteral("own_key_12"));
        QCOMPARE(table.envModel().shown(), 11); // 12, 120 … 129
        table.setRows(rows, EnvFilter::NeedsYou, {});
        for (int i = 0; i < table.envModel().rowCount(); ++i)
            if (const EnvMergeRow* row = table.envModel().at(i))
                QVERIFY(row->needsUser);
        int changed = 0, same = 0;
        for (const EnvMergeRow& row : rows)
            ++(changesNew(row) ? changed : same);
        table.setRows(rows, EnvFilter::Changed, {});
        QCOMPARE(table.envModel().shown(), changed);
        table.setRows(rows, EnvFilter::Same, {});
        QCOMPARE(table.envModel().shown(), same);
    }

    void theKeyboardGoesFromKeyToKey() {
        const auto rows = mergeEnv(manyKeys().pair(), {});
        EnvTable table;
        table.resize(1200, 500);
        table.setRows(rows, EnvFilter::All, {});
        table.show();
        table.setFocus();
        QStringList met{table.currentKey()};
        for (int i = 1; i < rows.size(); ++i) {
            QTest::keyClick(&table, Qt::Key_Down);
            met << table.currentKey();
        }
        QCOMPARE(met.size(), rows.size());
        for (const EnvMergeRow& row : rows)
            QVERIFY2(met.contains(row.key), qPrintable(row.key));
        QTest::keyClick(&table, Qt::Key_Home);
        QVERIFY(!table.currentKey().isEmpty());
        QSignalSpy acted(&table, &EnvTable::acted);
        QTest::keyClick(&table, Qt::Key_Return);
        QCOMPARE(acted.count(), 1);
    }

    void secretsAreNotInTheModelUntilAsked() {
        PairCase c;
        PairCase::setEnv(c.old, "APP_KEY", {}, true);
        PairCase::setEnv(c.fresh, "APP_KEY", {}, true);
        EnvModel model;
        model.setRows(mergeEnv(c.pair(), {}), EnvFilter::All, {});
        const int row = model.rowOf(QStringLiteral("APP_KEY"));
        QVERIFY(row >= 0);
        const auto text = [&](int column, int role) {
            return model.index(row, column).data(role).toString();
        };
        for (const int column : {EnvModel::Old, EnvModel::New, EnvModel::Result}) {
            QVERIFY(model.index(row, column).data(EnvModel::HiddenRole).toBool());
            QCOMPARE(text(column, Qt::DisplayRole), QString());
            QCOMPARE(text(column, Qt::ToolTipRole), QString());
            QCOMPARE(text(column, Qt::AccessibleTextRole), QStringLiteral("secret, hidden"));
        }
        const QString key = QStringLiteral("APP_KEY");
        model.reveal({{{key, QStringLiteral("of the old")}}, {{key, QStringLiteral("of the new")}}});
        QCOMPARE(text(EnvModel::Old, Qt::DisplayRole), QStringLiteral("of the old"));
        QCOMPARE(text(EnvModel::New, Qt::DisplayRole), QStringLiteral("of the new"));
        QCOMPARE(text(EnvModel::Result, Qt::DisplayRole), QStringLiteral("of the old"));
        model.hide();
        QCOMPARE(text(EnvModel::Old, Qt::DisplayRole), QString());
    }

    void valuesAreReadAsTheyStand() {
        const QByteArray file =
            "# DB_PASSWORD=comment\nexport APP_KEY=\"base64:a=b\"\nDB_PASSWORD='it is'\r\n"
            "OTHER=1\nDB_PASSWORD=last # one\n=odd\n";
        const auto values = envValuesOf(file, {QStringLiteral("APP_KEY"), QStringLiteral("DB_PASSWORD")});
        QCOMPARE(values.size(), 2);
        QCOMPARE(values.value(QStringLiteral("APP_KEY")), QStringLiteral("base64:a=b"));
        QCOMPARE(values.value(QStringLiteral("DB_PASSWORD")), QStringLiteral("last # one"));
    }

    void howToGetDreamFactoryFitsTheSystem() {
        MachineFacts machine;
        machine.osId = QStringLiteral("debian");
        machine.osVersion = QStringLiteral("12");
        machine.osName = QStringLiteral("Debian GNU/Linux 12");
        machine.packageManager = QStringLiteral("apt");
        const auto known = getDreamFactory(machine, QStringLiteral("7.7.0"));
        QVERIFY(known.commands.contains(QStringLiteral("refs/tags/7.7.0")));
        QVERIFY(known.commands.contains(QStringLiteral("apt-get")));
        machine.osVersion = QStringLiteral("9");
        QVERIFY(getDreamFactory(machine, QStringLiteral("7.7.0")).commands.isEmpty());
        machine.osId = QStringLiteral("alpine");
        QVERIFY(getDreamFactory(machine, QStringLiteral("7.7.0")).fits.contains(QStringLiteral("Debian")));
    }

    void cuttingOverSaysWhatToPointWhere() {
        CutOver c;
        c.oldName = QStringLiteral("old.example.com");
        c.newName = QStringLiteral("new.example.com");
        c.oldWeb.serverName = QStringLiteral("api.example.com www.example.com");
        QVERIFY(
            cutOverSteps(c).join(QLatin1Char(' ')).contains(QStringLiteral("the name api.example.com to")));
        QVERIFY(cutOverSteps(c).last().contains(QStringLiteral("still open")));
        c.oldClosed = true;
        QVERIFY(cutOverSteps(c).last().contains(QStringLiteral("maintenance")));
        QVERIFY(wayBackAfterMove(c).contains(QStringLiteral("until you keep it")));
        c.kept = true;
        c.runFolder = QStringLiteral("/var/lib/df-upgrade/x");
        QVERIFY(wayBackAfterMove(c).contains(c.runFolder));
    }
};

QTEST_MAIN(TestMoveParts)
#include "tst_move_parts.moc"
