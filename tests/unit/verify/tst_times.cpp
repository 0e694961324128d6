#include "verify/rank_test.h"
#include "verify/times_test.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>

using namespace df;

namespace {

/// A server under load, made up: each call has its own usual time and spread; the load that all feel wanders
/// from round to round (it hangs together: the next round is like this one), may jump between snapshots, and
/// now and then a single answer takes ten times as long.
class BusyServer {
public:
    explicit BusyServer(unsigned seed, int calls = 30) : m_random(seed) {
        for (int i = 0; i < calls; ++i)
            m_usual.append(std::exp(1.5 + 3.0 * uniform())); // 4 to 90 ms
    }
    double loadBetween =
        0.4;           ///< how far apart the load of two snapshots lies (standard deviation of its log)
    double amount = 0; ///< milliseconds that a loaded server adds to every call

    [[nodiscard]] QVector<CallTime> snapshot(int slowCall = -1, double factor = 1, int repetitions = 12) {
        const double general = loadBetween * normal();
        const double added = amount * uniform();
        QVector<CallTime> times(m_usual.size());
        double load = 0.2 * normal();
        for (int round = 0; round < repetitions; ++round) {
            load = 0.8 * load + 0.12 * normal();
            for (qsizetype i = 0; i < times.size(); ++i) {
                const double slow = i == slowCall ? factor : 1;
                const double outlier = uniform() < 0.02 ? 10 : 1;
                times[i].milliseconds.append(std::round(10 * (m_usual[i] * slow * outlier *
                                                                  std::exp(general + load + 0.12 * normal()) +
                                                              added)) /
                                             10);
            }
        }
        for (qsizetype i = 0; i < times.size(); ++i) {
            times[i].call = QStringLiteral("GET /api/v2/service%1").arg(i);
            times[i].status = 200;
        }
        return times;
    }
    [[nodiscard]] double usual(int call) const { return m_usual[call]; }
    [[nodiscard]] int callOver(double milliseconds) const {
        for (int i = 0; i < m_usual.size(); ++i)
            if (m_usual[i] > milliseconds)
                return i;
        return 0;
    }

private:
    double normal() { return std::normal_distribution<double>(0, 1)(m_random); }
    double uniform() { return std::uniform_real_distribution<double>(0, 1)(m_random); }
    std::mt19937 m_random;
    QVector<double> m_usual;
};

QStringList slower(const TimesTest& test) {
    QStringList calls;
    for (const CallJudgement& call : test.judged)
        if (call.slower)
            calls.append(call.call);
    return calls;
}

CallTime call(const char* name, const QVector<double>& milliseconds, int status = 200) {
    return {QLatin1String(name), status, milliseconds};
}

} // namespace

class TestTimes : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void chancesAreThoseOfTheTables_data();
    void chancesAreThoseOfTheTables();
    void holmOrdersThem();
    void anUnchangedServerGivesFewerFalseAlarmsThanStated_data();
    void anUnchangedServerGivesFewerFalseAlarmsThanStated();
    void twiceAsSlowIsFoundAndNothingElse_data();
    void twiceAsSlowIsFoundAndNothingElse();
    void aFewMillisecondsAreNotWorthALook();
    void aServerThatIsSlowerAsAWholeIsDrift();
    void whatCannotBeJudgedSaysWhy();
    void theStatementNamesItsNumbers();
};

/// By counting: of all ways to deal the values out, those that put as much or more on "after".
void TestTimes::chancesAreThoseOfTheTables_data() {
    QTest::addColumn<QVector<double>>("before");
    QTest::addColumn<QVector<double>>("after");
    QTest::addColumn<double>("chance");
    const auto row = [](const char* name, const QVector<double>& before, const QVector<double>& after,
                        double chance) { QTest::newRow(name) << before << after << chance; };
    row("3 and 3, apart", {1, 2, 3}, {4, 5, 6}, 1.0 / 20);
    row("4 and 4, apart", {1, 2, 3, 4}, {5, 6, 7, 8}, 1.0 / 70);
    row("4 and 4, one place", {1, 2, 3, 5}, {4, 6, 7, 8}, 2.0 / 70);
    row("4 and 4, a tie", {1, 2, 3, 5}, {5, 6, 7, 8}, 2.0 / 70);
    row("5 and 3", {1, 2, 3, 4, 5}, {6, 7, 8}, 1.0 / 56);
    row("12 and 12, apart", {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12},
        {13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24}, 1.0 / 2704156);
    row("nothing", {}, {1, 2}, 1);
    row("all the same", {1, 1, 1}, {1, 1, 1}, 1);
}

void TestTimes::chancesAreThoseOfTheTables() {
    QFETCH(QVector<double>, before);
    QFETCH(QVector<double>, after);
    QFETCH(double, chance);
    QVERIFY2(std::abs(chanceOfBeingHigher(before, after) / chance - 1) < 1e-9,
             qPrintable(QString::number(chanceOfBeingHigher(before, after))));
    if (chance < 0.04) {
        QVERIFY(chanceOfBeingHigher(after, before) > 0.9);
    }
}

void TestTimes::holmOrdersThem() {
    const QVector<double> corrected = correctedForNumber({0.04, 0.001, 0.02, 0.9});
    QCOMPARE(corrected, (QVector<double>{0.08, 0.004, 0.06, 0.9}));
    QCOMPARE(correctedForNumber({0.5, 0.6}), (QVector<double>{1.0, 1.0}));
}

