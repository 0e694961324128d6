// Every page in every state, in a real window, light and dark, at 1280x800, 1024x600, with larger and doubled
// text, and from right to left:
// nothing without a name, no button lost, no text cut. With DF_SCREENSHOTS=FOLDER each is saved as a picture
// to be looked at.
#include "gui/scenes/scenes.h"
#include "gui/scenes/shown_checks.h"
#include "pages/compare_page.h"

#include "theme/metrics.h"
#include "unattended/show_now.h"
#include "widgets/difference_tree.h"
#include "widgets/figures.h"
#include "widgets/text_label.h"
#include "widgets/tile.h"

#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QListView>
#include <QPushButton>
#include <QRadioButton>
#include <QStandardPaths>
#include <QtTest>

using namespace df;
using namespace df::test;

namespace {

void settle() {
    for (int i = 0; i < 6; ++i)
        QApplication::processEvents();
}

} // namespace

class tst_pages_shown : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void everyScene_data();
    void everyScene();
    void stateVocabulary();
    void decisionIsShown();
    void theMarkedButtonFollowsTheVerdict();
    void cardsAreNoHigherThanTheirText();
    void rowsAreMirrored();
    void aNewRunForgetsTheFormerOne();
    void changedFilesAreChosenOnThePlan();
    void whatWasFilledInIsShownAtOnce();

private:
    void check(MainWindow& window, const QString& what);
    void save(MainWindow& window, const QString& name, const QString& variant);
    ThemeSwitch* m_theme = nullptr;
    QString m_folder;
};

void tst_pages_shown::initTestCase() {
    QStandardPaths::setTestModeEnabled(true);
    QApplication::setApplicationDisplayName(QStringLiteral("DreamFactory Upgrade Wizard"));
    m_folder = qEnvironmentVariable("DF_SCREENSHOTS");
    QFont f = QApplication::font();
    f.setPointSizeF(10.5); // 14 pixels at 96 dpi, as in the mock-ups
    if (const QString family = qEnvironmentVariable("DF_FONT"); !family.isEmpty())
        f.setFamily(family);
    QApplication::setFont(f);
    m_theme = new ThemeSwitch(*qApp);
}

void tst_pages_shown::everyScene_data() {
    QTest::addColumn<int>("scene");
    const auto all = allScenes();
    for (int i = 0; i < all.size(); ++i)
        QTest::newRow(qPrintable(all[i].name)) << i;
}

void tst_pages_shown::check(MainWindow& window, const QString& what) {
    const auto none = [&](QStringList (*find)(const QWidget&), const char* rule) {
        QStringList bad = find(window);
        if (!bad.isEmpty()) { // a clock may have ticked just now: what is laid out anew isn't there yet
            settle();
            bad = find(window);
        }
        QVERIFY2(bad.isEmpty(),
                 qPrintable(QStringLiteral("%1, %2: %3")
                                .arg(what, QLatin1String(rule), bad.join(QStringLiteral(" | ")))));
    };
    none(controlsWithoutName, "no accessible name");
    none(lostButtons, "lost button");
    none(cutLabels, "cut text");
    none(markup, "markup");
    none(cutSideways, "cut at the side");
    none(highDetails, "blank space in an open row");
}

void tst_pages_shown::save(MainWindow& window, const QString& name, const QString& variant) {
    if (m_folder.isEmpty())
        return;
    QVERIFY(QDir().mkpath(m_folder));
    QVERIFY(window.grab().save(QDir(m_folder).filePath(QStringLiteral("%1-%2.png").arg(name, variant))));
    for (QDialog* dialog : window.findChildren<QDialog*>())
        if (dialog->isVisible())
            QVERIFY(dialog->grab().save(
                QDir(m_folder).filePath(QStringLiteral("%1-%2-dialog.png").arg(name, variant))));
}

void tst_pages_shown::everyScene() {
    QFETCH(int, scene);
    const Scene s = allScenes().at(scene);
    struct Variant {
        const char* name;
        QSize size;
        Colours colours;
        double scale;
        Qt::LayoutDirection direction = Qt::LeftToRight;
        bool comparisonsAlone = false; ///< the pages that a large screen is filled with
    };
    const bool comparison = s.name.contains(QLatin1String("compare"));
    for (const Variant& v :
         {Variant{"1280x800", {1280, 800}, Colours::Light, 1.0},
          Variant{"1280x800-dark", {1280, 800}, Colours::Dark, 1.0},
          Variant{"1024x600", {1024, 600}, Colours::Light, 1.0},
          Variant{"1024x600-dark", {1024, 600}, Colours::Dark, 1.0},
          Variant{"1024x600-14pt", {1024, 600}, Colours::Light, 14 / 10.5},
          Variant{"1280x800-rtl", {1280, 800}, Colours::Light, 1.0, Qt::RightToLeft},
          Variant{"1280x800-200", {1280, 800}, Colours::Light, 2.0},
          Variant{"1920x1080", {1920, 1080}, Colours::Light, 1.0, Qt::LeftToRight, true},
          Variant{"1920x1080-dark", {1920, 1080}, Colours::Dark, 1.0, Qt::LeftToRight, true}}) {
        if (v.comparisonsAlone && !comparison)
            continue;
        QApplication::setLayoutDirection(v.direction);
        m_theme->setColours(v.colours);
        m_theme->setTextScale(v.scale);
        WindowFixture fixture;
        MainWindow window(fixture.services());
        window.resize(v.size);
        window.show();
        settle();
        s.show(fixture, window);
        settle();
        QVERIFY2(window.width() <= v.size.width() && window.height() <= v.size.height(),
                 qPrintable(QStringLiteral("%1 needs %2x%3")
                                .arg(QLatin1String(v.name))
                                .arg(window.width())
                                .arg(window.height())));
        save(window, s.name, QLatin1String(v.name));
        check(window, QLatin1String(v.name));
        QApplication::setLayoutDirection(Qt::LeftToRight);
        if (QTest::currentTestFailed())
            return;
    }
}

