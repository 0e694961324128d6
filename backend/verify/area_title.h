#pragma once

#include <QString>

namespace df {

/// What people call an area of a snapshot: "Services" for "services"; an unknown id as it is.
[[nodiscard]] QString areaTitle(const QString& id);

} // namespace df
