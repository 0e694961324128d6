#include "models/difference_model.h"
#include "models/fact_rows.h"
#include "models/facts_model.h"
#include "models/fold_model.h"
#include "models/rail_model.h"
#include "pages/run_values.h"
#include "support/gui_samples.h"
#include "support/sample_facts.h"
#include "theme/mirrored.h"
#include "verify/area_title.h"
#include "verify/expected.h"
#include "widgets/paired_bars.h"
#include "widgets/question_card.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QPainter>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QtTest>

using namespace df;

class tst_pages_models : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void foldModelUpdatesInPlace();
    void differencesAsTree();
    void everyAreaHasAGroup();
    void whatIsNoLongerSeenIsShown();
    void unknownAreasAreShownToo();
    void differencesFiltered();
    void nextDifferenceGoesRound();
    void factsHaveSourcesAndStates();
    void closedFolderIsNotGuessedAt();
    void newerFactsHaveTheirRows();
    void hostileFactsAreClipped();
    void railWords();
    void responseTimesInWords();
    void fingerprints();
    void figuresOfARun();
    void mirroredPlaces();

private:
    static Comparison comparison();
};

Comparison tst_pages_models::comparison() {
    Expected e;
    e.fromRelease = QStringLiteral("6.3.0");
    e.toRelease = QStringLiteral("7.6.0");
    return compare(test::sampleBefore(), test::sampleAfter(), e);
}

