#pragma once

#include "models/value_ranges.h"

#include <QString>
#include <QVector>

namespace df {

/// One row of two texts side by side. A side without a counterpart has no line.
struct AlignedRow {
    enum class Kind { Same, Changed, Removed, Added, Fold };
    Kind kind = Kind::Same;
    int before = 0, now = 0;                  ///< line numbers from 1; 0: nothing on this side
    QString beforeText, nowText;              ///< of a fold: what it holds
    QVector<TextRange> beforeMarks, nowMarks; ///< what differs inside a changed line
    int folded = 0;                           ///< of a fold: how many rows
    bool operator==(const AlignedRow&) const = default;
};

/// Pure: both texts line by line, equal lines beside each other. Texts that are too different to be aligned
/// in a moment (over 5 million pairs of lines) stand beside each other as one change.
[[nodiscard]] QVector<AlignedRow> aligned(const QString& before, const QString& now);

/// Pure: what is the same, and not near a difference, becomes one row: a JSON object or list that is the same
/// is folded whole by its braces; else everything but `context` lines. `open` are folds (by the line before
/// they begin) that the reader has opened.
[[nodiscard]] QVector<AlignedRow> folded(const QVector<AlignedRow>& rows, const QVector<int>& open,
                                         int context = 3);

} // namespace df
