#pragma once

#include "run/run_state.h"

#include <QString>

namespace df {

/// Numbers with units, for people. All go through translation.
[[nodiscard]] QString duration(double seconds); ///< "0.2 s", "9 s", "1 min 31 s", "2 h 4 min"
/// "2.1 s", or where users were cut off more than once "16 s in all (12 s and 4 s)".
[[nodiscard]] QString cutOff(const DowntimeFact& downtime);
[[nodiscard]] QString shortDuration(double seconds);                 ///< "1 m 31 s", for narrow columns
[[nodiscard]] QString durationRange(int minSeconds, int maxSeconds); ///< "10–30 s", "9–14 min"
[[nodiscard]] QString bytes(qint64 count);                           ///< "84 MB", "1.9 GB"
[[nodiscard]] QString clockTime(double secondsSince1970);            ///< "14:26", local time; empty for 0

} // namespace df
