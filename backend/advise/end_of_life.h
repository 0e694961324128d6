#pragma once

#include <QDate>
#include <QString>

namespace df {

/// The day after which a product's makers mend nothing any more without extra pay, not even security holes.
/// Invalid: not in the table. Dates as the makers publish them (see the .cpp for the pages); add a line
/// there.
[[nodiscard]] QDate phpEndOfLife(const QString& minor); ///< "8.1"
/// `id` and `version` as in /etc/os-release: "ubuntu", "22.04"; "rocky", "9.4".
[[nodiscard]] QDate systemEndOfLife(const QString& id, const QString& version);

/// "Dec 2025", in English like all dates of a report.
[[nodiscard]] QString monthText(const QDate& date);

} // namespace df
