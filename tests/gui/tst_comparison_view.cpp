// Before and now beside each other: texts aligned, rows for very many differences, notes, any two snapshots.
#include "gui/window_fixture.h"

#include "models/aligned_text.h"
#include "models/detail_text.h"
#include "models/difference_model.h"
#include "pages/snapshots_page.h"
#include "verify/snapshot_store.h"
#include "widgets/comparison_view.h"
#include "widgets/difference_tree.h"
#include "widgets/note_dialog.h"
#include "widgets/paired_bars.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStandardPaths>
#include <QtTest>

using namespace df;
using namespace df::test;

namespace {

using Kind = AlignedRow::Kind;

QVector<Kind> kinds(const QVector<AlignedRow>& rows) {
    QVector<Kind> out;
    for (const AlignedRow& row : rows)
        out.append(row.kind);
    return out;
}

QString side(const QVector<AlignedRow>& rows, bool now) {
    QString out;
    for (const AlignedRow& row : rows)
        if ((now ? row.now : row.before) > 0)
            out += (now ? row.nowText : row.beforeText) + u'\n';
    return out;
}

QString numbered(int from, int to) {
    QString out;
    for (int i = from; i <= to; ++i)
        out += QStringLiteral("line %1\n").arg(i);
    return out;
}

/// `items` services, each with two attributes that differ.
Comparison many(int items) {
    AreaComparison services;
    services.id = QStringLiteral("services");
    services.verdict = Verdict::Look;
    services.before = services.after = items;
    for (const char* attribute :
         {"timeout", "type"}) // as judged: those of one item don't lie beside each other
        for (int i = 0; i < items; ++i) {
            const QString id = QStringLiteral("service%1").arg(i);
            services.differences.append({Difference::Kind::Changed,
                                         id,
                                         id,
                                         QLatin1String(attribute),
                                         QStringLiteral("1"),
                                         QStringLiteral("2"),
                                         Verdict::Look,
                                         {}});
        }
    Comparison c;
    c.verdict = Verdict::Look;
    c.areas = {services};
    return c;
}

} // namespace

