#pragma once

#include "report/html_text.h"
#include "verify/snapshot.h"

#include <QImage>
#include <QString>
#include <QVector>

namespace df {

/// The calls that both snapshots timed, ready to be drawn as pairs of bars; milliseconds.
struct TimesChart {
    struct Side {
        double low = 0, median = 0, high = 0; ///< the middle half of the calls
    };
    struct Call {
        QString name; ///< untrusted
        Side before, now;
    };
    QVector<Call> calls;
    double slowest = 1;
};

/// Pure. At most 12 calls: those whose medians lie furthest apart, seen as a ratio.
[[nodiscard]] TimesChart timesChart(const Snapshot& before, const Snapshot& now);

inline constexpr int chartWidth = 960;
[[nodiscard]] int chartHeight(const TimesChart& chart);

/// For browsers, and as an image for paper; names pass the page's filter.
[[nodiscard]] QString toSvg(const TimesChart& chart, const HtmlText& html);
[[nodiscard]] QImage toImage(const TimesChart& chart, const TextFilter& filter);

} // namespace df