/// All seven words of the vocabulary appear in the rail or in the stages of these scenes.
void tst_pages_shown::stateVocabulary() {
    m_theme->setTextScale(1.0);
    QString all;
    for (const Scene& s : runScenes() + connectScenes()) {
        WindowFixture fixture;
        MainWindow window(fixture.services());
        window.show();
        s.show(fixture, window);
        settle();
        for (QAbstractItemView* v : window.findChildren<QAbstractItemView*>()) {
            if (!v->isVisible() || !v->model())
                continue;
            std::function<void(const QModelIndex&)> walk = [&](const QModelIndex& parent) {
                for (int r = 0; r < v->model()->rowCount(parent); ++r) {
                    const QModelIndex i = v->model()->index(r, 0, parent);
                    all += i.data(Qt::AccessibleTextRole).toString() + u'\n';
                    walk(i);
                }
            };
            walk({});
        }
    }
    for (const char* word : {"Not started", "Needs you", "Running", "Done", "Skipped", "Failed", "Undone"})
        QVERIFY2(all.contains(QLatin1String(word)), word);
}

/// What made the verdict is said on the page itself, in both sizes, and stands in a tile and in the tree.
void tst_pages_shown::decisionIsShown() {
    m_theme->setTextScale(1.0);
    for (const QSize& size : {QSize(1280, 800), QSize(1024, 600)}) {
        WindowFixture fixture;
        MainWindow window(fixture.services());
        window.resize(size);
        window.show();
        verdictScenes().first().show(fixture, window);
        settle();
        auto* page = window.findChild<ComparePage*>(); // the page of two snapshots has such a view, too
        QVERIFY(page);
        auto* line = page->findChild<TextLabel*>(QStringLiteral("decidedBy"));
        QVERIFY(line && line->isVisible() && !line->visibleRegion().isEmpty());
        QVERIFY(line->text().contains(QLatin1String("Rows of each table")));
        QStringList tiles;
        for (const Tile* t : window.findChildren<Tile*>())
            if (t->isVisible())
                tiles << t->accessibleName();
        QVERIFY2(tiles.contains(QStringLiteral("Database: Worse")), qPrintable(tiles.join(u';')));
        QVERIFY2(tiles.contains(QStringLiteral("Other: Look")), qPrintable(tiles.join(u';')));
        auto* tree = page->findChild<DifferenceTree*>();
        QCOMPARE(tree->currentIndex().data().toString(), QStringLiteral("Rows of each table"));
    }
}

/// Keep is marked where all is well, going back where something got worse; neither is pressed by Enter.
void tst_pages_shown::theMarkedButtonFollowsTheVerdict() {
    m_theme->setTextScale(1.0);
    for (const bool worse : {false, true}) {
        WindowFixture fixture;
        MainWindow window(fixture.services());
        window.resize(1280, 800);
        window.show();
        if (worse) {
            verdictScenes().first().show(fixture, window);
        } else {
            WindowFixture::compared(flowAt(fixture, window));
            page(window, "compare");
        }
        settle();
        const auto kind = [&window](const char* id) {
            auto* b = qobject_cast<QPushButton*>(window.steps()->currentPage()->button(QLatin1String(id)));
            return b && !b->isDefault() ? b->property("kind").toString() : QStringLiteral("none");
        };
        QCOMPARE(kind("go-back"), worse ? QStringLiteral("primary") : QString());
        QCOMPARE(kind("keep"), worse ? QString() : QStringLiteral("primary"));
    }
}

/// Spare height of a page goes below its cards, not into them.
void tst_pages_shown::cardsAreNoHigherThanTheirText() {
    m_theme->setTextScale(1.0);
    WindowFixture fixture;
    MainWindow window(fixture.services());
    window.resize(1280, 800);
    window.show();
    WindowFixture::advised(flowAt(fixture, window, Task::Look));
    page(window, "done");
    settle();
    auto* figures = window.steps()->currentPage()->findChild<Figures*>();
    QVERIFY(figures && figures->isVisible());
    QVERIFY2(figures->height() <= px(100), qPrintable(QString::number(figures->height())));
}

