#pragma once

#include "advise/catalogue.h"

#include <QMap>

namespace df {

/// Is one of the type's packages among these, in a version that still defines it?
[[nodiscard]] bool runsWith(const ServiceType& type, const QMap<QString, QString>& packages);
[[nodiscard]] QString countedTypes(const QMap<QString, int>& types); ///< "mysql (2), rws (1)"

/// What is there but no package of these works it off: "event scripts (3)".
[[nodiscard]] QStringList idleWithout(const QMap<QString, qint64>& counts,
                                      const QMap<QString, QString>& packages);

} // namespace df
