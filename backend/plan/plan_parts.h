#pragma once

#include "advise/advice.h"
#include "inspect/server_facts.h"

#include <QJsonArray>
#include <QMap>

namespace df {

/// What env-edit is told on the server: [{action, key, oldKey, value}].
[[nodiscard]] QJsonArray envChangesJson(const QVector<EnvChange>& changes);
/// What keeps a release that is only tried out away from everything that others would notice.
[[nodiscard]] QJsonArray scratchEnv(const DatabaseFacts& db, const QMap<QString, QString>& variables);
/// Text of schedules.list.
[[nodiscard]] QString scheduleList(const Installation& installation);

} // namespace df
