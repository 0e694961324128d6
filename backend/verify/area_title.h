#pragma once

#include <QString>
#include <QStringList>

namespace df {

/// What people call an area of a snapshot: "Services" for "services"; an unknown id as it is.
/// Every area that has a title: all that a snapshot can hold today.
[[nodiscard]] QStringList knownAreas();
[[nodiscard]] QString areaTitle(const QString& id);

} // namespace df
