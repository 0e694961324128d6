#pragma once

#include <QMap>
#include <QString>

namespace df::test {

/// What a test itself knows of an installation: every file below `root` with type, mode, owner and content,
/// but for logs and what the application makes anew by itself (caches, sessions, compiled views); and every
/// row of an SQLite database. Equal maps: nothing differs. The keys name what does.
[[nodiscard]] QMap<QString, QString> treeOf(const QString& root);
[[nodiscard]] QMap<QString, QString> rowsOf(const QString& sqliteFile);
/// The lines that differ, for a failure's message; empty: equal.
[[nodiscard]] QString differences(const QMap<QString, QString>& before, const QMap<QString, QString>& now);

} // namespace df::test