void tst_pages_models::foldModelUpdatesInPlace() {
    FoldModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto groups = [](const QString& text, Qt::CheckState check) {
        return QVector<FoldGroup>{
            {QStringLiteral("a"),
             QStringLiteral("A"),
             {},
             {{QStringLiteral("1"), text, {}, check, true}, {QStringLiteral("2"), text, {}, {}, false}}},
            {QStringLiteral("b"), QStringLiteral("B"), {}, {{QStringLiteral("3"), text, {}, {}, true}}}};
    };
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    model.setGroups(groups(QStringLiteral("x"), Qt::Unchecked));
    QCOMPARE(resets.count(), 1);
    model.setGroups(groups(QStringLiteral("y"), Qt::Unchecked));
    QCOMPARE(resets.count(), 1); // the same rows: an update
    const QModelIndex one = model.indexOf(QStringLiteral("1"));
    QCOMPARE(one.data().toString(), QStringLiteral("y"));
    QCOMPARE(model.rowCount(one), 1);
    QVERIFY(FoldModel::isDetail(model.index(0, 0, one)));
    QCOMPARE(model.rowCount(model.indexOf(QStringLiteral("2"))), 0);
    QSignalSpy ticks(&model, &FoldModel::checked);
    QVERIFY(model.setData(one, Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(ticks.count(), 1);
    QCOMPARE(ticks.first().first().toString(), QStringLiteral("1"));
    QVERIFY(!model.setData(model.indexOf(QStringLiteral("3")), Qt::Checked, Qt::CheckStateRole));
    model.setGroups({});
    QCOMPARE(model.rowCount(), 0);
}

void tst_pages_models::differencesAsTree() {
    DifferenceModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const Comparison c = comparison();
    model.show(c, {});
    int differences = 0;
    for (const AreaComparison& a : c.areas)
        differences += static_cast<int>(a.differences.size());
    QVERIFY(differences >= 6);
    QCOMPARE(model.differenceCount(), differences);
    const QModelIndex services = model.index(0, 0);
    QCOMPARE(services.data().toString(), QStringLiteral("Services"));
    bool timeout = false, added = false;
    for (int i = 0; i < model.rowCount(services); ++i) {
        const QModelIndex item = model.index(i, 0, services);
        const auto alone = item.data(DifferenceModel::DifferenceRole).value<Difference>();
        timeout = timeout || (alone.attribute == QLatin1String("timeout") &&
                              item.data(DifferenceModel::NoteRole).toString() == QLatin1String("timeout") &&
                              alone.before == QLatin1String("90") && alone.after == QLatin1String("30"));
        if (item.data(DifferenceModel::SignRole).toString() == QLatin1String("plus"))
            added = item.data().toString().contains(QLatin1String("logs"));
        for (int k = 0; k < model.rowCount(item); ++k) {
            const auto d = model.index(k, 0, item).data(DifferenceModel::DifferenceRole).value<Difference>();
            timeout = timeout || (d.attribute == QLatin1String("timeout") &&
                                  d.before == QLatin1String("90") && d.after == QLatin1String("30"));
        }
    }
    QVERIFY(timeout);
    QVERIFY(added);
}

void tst_pages_models::differencesFiltered() {
    DifferenceModel model;
    const Comparison c = comparison();
    model.show(c, {QStringLiteral("timeout"), DifferenceFilter::Which::Differences, {}});
    QCOMPARE(model.differenceCount(), 1);
    model.show(c, {QStringLiteral("no such text"), DifferenceFilter::Which::Differences, {}});
    QCOMPARE(model.differenceCount(), 0);
    QCOMPARE(model.rowCount(), 0);
    model.show(c, {{}, DifferenceFilter::Which::Differences, QStringLiteral("system")});
    QCOMPARE(model.rowCount(), 1);
    model.show(c, {{}, DifferenceFilter::Which::ToLookAt, {}});
    for (QModelIndex i = model.next({}, false), first = i; i.isValid();) {
        QVERIFY(i.data(DifferenceModel::VerdictRole).toInt() >= static_cast<int>(Verdict::Look));
        i = model.next(i, false);
        if (i == first)
            break;
    }
}

void tst_pages_models::nextDifferenceGoesRound() {
    DifferenceModel model;
    model.show(comparison(), {});
    const int count = model.differenceCount();
    QSet<QModelIndex> seen;
    QModelIndex i;
    for (int k = 0; k < count; ++k) {
        i = model.next(i, false);
        QVERIFY(i.isValid());
        seen.insert(i);
        QCOMPARE(model.placeOf(i), k + 1);
    }
    QCOMPARE(seen.size(), count);
    const QModelIndex first = model.next(i, false);
    QVERIFY(seen.contains(first));
    QCOMPARE(model.next(first, true), i);
    const auto look = static_cast<Verdict>(model.firstToLookAt().data(DifferenceModel::VerdictRole).toInt());
    QVERIFY(look >= Verdict::Look);
}

void tst_pages_models::factsHaveSourcesAndStates() {
    const auto rows = factRows(test::sampleServer(), test::sampleInstallation(),
                               {test::sampleTags(), test::sampleRelease()});
    QVERIFY(factCount(rows) > 25);
    int groups = 0;
    for (const FactRow& r : rows) {
        groups += r.group ? 1 : 0;
        QVERIFY(!r.name.isEmpty());
        QVERIFY(!r.stateText.isEmpty());
        if (!r.group)
            QVERIFY2(!r.value.isEmpty() && !r.source.isEmpty(), qPrintable(r.name));
    }
    QVERIFY(groups >= 5);
    FactsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setRows(rows);
    QCOMPARE(model.rowCount(), static_cast<int>(rows.size()));
    // An empty look is shown as what it is, not as values.
    const auto nothing = factRows({}, {}, {});
    QVERIFY(std::any_of(nothing.begin(), nothing.end(),
                        [](const FactRow& r) { return r.state == FactRow::State::NotFound; }));
}

/// Of a folder that may not be entered nothing is said that nobody saw.
void tst_pages_models::closedFolderIsNotGuessedAt() {
    Installation i;
    i.path = QStringLiteral("/opt/dreamfactory");
    i.closed = true;
    i.code.whyNot = QStringLiteral("The account admin may not read this folder.");
    QStringList names, values;
    for (const FactRow& r : factRows(test::sampleServer(), i, {})) {
        names << r.name;
        values << r.value;
    }
    QVERIFY(values.contains(i.path) && values.contains(i.code.whyNot));
    for (const char* name : {"Release", "Edition", "Commit", "Admin screens", "Engine", "Answers",
                             "Schedules", "Settings", "Composer"})
        QVERIFY2(!names.contains(QLatin1String(name)), name);
}

/// Every fact that the advice speaks of can be read here: its value stands in a row, marked where it is odd.
void tst_pages_models::newerFactsHaveTheirRows() {
    ServerFacts s = test::sampleServer();
    Installation i = test::sampleInstallation();
    const auto text = [&s, &i] {
        QStringList all;
        for (const FactRow& r : factRows(s, i, {test::sampleTags(), test::sampleRelease()}))
            all << QStringLiteral("%1: %2 [%3]").arg(r.name, r.value, r.stateText);
        return all.join(u'\n');
    };
    const QString plain = text();
    for (const char* word : {"Quota", "Shared", "Mixed", "Container", "Clock", "Busy"})
        QVERIFY2(!plain.contains(QLatin1String(word)), word);
    s.machine.swapBytes = 1LL << 30;
    s.machine.clockAheadSeconds = -300;
    s.machine.packageManager = QStringLiteral("apt");
    s.machine.packageManagerBusy = QStringLiteral("unattended-upgr (812)");
    s.machine.phpInstallable = {{QStringLiteral("8.3"), QStringLiteral("8.3.14")},
                                {QStringLiteral("8.4"), {}}};
    s.machine.mongodbInstallable = {QStringLiteral("8.3")};
    s.machine.fileSystems[0].quotaFreeBytes = 1000000;
    i.fpm.poolsOfMaster = {QStringLiteral("www"), QStringLiteral("shop")};
    i.fpm.memoryLimit = QStringLiteral("256M");
    i.web.upstreams = {QStringLiteral("10.0.0.6:80")};
    i.env.overridden = {{QStringLiteral("APP_KEY"), QStringLiteral("pool www")}};
    i.database.collations = {{QStringLiteral("utf8mb3_unicode_ci"), 58},
                             {QStringLiteral("utf8mb4_unicode_ci"), 3}};
    i.database.rowFormats = {{QStringLiteral("Dynamic"), 61}};
    i.database.sqlMode = QStringLiteral("STRICT_TRANS_TABLES");
    i.database.zeroDates = 2;
    i.database.largestTables = {{QStringLiteral("service_cache"), 4000000}};
    i.database.missingRights = {QStringLiteral("ALTER")};
    i.database.keyGood = 10;
    i.database.keyBad = 2;
    i.database.keyBadIn = {QStringLiteral("lookup.value")};
    i.database.passwordsDestroyed = 3;
    i.database.ownApiKeys = {QStringLiteral("admin")};
    i.leftCopies = {{QStringLiteral("tree"), QStringLiteral("/opt/dreamfactory.backup"), 2000000000,
                     QDateTime(QDate(2026, 1, 2), QTime(3, 4), Qt::UTC)}};
    i.composerAuth = true;
    i.kind = InstallationKind::Kubernetes;
    i.nameSpace = QStringLiteral("apis");
    i.pod = QStringLiteral("df-7c9");
    i.image = QStringLiteral("df-docker:latest");
    i.containerVolumes = {QStringLiteral("df-storage → /opt/dreamfactory/storage")};
    i.containerEnv = {QStringLiteral("APP_KEY")};
    const QString all = text();
    for (const char* part : {"swap 1",
                             "5 min 00 s behind [Differs]",
                             "apt, held by unattended-upgr (812) [Busy]",
                             "8.3 (8.3.14), 8.4 · mongodb for 8.3 [Found]",
                             "left by quota [Quota]",
                             "pools www, shop",
                             "web 256M",
                             "10.0.0.6:80 [Look]",
                             "APP_KEY by pool www [Look]",
                             "utf8mb3_unicode_ci in 58",
                             "[Mixed]",
                             "Dynamic in 61 [Found]",
                             "STRICT_TRANS_TABLES",
                             "in 2 columns",
                             "service_cache 3",
                             "ALTER [Missing]",
                             "10 of 12 open with APP_KEY; not those in lookup.value [Not all]",
                             "3 users can't log in any more [Destroyed]",
                             "API keys of your own: admin",
                             "/opt/dreamfactory.backup (1.9",
                             "2026-01-02",
                             "with credentials",
                             "df-7c9 in apis",
                             "df-docker:latest",
                             "df-storage →",
                             "Variables of its definition: APP_KEY"})
        QVERIFY2(all.contains(QString::fromUtf8(part)),
                 qPrintable(QString::fromUtf8(part) + QStringLiteral(" in\n") + all));
    i = {};
    QVERIFY(text().contains(QLatin1String("not found out: no PHP-FPM process was seen [Not found out]")));
    i.code.version = QStringLiteral("6.3.0");
    i.code.versionAnswers = {{QStringLiteral("composer.lock"), QStringLiteral("5.1.1–7.0.0")},
                             {QStringLiteral("config/app.php"), QStringLiteral("6.3.0")}};
    QVERIFY(text().contains(QLatin1String("[Two answers]")));
}

void tst_pages_models::hostileFactsAreClipped() {
    Installation i = test::sampleInstallation();
    i.path = QString(100000, QLatin1Char('x'));
    i.code.version = QStringLiteral("<b>6.3.0</b>\n\n<img src=x>");
    for (const FactRow& r : factRows(test::sampleServer(), i, {})) {
        QVERIFY(r.value.size() <= 400);
        QVERIFY(!r.value.contains(u'\n'));
    }
}

void tst_pages_models::railWords() {
    RailModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setItems({{QStringLiteral("look"), QStringLiteral("Look"), StateWord::Done,
                     QStringLiteral("49 facts"), false, true, false}});
    QCOMPARE(model.index(0).data(Qt::AccessibleTextRole).toString(), QStringLiteral("Look, Done · 49 facts"));
    QVERIFY(model.flags(model.index(0)) & Qt::ItemIsEnabled);
}

void tst_pages_models::responseTimesInWords() {
    const auto times = pairedTimes(test::sampleBefore(), test::sampleAfter());
    QCOMPARE(times.size(), 3);
    QVERIFY(times[0].better);
    QVERIFY(times[0].verdict.contains(QLatin1String("faster, 34 %")));
    QCOMPARE(times[1].verdict, QStringLiteral("not judged")); // no test was made
}

void tst_pages_models::fingerprints() {
    const QString key = QStringLiteral("yV3k9QmZp0Lr7TbdWn2Xc8HsUeA5fJ1oGqKzM4wPvDl");
    QCOMPARE(groupedFingerprint(QStringLiteral("SHA256:") + key, 6),
             QStringLiteral("yV3k 9QmZ p0Lr 7Tbd Wn2X c8Hs\nUeA5 fJ1o GqKz M4wP vDl"));
    // Whatever people paste: with prefix, in groups, or the whole line that ssh-keygen prints.
    QCOMPARE(fingerprintIn(QStringLiteral(" SHA256:") + key + QStringLiteral("= ")), key);
    QCOMPARE(fingerprintIn(groupedFingerprint(key, 99)), key);
    QCOMPARE(fingerprintIn(QStringLiteral("256 SHA256:%1 root@api (ED25519)").arg(key)), key);
    QVERIFY(fingerprintIn(QStringLiteral("SHA256:other")) != key);
}

/// An area that decides the verdict and stands in no tile would be a verdict out of nowhere.
void tst_pages_models::everyAreaHasAGroup() {
    QStringList areas = knownAreas();
    QVERIFY(areas.size() >= 26);
    // What the scripts that run on the server really send.
    static const QRegularExpression sent(QStringLiteral("->area\\('([a-z-]+)'"));
    QStringList scripts{QStringLiteral(":/df/remote/snapshot.php")};
    for (const QString& name :
         QDir(QStringLiteral(":/df/remote/snapshot")).entryList({QStringLiteral("*.php")}))
        scripts << QStringLiteral(":/df/remote/snapshot/") + name;
    QVERIFY(scripts.size() > 5);
    int found = 0;
    for (const QString& script : std::as_const(scripts)) {
        QFile file(script);
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(script));
        const QString text = QString::fromUtf8(file.readAll());
        for (auto it = sent.globalMatch(text); it.hasNext(); ++found)
            areas << it.next().captured(1);
    }
    QVERIFY(found >= 10);
    for (const SnapshotArea& a : test::sampleBefore().areas)
        areas << a.id;
    for (const QString& id : std::as_const(areas)) {
        QVERIFY2(groupOfArea(id) != QLatin1String("other"), qPrintable(id));
        QVERIFY2(areaTitle(id) != id, qPrintable(id));
    }
    QStringList twice;
    for (const AreaGroup& g : areaGroups())
        for (const QString& id : g.areas) {
            QVERIFY2(!twice.contains(id), qPrintable(id));
            QVERIFY2(knownAreas().contains(id), qPrintable(id));
            twice << id;
        }
    QCOMPARE(groupOfArea(QStringLiteral("something-new")), QStringLiteral("other"));
}

void tst_pages_models::whatIsNoLongerSeenIsShown() {
    Comparison c;
    AreaComparison gone;
    gone.id = QStringLiteral("tables");
    gone.verdict = c.verdict = Verdict::Worse;
    gone.notCollected = QStringLiteral("The database did not answer.");
    c.areas = {gone};
    DifferenceModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.show(c, {});
    QCOMPARE(model.differenceCount(), 1);
    const QModelIndex at = model.firstToLookAt();
    QVERIFY(at.isValid());
    QCOMPARE(at.data().toString(), QStringLiteral("Rows of each table"));
    QCOMPARE(at.data(DifferenceModel::ReasonRole).toString(), gone.notCollected);
    QCOMPARE(at.data(DifferenceModel::VerdictRole).toInt(), static_cast<int>(Verdict::Worse));
}

void tst_pages_models::unknownAreasAreShownToo() {
    Comparison c;
    AreaComparison strange;
    strange.id = QStringLiteral("something-new");
    strange.verdict = c.verdict = Verdict::Worse;
    strange.differences = {{Difference::Kind::Changed, QStringLiteral("x"), QStringLiteral("x"),
                            QStringLiteral("y"), QStringLiteral("1"), QStringLiteral("2"), Verdict::Worse,
                            QStringLiteral("worse")}};
    c.areas = {strange};
    DifferenceModel model;
    model.show(c, {});
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("Other"));
    QCOMPARE(model.differenceCount(), 1);
}

