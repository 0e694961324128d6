#pragma once

#include <QString>
#include <QVector>

namespace df {

/// A stretch of a text.
struct TextRange {
    int start = 0, length = 0;
    bool operator==(const TextRange&) const = default;
};

/// The server's own values in a finding's sentence, to be set strong: paths, versions, keys of .env, names of
/// packages, numbers, and what stands in quotation marks. Pure; in order, never overlapping.
[[nodiscard]] QVector<TextRange> valueRanges(const QString& sentence);

} // namespace df
