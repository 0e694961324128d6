#pragma once

#include "models/fact_rows.h"

namespace df {

/// Pure: the two servers of a move side by side. In each row `value` is the old server's, `source` the new
/// one's, `stateText` what it means. Values are untrusted text, clipped.
[[nodiscard]] QVector<FactRow> pairRows(const ServerFacts& oldServer, const Installation& old,
                                        const ServerFacts& newServer, const Installation& fresh);
/// Without those in which both are the same and all is well; a group that has none left goes, too.
[[nodiscard]] QVector<FactRow> onlyDifferent(const QVector<FactRow>& rows);

} // namespace df
