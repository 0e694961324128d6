#pragma once

#include "run/run_state.h"

#include <QImage>
#include <QString>
#include <QVector>

namespace df {

/// How the API answered around the switch, ready to be drawn: one bar per slice of time.
struct DowntimeChart {
    struct Bar {
        double milliseconds = 0; ///< slowest answer in the slice
        bool failed = false;     ///< somebody would have been turned away
        bool asked = false;      ///< there was a probe
    };
    double from = 0, to = 0; ///< seconds since 1970
    double slowest = 1;
    QVector<Bar> bars;
};

/// Pure. The time around the failed probes, or all of it if none failed.
[[nodiscard]] DowntimeChart downtimeChart(const QVector<Probe>& probes);

/// The chart as SVG for browsers, and as an image for paper. `escapedTitle` says in words what it shows.
[[nodiscard]] QString toSvg(const DowntimeChart& chart, const QString& escapedTitle);
[[nodiscard]] QImage toImage(const DowntimeChart& chart);

} // namespace df
