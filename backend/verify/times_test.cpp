#include "verify/times_test.h"

#include "verify/judge.h"
#include "verify/rank_test.h"

#include <QHash>

#include <algorithm>
#include <cmath>

namespace df {
namespace {

constexpr qsizetype fewestRepetitions = 12;
constexpr qsizetype fewestCalls = 5;       ///< fewer don't tell the server's drift from a call's own change
constexpr double falseAlarms = 0.01;       ///< over the whole comparison
constexpr double smallestMilliseconds = 5; ///< nobody notices less, and no client's timeout hangs on it
constexpr double standsOut = 3;            ///< times the spread of the calls' drifts
constexpr double shortestMilliseconds = 0.1;

struct Pair {
    qsizetype at; ///< in TimesTest::judged
    QVector<double> before, after;
};

QVector<double> atLeastShortest(QVector<double> times) {
    for (double& ms : times)
        ms = std::max(ms, shortestMilliseconds);
    return times;
}

bool went(const CallTime& time) { return time.status >= 200 && time.status < 400; }

QString whyNot(const CallTime& before, const CallTime& after) {
    if (!went(before) || !went(after))
        return CompareText::tr("Only calls that work on both sides have times that can be compared.");
    if (std::min(before.milliseconds.size(), after.milliseconds.size()) < fewestRepetitions)
        return CompareText::tr("It was made too seldom: %1 and %2 times, and the test wants %3.")
            .arg(before.milliseconds.size())
            .arg(after.milliseconds.size())
            .arg(fewestRepetitions);
    return {};
}

/// What all calls have in common in each round, as a factor: how long the n-th repetitions took beside what
/// is usual for their calls. A round that fewer calls took part in says nothing.
QVector<double> rounds(const QVector<Pair>& pairs, QVector<double> Pair::*side) {
    QVector<double> factors;
    for (qsizetype round = 0;; ++round) {
        QVector<double> beside;
        for (const Pair& pair : pairs)
            if (round < (pair.*side).size())
                beside.append((pair.*side)[round] / medianOf(pair.*side));
        if (beside.isEmpty())
            return factors;
        factors.append(beside.size() < fewestCalls ? 1.0 : medianOf(beside));
    }
}

void takeOutRounds(QVector<Pair>& pairs, QVector<double> Pair::*side) {
    const QVector<double> factors = rounds(pairs, side);
    for (Pair& pair : pairs)
        for (qsizetype round = 0; round < (pair.*side).size(); ++round)
            (pair.*side)[round] /= factors[round];
}

/// How much longer calls took afterwards: as a factor and as an amount.
struct Drift {
    double factor = 1, amount = 0, spread = 0;

    [[nodiscard]] double takenOut(double ms) const { return std::min(ms / factor, ms - amount); }
    [[nodiscard]] double putIn(double ms) const { return std::max(ms * factor, ms + amount); }
};

double logRatio(const Pair& pair) { return std::log(medianOf(pair.after) / medianOf(pair.before)); }

Drift driftOf(const QVector<Pair>& pairs) {
    QVector<double> ratios, amounts, away;
    for (const Pair& pair : pairs) {
        ratios.append(logRatio(pair));
        amounts.append(medianOf(pair.after) - medianOf(pair.before));
    }
    const double middle = medianOf(ratios);
    for (const double ratio : std::as_const(ratios))
        away.append(std::abs(ratio - middle));
    return {std::exp(middle), medianOf(amounts), 1.4826 * medianOf(away)};
}

double chanceOf(const Pair& pair, const Drift& drift) {
    QVector<double> after;
    for (const double ms : pair.after)
        after.append(drift.takenOut(ms) - smallestMilliseconds);
    return chanceOfBeingHigher(pair.before, after);
}

/// Beside the test: it is about this call and not about how calls differ; and somebody waits longer, both
/// than before and than the load leads to expect.
bool matters(const Pair& pair, const Drift& drift, const CallJudgement& call) {
    return logRatio(pair) - std::log(drift.factor) > standsOut * drift.spread &&
           call.after - std::max(call.before, call.expected) > smallestMilliseconds;
}

QString statementOf(const TimesTest& test) {
    return CompareText::
        tr("%1 calls, made at least %2 times on each side, were compared by ranks against their own spread "
           "(Mann and Whitney's test, one-sided, exact, corrected by Holm for %1 calls). If nothing "
           "changed, the chance of even one false alarm in the whole comparison is at most %3 %. What all "
           "calls have in common – the server's load, here %4 times as long – is taken out first, and less "
           "than %5 ms is never called slower. Taken for granted: most calls did not change by themselves, "
           "and beyond the common load the repetitions of one call do not hang together.")
            .arg(test.calls)
            .arg(test.repetitions)
            .arg(100 * test.falseAlarms, 0, 'g', 2)
            .arg(test.drift, 0, 'f', 2)
            .arg(test.smallest, 0, 'f', 0);
}

void decide(TimesTest& test, QVector<Pair>& pairs) {
    takeOutRounds(pairs, &Pair::before);
    takeOutRounds(pairs, &Pair::after);
    const Drift drift = driftOf(pairs);
    QVector<double> chances;
    for (const Pair& pair : std::as_const(pairs))
        chances.append(chanceOf(pair, drift));
    chances = correctedForNumber(chances);
    for (qsizetype i = 0; i < pairs.size(); ++i) {
        CallJudgement& call = test.judged[pairs[i].at];
        call.expected = drift.putIn(call.before);
        call.p = chances[i];
        call.slower = call.p <= test.falseAlarms && matters(pairs[i], drift, call);
    }
    test.drift = drift.factor;
    test.statement = statementOf(test);
}

void add(TimesTest& test, QVector<Pair>& pairs, const CallTime& was, const CallTime& is) {
    const double usual = medianOf(was.milliseconds);
    test.judged.append({was.call, usual, medianOf(is.milliseconds), usual, 1, false, whyNot(was, is)});
    if (test.judged.last().notJudged.isEmpty())
        pairs.append(
            {test.judged.size() - 1, atLeastShortest(was.milliseconds), atLeastShortest(is.milliseconds)});
}

TimesTest tooFew(TimesTest test, const QVector<Pair>& pairs) {
    test.statement = CompareText::tr("Response times were not judged: fewer than %1 calls were made often "
                                     "enough, too few to tell a slower call from a busy server.")
                         .arg(fewestCalls);
    for (const Pair& pair : pairs)
        test.judged[pair.at].notJudged = test.statement;
    return test;
}

void name(TimesTest& test, const QVector<Pair>& pairs) {
    test.name = CompareText::tr("Mann–Whitney test, one-sided, exact, corrected for %1 calls (Holm)")
                    .arg(pairs.size());
    test.calls = static_cast<int>(pairs.size());
    test.falseAlarms = falseAlarms;
    test.smallest = smallestMilliseconds;
    qsizetype fewest = pairs.first().before.size();
    for (const Pair& pair : pairs)
        fewest = std::min({fewest, pair.before.size(), pair.after.size()});
    test.repetitions = static_cast<int>(fewest);
}

} // namespace

TimesTest judgeTimes(const QVector<CallTime>& before, const QVector<CallTime>& after) {
    QHash<QString, const CallTime*> now;
    for (const CallTime& is : after)
        now.insert(is.call, &is);
    TimesTest test;
    QVector<Pair> pairs;
    for (const CallTime& was : before)
        if (const CallTime* is = now.value(was.call))
            add(test, pairs, was, *is);
    if (pairs.size() < fewestCalls)
        return tooFew(std::move(test), pairs);
    name(test, pairs);
    decide(test, pairs);
    return test;
}

} // namespace df
