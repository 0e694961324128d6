#pragma once

#include "advise/case.h"

#include <QByteArray>
#include <QString>
#include <QVector>

namespace df {

/// What became of keys of .env from release to release (resources/data/env-history.json, where the fields are
/// explained).
struct EnvHistory {
    struct Key {
        QString key, release; ///< release: from here on it is no longer read, or read at all
        QString now, unless, only;
    };
    struct Default {
        QString key, since, was, becomes, only;
    };
    QVector<Key> dropped, added;
    QVector<Default> defaults;
};

[[nodiscard]] EnvHistory readEnvHistory(const QByteArray& json); ///< wrong types give empty values
[[nodiscard]] const EnvHistory& builtInEnvHistory();             ///< read at first use

/// What of that the step from the installed release to the wanted one crosses on this server, without the
/// keys that the plan changes itself (`planned`).
[[nodiscard]] EnvHistory crossedBy(const Case& c, const EnvHistory& history,
                                   const QVector<EnvChange>& planned);

} // namespace df
