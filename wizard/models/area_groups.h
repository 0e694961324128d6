#pragma once

#include "verify/snapshot.h"

#include <QString>
#include <QStringList>
#include <QVector>

namespace df {

/// Areas in a few groups that people think in: "services", "rights", "secrets", "database", "system",
/// "answers", "log"; what none of them holds is in "other".
struct AreaGroup {
    QString id, name;
    QStringList areas;
};
[[nodiscard]] QVector<AreaGroup> areaGroups();
[[nodiscard]] QString groupOfArea(const QString& areaId);

/// "expected", "look at this", "worse", "same"
[[nodiscard]] QString verdictWord(Verdict verdict);

} // namespace df
