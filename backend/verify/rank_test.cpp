#include "verify/rank_test.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace df {
namespace {

constexpr qsizetype exactUpTo = 20;
constexpr double worthCounting = 0.05; ///< above it nothing is decided, and the normal distribution is near

/// Twice the mean ranks, so that they are whole numbers with ties, too: before's first, then after's.
QVector<int> doubledRanks(const QVector<double>& before, const QVector<double>& after) {
    const QVector<double> all = before + after;
    QVector<double> sorted = all;
    std::sort(sorted.begin(), sorted.end());
    QVector<int> ranks;
    ranks.reserve(all.size());
    for (const double value : all) {
        const auto [low, high] = std::equal_range(sorted.begin(), sorted.end(), value);
        ranks.append(static_cast<int>((low - sorted.begin()) + (high - sorted.begin()) + 1));
    }
    return ranks;
}

/// How the sum of `count` of the ranks is distributed if each choice is as likely: counted by adding one rank
/// after the other.
double exactTail(const QVector<int>& ranks, qsizetype count, int sum) {
    const std::size_t width = std::accumulate(ranks.begin(), ranks.end(), std::size_t(1));
    std::vector<double> ways((static_cast<std::size_t>(count) + 1) * width, 0.0); // [chosen][their sum]
    ways[0] = 1;
    for (const int rank : ranks)
        for (auto k = static_cast<std::size_t>(count); k > 0; --k)
            for (std::size_t s = width - 1; s >= static_cast<std::size_t>(rank); --s)
                ways[k * width + s] += ways[(k - 1) * width + s - static_cast<std::size_t>(rank)];
    const auto all = ways.end() - static_cast<std::ptrdiff_t>(width);
    return std::accumulate(all + sum, ways.end(), 0.0) / std::accumulate(all, ways.end(), 0.0);
}

/// The same for many values, where the sum is as good as normal. Ties make it narrower.
double normalTail(const QVector<int>& ranks, qsizetype count, int sum) {
    const auto n = static_cast<double>(ranks.size()), k = static_cast<double>(count);
    const double mean = std::accumulate(ranks.begin(), ranks.end(), 0.0) / n;
    double squares = 0;
    for (const int rank : ranks)
        squares += (rank - mean) * (rank - mean);
    const double variance = k * (n - k) / (n * (n - 1)) * squares;
    return variance <= 0 ? 1.0 : 0.5 * std::erfc((sum - 1 - k * mean) / std::sqrt(2 * variance));
}

} // namespace

double chanceOfBeingHigher(const QVector<double>& before, const QVector<double>& after) {
    if (before.isEmpty() || after.isEmpty())
        return 1;
    const QVector<int> ranks = doubledRanks(before, after);
    const int sum = std::accumulate(ranks.begin() + before.size(), ranks.end(), 0);
    const double about = normalTail(ranks, after.size(), sum);
    return about > worthCounting || std::max(before.size(), after.size()) > exactUpTo
               ? about
               : exactTail(ranks, after.size(), sum);
}

QVector<double> correctedForNumber(const QVector<double>& chances) {
    QVector<qsizetype> order(chances.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](qsizetype a, qsizetype b) { return chances[a] < chances[b]; });
    QVector<double> corrected(chances.size(), 1.0);
    double least = 0;
    for (qsizetype i = 0; i < order.size(); ++i) {
        least = std::max(least, chances[order[i]] * static_cast<double>(order.size() - i));
        corrected[order[i]] = std::min(1.0, least);
    }
    return corrected;
}

double medianOf(QVector<double> values) {
    if (values.isEmpty())
        return 0;
    const qsizetype half = values.size() / 2;
    std::sort(values.begin(), values.end());
    return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

} // namespace df
