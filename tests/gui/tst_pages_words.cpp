#include "support/gui_samples.h"
#include "words/amounts.h"
#include "words/error_words.h"

#include <QtTest>

using namespace df;

/// Every failure has words of its own: what happened, what it means now, what can be done.
class tst_pages_words : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyCodeHasWords();
    void everyWaitingPhaseHasWords();
    void knownFailures_data();
    void knownFailures();
    void neverSaysExactlyAsBeforeUnlessProven();
    void forbiddenWords();
    void amounts();
    void aPauseNobodyAskedForHere();

private:
    static QVector<ErrorCode> codes();
    static QVector<Words> allWords();
};

QVector<ErrorCode> tst_pages_words::codes() {
    QVector<ErrorCode> all;
    // toString() knows every code; the last one is NotAvailable.
    for (int i = 0; i <= static_cast<int>(ErrorCode::NotAvailable); ++i)
        all.append(static_cast<ErrorCode>(i));
    return all;
}

QVector<Words> tst_pages_words::allWords() {
    QVector<Words> all;
    for (const ErrorCode c : codes())
        all.append(wordsFor(
            {c, QStringLiteral("technical sentence"), {QStringLiteral("api.example.com")}, {}, false}));
    const Plan plan = test::samplePlan();
    for (const RunPhase p :
         {RunPhase::Paused, RunPhase::Failed, RunPhase::SwitchUndone, RunPhase::WentBack, RunPhase::Stuck}) {
        RunState run = test::undoneRun(plan, 10);
        run.phase = p;
        all.append(wordsForRun(run, plan, {QStringLiteral("api.example.com"), plan.from, plan.to, true, {}}));
    }
    return all;
}

void tst_pages_words::everyCodeHasWords() {
    QSet<QString> titles;
    for (const ErrorCode c : codes()) {
        const Words w = wordsFor({c,
                                  QStringLiteral("technical sentence"),
                                  {QStringLiteral("api.example.com")},
                                  QStringLiteral("raw"),
                                  false});
        const QByteArray name = toString(c).toUtf8();
        QVERIFY2(!name.isEmpty(), qPrintable(QString::number(static_cast<int>(c))));
        QVERIFY2(!w.title.isEmpty() && w.title.endsWith(QLatin1Char('.')), name);
        QVERIFY2(!w.happened.isEmpty(), name);
        QVERIFY2(!w.means.isEmpty(), name);
        QVERIFY2(w.actions.size() >= 1 && w.actions.size() <= 3, name);
        QVERIFY2(!w.actions.first().startsChange, name);
        QVERIFY2(w.detail.contains(QLatin1String("raw")), name);
        QVERIFY2(!titles.contains(w.title), name);
        titles.insert(w.title);
    }
}

void tst_pages_words::everyWaitingPhaseHasWords() {
    const Plan plan = test::samplePlan();
    for (const RunPhase p :
         {RunPhase::Paused, RunPhase::Failed, RunPhase::SwitchUndone, RunPhase::WentBack, RunPhase::Stuck}) {
        RunState run = test::undoneRun(plan, 10);
        run.phase = p;
        const Words w =
            wordsForRun(run, plan, {QStringLiteral("api.example.com"), plan.from, plan.to, true, {}});
        QVERIFY(!w.title.isEmpty());
        QVERIFY(!w.means.isEmpty());
        QVERIFY(!w.facts.isEmpty());
        QVERIFY(!w.actions.isEmpty());
        // Safest first: where there is a way to leave things as they are, it is the first.
        if (w.actions.size() > 1)
            QVERIFY(!w.actions.first().startsChange);
    }
    for (const RunPhase p :
         {RunPhase::Preparing, RunPhase::Switching, RunPhase::Switched, RunPhase::GoingBack, RunPhase::Kept})
        QVERIFY(wordsForRun(test::sampleRun(plan, p, 4, 0.5), plan, {}).title.isEmpty());
}

void tst_pages_words::knownFailures_data() {
    QTest::addColumn<QString>("log");
    QTest::addColumn<bool>("known");
    QTest::newRow("disk") << QStringLiteral("fwrite(): write of 8192 bytes failed: No space left on device")
                          << true;
    QTest::newRow("network")
        << QStringLiteral(
               "curl error 6 while downloading https://repo.example/packages.json: Could not resolve host")
        << true;
    QTest::newRow("ext")
        << QStringLiteral("mongodb/mongodb 2.1.0 requires ext-mongodb ^2.1 -> it is missing from your system")
        << true;
    QTest::newRow("zlib") << QStringLiteral("zlib_decode(): data error") << true;
    QTest::newRow("memory") << QStringLiteral(
                                   "PHP Fatal error:  Allowed memory size of 134217728 bytes exhausted")
                            << true;
    QTest::newRow("lock") << QStringLiteral("SQLSTATE[HY000]: General error: 1205 Lock wait timeout exceeded")
                          << true;
    QTest::newRow("mac") << QStringLiteral("The MAC is invalid.") << true;
    QTest::newRow("rights")
        << QStringLiteral(
               "file_put_contents(storage/framework/cache/x): Failed to open stream: Permission denied")
        << true;
    QTest::newRow("migration") << QStringLiteral("SQLSTATE[42S22]: Column not found") << true;
    QTest::newRow("unknown") << QStringLiteral("something else went on") << false;
}