void TestTimes::anUnchangedServerGivesFewerFalseAlarmsThanStated_data() {
    QTest::addColumn<double>("loadBetween");
    QTest::addColumn<double>("amount");
    QTest::addColumn<int>("calls");
    QTest::newRow("quiet") << 0.0 << 0.0 << 30;
    QTest::newRow("loads up to twice apart") << 0.4 << 0.0 << 30;
    QTest::newRow("every call waits") << 0.3 << 40.0 << 30;
    QTest::newRow("few calls") << 0.4 << 10.0 << 6;
    QTest::newRow("many calls") << 0.4 << 0.0 << 120;
}

void TestTimes::anUnchangedServerGivesFewerFalseAlarmsThanStated() {
    QFETCH(double, loadBetween);
    QFETCH(double, amount);
    QFETCH(int, calls);
    constexpr unsigned pairs = 300;
    int alarms = 0;
    double stated = 0;
    for (unsigned seed = 0; seed < pairs; ++seed) {
        BusyServer server(seed, calls);
        server.loadBetween = loadBetween;
        server.amount = amount;
        const QVector<CallTime> before = server.snapshot();
        const TimesTest test = judgeTimes(before, server.snapshot());
        QCOMPARE(test.calls, calls);
        stated = test.falseAlarms;
        alarms += slower(test).isEmpty() ? 0 : 1;
    }
    QVERIFY2(alarms <= stated * pairs, qPrintable(QString::number(alarms)));
}

void TestTimes::twiceAsSlowIsFoundAndNothingElse_data() {
    QTest::addColumn<double>("loadBetween");
    QTest::addColumn<double>("atLeast");
    QTest::newRow("the load is alike") << 0.1 << 0.95;
    QTest::newRow("loads up to twice apart") << 0.4 << 0.7; // much less busy than before: nobody waits longer
}

void TestTimes::twiceAsSlowIsFoundAndNothingElse() {
    QFETCH(double, loadBetween);
    QFETCH(double, atLeast);
    constexpr unsigned pairs = 200;
    int found = 0, others = 0;
    for (unsigned seed = 0; seed < pairs; ++seed) {
        BusyServer server(seed);
        server.loadBetween = loadBetween;
        const int slow = server.callOver(20);
        const QVector<CallTime> before = server.snapshot();
        const QStringList calls = slower(judgeTimes(before, server.snapshot(slow, 2)));
        const bool isThere = calls.contains(QStringLiteral("GET /api/v2/service%1").arg(slow));
        found += isThere ? 1 : 0;
        others += calls.size() > (isThere ? 1 : 0) ? 1 : 0;
    }
    QVERIFY2(found >= atLeast * pairs, qPrintable(QString::number(found)));
    QVERIFY2(others <= 0.01 * pairs, qPrintable(QString::number(others)));
}

/// However sure it is.
void TestTimes::aFewMillisecondsAreNotWorthALook() {
    const auto side = [](double milliseconds) {
        QVector<CallTime> times;
        for (int i = 0; i < 6; ++i) {
            times.append({QString::number(i), 200, {}});
            for (int n = 0; n < 40; ++n)
                times.last().milliseconds.append((i == 2 ? milliseconds : 10.0) + 0.01 * ((n * 7 + i) % 11));
        }
        return times;
    };
    QCOMPARE(slower(judgeTimes(side(10), side(14))), QStringList());
    QCOMPARE(slower(judgeTimes(side(10), side(18))), QStringList{QStringLiteral("2")});
    QCOMPARE(slower(judgeTimes(side(18), side(10))), QStringList());
}

void TestTimes::aServerThatIsSlowerAsAWholeIsDrift() {
    BusyServer server(7);
    server.loadBetween = 0;
    const QVector<CallTime> before = server.snapshot();
    QVector<CallTime> after = server.snapshot();
    for (CallTime& time : after)
        for (double& ms : time.milliseconds)
            ms *= 3;
    const TimesTest test = judgeTimes(before, after);
    QCOMPARE(slower(test), QStringList());
    QVERIFY2(test.drift > 2.4 && test.drift < 3.6, qPrintable(QString::number(test.drift)));
}

void TestTimes::whatCannotBeJudgedSaysWhy() {
    BusyServer server(3, 8);
    QVector<CallTime> before = server.snapshot(), after = server.snapshot();
    before.append(call("GET /few", {1, 2, 3}));
    after.append(call("GET /few", {90, 91, 92}));
    before.append(call("GET /broken", before[0].milliseconds));
    after.append(call("GET /broken", before[0].milliseconds, 500));
    after.append(call("GET /new", before[0].milliseconds));
    const TimesTest test = judgeTimes(before, after);
    QCOMPARE(test.calls, 8);
    QCOMPARE(test.judged.size(), 10);
    QVERIFY(test.judged[8].notJudged.contains(QLatin1String("12")));
    QVERIFY(!test.judged[9].notJudged.isEmpty());
    QCOMPARE(slower(test), QStringList());
    // Too few in all: no test, and no name of one.
    const TimesTest none = judgeTimes(before.mid(0, 4), after.mid(0, 4));
    QVERIFY(none.name.isEmpty());
    QVERIFY(!none.statement.isEmpty());
    QCOMPARE(none.calls, 0);
    QVERIFY(!none.judged[0].notJudged.isEmpty());
    QVERIFY(judgeTimes({}, {}).judged.isEmpty());
}

void TestTimes::theStatementNamesItsNumbers() {
    BusyServer server(5);
    const QVector<CallTime> before = server.snapshot();
    const TimesTest test = judgeTimes(before, server.snapshot());
    QVERIFY(!test.name.isEmpty());
    QCOMPARE(test.repetitions, 12);
    QCOMPARE(test.falseAlarms, 0.01);
    for (const char* number : {"30 calls", "12 times", "1 %", "5 ms"})
        QVERIFY2(test.statement.contains(QLatin1String(number)), qPrintable(test.statement));
}

QTEST_GUILESS_MAIN(TestTimes)
#include "tst_times.moc"
