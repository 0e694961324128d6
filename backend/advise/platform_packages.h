#pragma once

#include "inspect/server_facts.h"

#include <QString>
#include <QStringList>

namespace df {

/// The command with which a person installs these parts of PHP ("cli", "fpm", "mbstring", "mongodb") on that
/// system. `osId` as in /etc/os-release. What the system's PHP always contains is left out.
[[nodiscard]] QString installCommand(const QString& osId, const QString& phpMinor, const QStringList& parts);
/// The packages alone, each once; parts that are no name of a package are left out: the list goes to a
/// command of the plan's.
[[nodiscard]] QStringList packageNames(const QString& osId, const QString& phpMinor,
                                       const QStringList& parts);
[[nodiscard]] QString composerCommand(const QString& osId);

/// The PDO extension the system database needs: "pdo_mysql"; empty if the engine isn't known.
[[nodiscard]] QString databaseExtension(DatabaseEngine engine);

} // namespace df
