#pragma once

#include <QVector>

namespace df {

/// Pure. The chance that ranks as high as `after`'s come about although both were drawn alike (Mann and
/// Whitney's test, one-sided). Exact, with ties, where the chance is below a twentieth and a side has
/// at most 20 values; otherwise by the normal distribution. 1 where a side is empty.
[[nodiscard]] double chanceOfBeingHigher(const QVector<double>& before, const QVector<double>& after);

/// Pure. The same chances corrected for their number (Holm): below `a` each means that the chance of even one
/// false one among all is below `a`.
[[nodiscard]] QVector<double> correctedForNumber(const QVector<double>& chances);

/// Of a copy; 0 where there are none.
[[nodiscard]] double medianOf(QVector<double> values);

} // namespace df
