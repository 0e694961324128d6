#pragma once

#include "advise/advice.h"

#include <QString>

namespace df {

/// What a finding is about, in one word or two: "Machine", "PHP", "Web server".
[[nodiscard]] QString areaName(Area area);
[[nodiscard]] QString severityName(Severity severity); ///< "Must fix"
[[nodiscard]] QVector<Area> allAreas();

} // namespace df