/// What the run page says in figures: a run that is over has lasted as long as it has, only finished stages
/// are counted, and going back counts what is still to be undone.
void tst_pages_models::figuresOfARun() {
    const Plan plan = test::samplePlan();
    RunState over = test::sampleRun(plan, RunPhase::Switched, 14, -1);
    StepState compare; // not measured yet
    compare.id = QStringLiteral("compare.measure");
    over.steps.append(compare);
    const ProgressValues done = progressValues(plan, over, 0, false);
    QVERIFY2(done.runningFor != QLatin1String("0 s"), qPrintable(done.runningFor));
    QVERIFY2(done.detail.startsWith(QLatin1String("14 of 15")), qPrintable(done.detail));

    RunState back = test::sampleRun(plan, RunPhase::GoingBack, 6, -1);
    back.steps[5].status = StepStatus::Undone;
    const ProgressValues values = progressValues(plan, back, 0, false);
    QVERIFY(!values.usersMayNoticeNow); // the switch never began
    QCOMPARE(values.notice, QStringLiteral("nothing"));
    QVERIFY2(values.toGo.startsWith(u'5'), qPrintable(values.toGo));
    back = test::sampleRun(plan, RunPhase::GoingBack, 12, -1);
    QVERIFY(progressValues(plan, back, 0, false).usersMayNoticeNow);
}

void tst_pages_models::mirroredPlaces() {
    QImage image(100, 20, QImage::Format_RGB32);
    QPainter painter(&image);
    const QRect whole(10, 0, 80, 20);
    const Mirrored ltr(painter, whole, Qt::LeftToRight, QPalette()),
        rtl(painter, whole, Qt::RightToLeft, QPalette());
    QCOMPARE(ltr.at(QRect(10, 0, 5, 20)), QRect(10, 0, 5, 20));
    QCOMPARE(rtl.at(QRect(10, 0, 5, 20)), QRect(85, 0, 5, 20));
    QCOMPARE(rtl.at(QRectF(10, 0, 5, 20)), QRectF(85, 0, 5, 20));
    QCOMPARE(rtl.at(whole), whole);
}

QTEST_MAIN(tst_pages_models)
#include "tst_pages_models.moc"
