#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>

namespace df::test {

/// The tracked files of a small DreamFactory-like tree as that release would have them: name → text. Package
/// versions come from the release catalogue.
[[nodiscard]] QMap<QString, QByteArray> releaseTree(const QString& tag);

/// vendor/composer/installed.json of that release.
[[nodiscard]] QByteArray installedJson(const QString& tag);

/// A system database of that shape: statements that MariaDB and SQLite understand. Two users and an admin
/// with bcrypt costs 10 and 12, three services of which two are active, a role, two migrations.
[[nodiscard]] QByteArray systemDatabaseSql();

} // namespace df::test