class tst_comparison_view : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void linesStandBesideEachOther() {
        const auto rows = aligned(QStringLiteral("a\nb\nc\n"), QStringLiteral("a\nx\nc\nd\n"));
        QCOMPARE(kinds(rows), (QVector<Kind>{Kind::Same, Kind::Changed, Kind::Same, Kind::Added}));
        QCOMPARE(rows[1].beforeText, QStringLiteral("b"));
        QCOMPARE(rows[1].nowText, QStringLiteral("x"));
        QCOMPARE(rows[3].now, 4);
        QCOMPARE(rows[3].before, 0);
    }

    void nothingIsLost_data() {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("now");
        QTest::newRow("nothing") << QString() << QString();
        QTest::newRow("came") << QString() << numbered(1, 3);
        QTest::newRow("went") << numbered(1, 3) << QString();
        QTest::newRow("moved") << numbered(1, 9) << numbered(5, 9) + numbered(1, 4);
        QTest::newRow("all else") << numbered(1, 40) << numbered(100, 130);
        QTest::newRow("one each") << QStringLiteral("x\n").repeated(9)
                                  << QStringLiteral("x\ny\n").repeated(5);
        QTest::newRow("too different") << numbered(1, 3000) << numbered(10000, 13000);
    }
    void nothingIsLost() {
        QFETCH(QString, before);
        QFETCH(QString, now);
        const auto rows = aligned(before, now);
        QCOMPARE(side(rows, false), before);
        QCOMPARE(side(rows, true), now);
        for (const AlignedRow& row : rows)
            QVERIFY((row.kind == Kind::Same) ==
                    (row.before > 0 && row.now > 0 && row.beforeText == row.nowText));
    }

    void whatDiffersInALineIsMarked() {
        const auto rows = aligned(QStringLiteral("\"timeout\": 90, \"type\": \"rws\""),
                                  QStringLiteral("\"timeout\": 30, \"type\": \"soap\""));
        QCOMPARE(rows.size(), 1);
        const auto marked = [](const QString& text, const QVector<TextRange>& marks) {
            QStringList out;
            for (const TextRange& m : marks)
                out << text.mid(m.start, m.length);
            return out;
        };
        QCOMPARE(marked(rows[0].beforeText, rows[0].beforeMarks),
                 (QStringList{QStringLiteral("90"), QStringLiteral("rws")}));
        QCOMPARE(marked(rows[0].nowText, rows[0].nowMarks),
                 (QStringList{QStringLiteral("30"), QStringLiteral("soap")}));
    }

    void whatIsTheSameIsFolded() {
        const QString before = QStringLiteral(
            "{\n    \"a\": 1,\n    \"p\": [\n        1,\n        2\n    ],\n    \"t\": 90\n}\n");
        const auto rows = aligned(before, QString(before).replace(QLatin1String("90"), QLatin1String("30")));
        const auto shown = folded(rows, {});
        const auto fold =
            std::find_if(shown.begin(), shown.end(), [](const auto& r) { return r.kind == Kind::Fold; });
        QVERIFY(fold != shown.end());
        QCOMPARE(fold->folded, 4);
        QVERIFY(fold->nowText.contains(QLatin1String("p: 2 ")));
        QCOMPARE(folded(rows, {2}), rows); // opened
        const auto text = aligned(numbered(1, 50) + u'x', numbered(1, 50) + u'y');
        const auto few = folded(text, {});
        QCOMPARE(few.size(), 5); // the fold, three lines before the difference, the difference
        QCOMPARE(few[0].folded, 47);
        QCOMPARE(folded(aligned(numbered(1, 9), numbered(1, 9)), {}).size(),
                 9); // all the same: all to be read
    }

    void aShortValueStandsAmongItsItem() {
        const Snapshot before = sampleBefore(), now = sampleAfter();
        const Difference d{Difference::Kind::Changed, QStringLiteral("erp"), {}, QStringLiteral("timeout"),
                           QStringLiteral("90"),      QStringLiteral("30"),  {}, {}};
        const DetailText text = detailText(QStringLiteral("services"), d, before, now);
        QVERIFY(text.before.contains(QLatin1String("timeout: 90\n")) &&
                text.before.contains(QLatin1String("type: rws")));
        QVERIFY(text.now.contains(QLatin1String("timeout: 30\n")));
        const Difference added{Difference::Kind::Added, QStringLiteral("logs"), {}, {}, {}, {}, {}, {}};
        const DetailText whole = detailText(QStringLiteral("services"), added, before, now);
        QVERIFY(!whole.hasBefore && whole.hasNow);
        QVERIFY(whole.now.contains(QLatin1String("type: local_file")));
    }

    void jsonIsComparedByStructure() {
        Difference d{
            Difference::Kind::Changed, QStringLiteral("x"), {}, QStringLiteral("body"), {}, {}, {}, {}};
        d.before = QStringLiteral("{\"b\":1,\"a\":[1,2]}");
        d.after = QStringLiteral("{ \"a\": [1, 2], \"b\": 2 }");
        const DetailText text = detailText(QStringLiteral("calls"), d, {}, {});
        QCOMPARE(text.syntax, Syntax::Json);
        const auto rows = aligned(text.before, text.now);
        QCOMPARE(std::count_if(rows.begin(), rows.end(), [](const auto& r) { return r.kind != Kind::Same; }),
                 1);
    }

    void whatWasLeftOutIsNamed() {
        Snapshot before = sampleBefore(), now = sampleAfter();
        before.areas[0].items[2].varies = {QStringLiteral("last_modified")};
        now.areas[0].items[2].varies = {QStringLiteral("last_modified"), QStringLiteral("body#/token")};
        const Difference d{
            Difference::Kind::Changed, QStringLiteral("erp"), {}, QStringLiteral("timeout"), {}, {}, {}, {}};
        QCOMPARE(detailText(QStringLiteral("services"), d, before, now).leftOut,
                 (QStringList{QStringLiteral("last_modified"), QStringLiteral("body#/token")}));
    }

    void attributesOfOneItemComeTogether() {
        DifferenceModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.show(many(50), {});
        QCOMPARE(model.differenceCount(), 100);
        const QModelIndex group = model.index(0, 0);
        QCOMPARE(model.rowCount(group), 50);
        QCOMPARE(model.rowCount(model.index(7, 0, group)), 2);
        QModelIndex at;
        for (int i = 1; i <= 100; ++i) {
            at = model.next(at, false);
            QCOMPARE(model.placeOf(at), i);
        }
        QCOMPARE(model.placeOf(model.next(at, false)), 1);
        QCOMPARE(model.placeOf(model.next(model.index(3, 0, group), false)), 7);
        QCOMPARE(model.placeOf(model.next(model.index(3, 0, group), true)), 6);
        QCOMPARE(model.placeOf(model.next(group, false)), 1);
    }

    void theSameTooAndKinds() {
        Expected e;
        const Comparison c = compare(sampleBefore(), sampleAfter(), e);
        DifferenceModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto rows = [&](DifferenceFilter::Which which, const QString& text = {}) {
            model.show(c, {text, which, {}}, sampleAfter());
            return model.differenceCount();
        };
        const int all = rows(DifferenceFilter::Which::Differences);
        QCOMPARE(rows(DifferenceFilter::Which::Added) + rows(DifferenceFilter::Which::Removed) +
                     rows(DifferenceFilter::Which::Changed),
                 all);
        QCOMPARE(rows(DifferenceFilter::Which::Everything), all);
        QVERIFY(model.rowsInAll() > 42 + all); // the users are the same
        QCOMPARE(rows(DifferenceFilter::Which::Everything, QStringLiteral("u07")), 0);
        QCOMPARE(model.rowsInAll(), 2); // its group and itself
        const QModelIndex same = model.index(0, 0, model.index(0, 0));
        QCOMPARE(same.data(DifferenceModel::SignRole).toString(), QStringLiteral("same"));
        QCOMPARE(model.placeOf(same), 0);
        QVERIFY(!model.next(same, false).isValid());
    }

    void acceptedStandsInTheRow() {
        DifferenceModel model;
        const Comparison c = many(2);
        model.show(c, {});
        const Difference& d = c.areas[0].differences[0];
        model.setNotes({{QStringLiteral("services"), d.item, d.attribute, printOf(d), {}, true, {}}});
        const QModelIndex first = model.next({}, false), second = model.next(first, false);
        QCOMPARE(first.data(DifferenceModel::PersonRole).toInt(), 2);
        QCOMPARE(second.data(DifferenceModel::PersonRole).toInt(), 0);
        QVERIFY(first.data(Qt::AccessibleTextRole).toString().contains(QLatin1String("accepted")));
    }

    void onlyTheTestCallsACallSlower() {
        Snapshot before, now;
        before.times = {{QStringLiteral("GET /a"), 200, {10, 11, 12}},
                        {QStringLiteral("GET /b"), 200, {10, 11, 12}}};
        now.times = {{QStringLiteral("GET /a"), 200, {30, 31, 32}},
                     {QStringLiteral("GET /b"), 200, {30, 31, 32}}};
        for (const PairedTime& t : pairedTimes(before, now))
            QVERIFY(!t.worse && t.verdict == QLatin1String("not judged"));
        TimesTest test;
        test.judged = {{QStringLiteral("GET /b"), 11, 31, 11, 0.0001, true, {}},
                       {QStringLiteral("GET /a"), 11, 31, 31, 0.6, false, {}}};
        const auto times = pairedTimes(before, now, test);
        QCOMPARE(times.first().call, QStringLiteral("GET /b"));
        QVERIFY(times.first().worse && !times.last().worse);
        QCOMPARE(times.last().verdict, QStringLiteral("no difference"));
    }

    void aNoteIsKeptShownAndCounted() {
        WindowFixture fixture;
        MainWindow window(fixture.services());
        window.show();
        StepWindow& steps = fixture.open(window);
        WindowFixture::compared(steps.flow());
        steps.goTo(QStringLiteral("compare"));
        Page* page = steps.currentPage();
        const int look = acceptedIn(steps.flow().compareStep().comparison(), {}).left;
        QVERIFY(look > 0);
        page->findChild<QComboBox*>()->setCurrentIndex(1); // to look at
        for (int i = 0; i < look; ++i) {
            auto* tree = page->findChild<DifferenceTree*>();
            tree->setCurrentIndex(tree->differences().firstToLookAt());
            for (int k = 0; k < i; ++k)
                page->nextDifference(false);
            auto* add = buttonNamed(*page, QStringLiteral("Add a note"));
            QVERIFY(add && add->isVisible());
            add->click();
            auto* dialog = page->findChild<NoteDialog*>();
            QTRY_VERIFY(dialog && dialog->isVisible());
            dialog->findChild<QPlainTextEdit*>()->setPlainText(QStringLiteral("We did this ourselves."));
            QVERIFY(dialog->findChild<QCheckBox*>()->isChecked());
            dialog->findChild<QPushButton*>(QStringLiteral("keepNote"))->click();
            QTRY_VERIFY(!page->findChild<NoteDialog*>());
        }
        QCOMPARE(steps.flow().notes().size(), look);
        QVERIFY2(page->title().contains(QLatin1String("accepted")), qPrintable(page->title()));
        QVERIFY(page->subtitle().contains(QLatin1String("accepted")));
        QCOMPARE(fixture.snapshots().list()->size(), 2); // before and after
    }

    void anyTwoAreCompared() {
        WindowFixture fixture;
        const auto keep = [&](const char* name, const Snapshot& s) {
            return fixture.snapshots().keep(
                {{}, QStringLiteral("a@b:22"), QLatin1String(name), {}, {}, 0, false}, s);
        };
        QVERIFY(keep("one", sampleBefore()));
        QVERIFY(keep("two", sampleAfter()));
        MainWindow window(fixture.services());
        window.show();
        window.showSnapshots();
        SnapshotsPage& page = *window.snapshots();
        auto* list = page.findChild<QTreeView*>(QStringLiteral("snapshots"));
        auto* compare = page.findChild<QPushButton*>(QStringLiteral("button-compare"));
        QVERIFY(list && compare && !compare->isEnabled());
        QCOMPARE(list->model()->rowCount(), 2);
        for (int row = 0; row < 2; ++row)
            QVERIFY(list->model()->setData(list->model()->index(row, 0), Qt::Checked, Qt::CheckStateRole));
        QVERIFY(compare->isEnabled());
        compare->click();
        QVERIFY(page.comparing());
        QVERIFY(page.view().tree()->differences().differenceCount() > 0);
        QTest::keyClick(&window, Qt::Key_F8);
        QVERIFY(page.view().tree()->currentIndex().isValid());
        page.findChild<QPushButton*>(QStringLiteral("button-back"))->click();
        QVERIFY(!page.comparing());
    }

private:
    static QPushButton* buttonNamed(QWidget& page, const QString& text) {
        for (QPushButton* b : page.findChildren<QPushButton*>())
            if (b->text().remove(u'&').startsWith(text))
                return b;
        return nullptr;
    }
};

QTEST_MAIN(tst_comparison_view)
#include "tst_comparison_view.moc"
