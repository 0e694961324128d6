#pragma once

#include <QString>

namespace df {

/// Does the process named in `pidFile` ("PID STARTTIME", written when it was started) still run? The start
/// time tells it from a later process of the same number; where the system doesn't tell it (no /proc), the
/// number alone decides.
[[nodiscard]] bool markedProcessRuns(const QString& pidFile);

} // namespace df
