#pragma once

#include "advise/advice.h"

#include <QString>

namespace df {

/// "In place", "Stay on 6.3.0".
[[nodiscard]] QString wayName(Way way, const QString& from);

} // namespace df