void tst_pages_words::knownFailures() {
    QFETCH(QString, log);
    QFETCH(bool, known);
    const KnownFailure f = knownFailure(log);
    QCOMPARE(!f.title.isEmpty(), known);
    QCOMPARE(!f.remedy.isEmpty(), known);
    // a broken table is no broken package
    QVERIFY(knownFailure(QStringLiteral("SQLSTATE[HY000]: 1877 Table `innodb_table_stats` is corrupted."))
                .title.contains(QStringLiteral("database")));
}

void tst_pages_words::neverSaysExactlyAsBeforeUnlessProven() {
    const Plan plan = test::samplePlan();
    for (const RunPhase p : {RunPhase::SwitchUndone, RunPhase::WentBack}) {
        RunState run = test::undoneRun(plan, 10);
        run.phase = p;
        const auto says = [&] {
            const Words w = wordsForRun(run, plan, {QStringLiteral("h"), plan.from, plan.to, true, {}});
            return (w.title + w.means).contains(QLatin1String("exactly as before"));
        };
        QVERIFY(says());
        run.fingerprint.same = false;
        run.fingerprint.differences = {QStringLiteral("table user: 42 rows before, 41 now")};
        QVERIFY(!says());
        run.fingerprint = {};
        QVERIFY(!says());
    }
}

void tst_pages_words::forbiddenWords() {
    for (const Words& w : allWords()) {
        QString all = w.title + u' ' + w.happened + u' ' + w.means + u' ' + w.hint;
        for (const Words::Action& a : w.actions) {
            QString text = a.text;
            text.remove(u'&');
            QVERIFY2(text != QLatin1String("OK") && text != QLatin1String("Yes") &&
                         text != QLatin1String("Cancel"),
                     qPrintable(text));
            all += u' ' + text;
        }
        for (const char* no : {"Please wait", "Oops", "An error occurred", "artisan", "symlink", "migrate"})
            QVERIFY2(!all.contains(QLatin1String(no), Qt::CaseInsensitive), qPrintable(all));
    }
}

void tst_pages_words::amounts() {
    QCOMPARE(duration(0.2), QStringLiteral("0.2 s"));
    QCOMPARE(duration(9), QStringLiteral("9 s"));
    QCOMPARE(duration(91), QStringLiteral("1 min 31 s"));
    QCOMPARE(duration(724), QStringLiteral("12 min 04 s"));
    QCOMPARE(duration(7440), QStringLiteral("2 h 4 min"));
    QCOMPARE(durationRange(10, 30), QStringLiteral("10–30 s"));
    QCOMPARE(durationRange(1, 1), QStringLiteral("1 s"));
    QCOMPARE(durationRange(540, 840), QStringLiteral("9–14 min"));
    QCOMPARE(durationRange(8, 92), QStringLiteral("8 s – 2 min"));
    QCOMPARE(bytes(4096), QStringLiteral("4 KB"));
    QCOMPARE(bytes(84LL * 1024 * 1024), QStringLiteral("84 MB"));
    QCOMPARE(bytes(2040LL * 1024 * 1024), QStringLiteral("2.0 GB"));
}

/// A run that another computer holds until it has its copies isn't paused "as you asked".
void tst_pages_words::aPauseNobodyAskedForHere() {
    const Plan plan = test::samplePlan();
    const RunState run = test::sampleRun(plan, RunPhase::Paused, 7, -1);
    Situation where{QStringLiteral("h"), plan.from, plan.to, true, {}, {}, true};
    QVERIFY(wordsForRun(run, plan, where).title.contains(QLatin1String("as you asked")));
    where.pauseAsked = false;
    const Words held = wordsForRun(run, plan, where);
    QVERIFY(!(held.title + held.happened).contains(QLatin1String("as you asked")));
    QVERIFY(held.happened.contains(QLatin1String("copies")));
}

QTEST_MAIN(tst_pages_words)
#include "tst_pages_words.moc"