/// From right to left the rows of the lists are the mirror of those from left to right: the marks stand on
/// the other side.
void tst_pages_shown::rowsAreMirrored() {
    m_theme->setTextScale(1.0);
    m_theme->setColours(Colours::Light);
    const auto ink = [](const QImage& image, int from,
                        int to) { // pixels that aren't the most frequent colour
        QHash<QRgb, int> count;
        for (int y = 0; y < image.height(); ++y)
            for (int x = from; x < to; ++x)
                ++count[image.pixel(x, y)];
        int most = 0, all = 0;
        for (const int n : std::as_const(count)) {
            most = std::max(most, n);
            all += n;
        }
        return all - most;
    };
    for (const Qt::LayoutDirection direction : {Qt::LeftToRight, Qt::RightToLeft}) {
        QApplication::setLayoutDirection(direction);
        WindowFixture fixture;
        MainWindow window(fixture.services());
        window.resize(1280, 800);
        window.show();
        Flow& flow = flowAt(fixture, window);
        WindowFixture::running(flow, test::sampleRun(test::samplePlan(), RunPhase::Preparing, 4, 0.63),
                               StateWord::Running, QStringLiteral("stage 5 of 15"));
        page(window, "run");
        settle();
        auto* rail = window.findChild<QListView*>(QStringLiteral("rail"));
        QVERIFY(rail);
        const QModelIndex second = rail->model()->index(1, 0);
        const QImage row = rail->viewport()->grab(rail->visualRect(second)).toImage();
        const int mark = px(40), w = row.width(); // the mark's room, at the side where reading begins
        const bool rtl = direction == Qt::RightToLeft;
        QVERIFY(ink(row, rtl ? w - mark : 0, rtl ? w : mark) > 20);
        QVERIFY2(ink(row, rtl ? 0 : w - mark, rtl ? mark : w) < 20, rtl ? "rtl" : "ltr");
        QApplication::setLayoutDirection(Qt::LeftToRight);
    }
}

/// A run was watched, then another is begun in the same window: what is known of the server is known.
void tst_pages_shown::aNewRunForgetsTheFormerOne() {
    WindowFixture fixture;
    MainWindow window(fixture.services());
    Flow& flow = flowAt(fixture, window);
    WindowFixture::planned(flow);
    FlowSeam::attached(flow.runStep(), true);
    flow.runStep().start();
    QVERIFY(!flow.runStep().isAttached());
    QCOMPARE(flow.truthLine(), QStringLiteral("6.3.0 is serving. Nothing was started."));
}

void tst_pages_shown::changedFilesAreChosenOnThePlan() {
    WindowFixture fixture;
    MainWindow window(fixture.services());
    window.resize(1024, 600);
    window.show();
    for (const Scene& s : runScenes())
        if (s.name == QLatin1String("05-plan-choices-open"))
            s.show(fixture, window);
    settle();
    PlanStep& plan = window.steps()->flow().planStep();
    QRadioButton *patch = nullptr, *reapply = nullptr;
    for (QRadioButton* r : window.steps()->currentPage()->findChildren<QRadioButton*>())
        if (r->accessibleName().startsWith(QLatin1String("Your changed files: ")))
            (patch ? reapply : patch) = r;
    QVERIFY(patch && patch->isVisible() && !patch->isChecked());
    patch->click();
    settle();
    QVERIFY(patch->isChecked());
    QVERIFY(plan.choices.localChanges == LocalChanges::KeepAside);
    QVERIFY(!window.steps()->flow().adviceStep().choices.reapplyLocalChanges);
    QCOMPARE(cutLabels(window), QStringList());
    reapply->click(); // a longer value in the place of a shorter one
    settle();
    QVERIFY(plan.choices.localChanges == LocalChanges::Reapply);
    QCOMPARE(cutLabels(window), QStringList());
    // What else was chosen stays.
    QVERIFY(!plan.keepCopyHere.isEmpty());
    QVERIFY(plan.choices.databaseAdmin && plan.choices.commercialFiles);
}

/// A picture of an unattended run is taken in the turn in which the page was filled.
void tst_pages_shown::whatWasFilledInIsShownAtOnce() {
    WindowFixture fixture;
    MainWindow window(fixture.services());
    window.resize(1280, 800);
    window.show();
    settle();
    Flow& flow = flowAt(fixture, window);
    WindowFixture::recorded(flow);
    ServerFacts facts = sampleServer();
    facts.installations[0].code.modifiedCount = 2;
    FlowSeam::facts(flow.lookStep(), facts, 0, flow.lookStep().releases());
    page(window, "plan");
    settle();
    QString missing;
    QVERIFY(window.steps()->currentPage()->fill({{QStringLiteral("localChanges"), QStringLiteral("reapply")}},
                                                &missing));
    showNow(*window.steps()->currentPage());
    QCOMPARE(cutLabels(window), QStringList());
}

QTEST_MAIN(tst_pages_shown)
#include "tst_pages_shown.moc"
