#pragma once

#include "advise/adviser.h"

namespace df::test {

/// Every release from 2.14.2 on as its composer.json and composer.lock have it
/// (tests/data/advise/releases.json): tags oldest first, and what a server would read about each.
struct ReleaseTable {
    QStringList tags;
    QMap<QString, ReleaseFacts> releases;
    QMap<QString, QMap<QString, QString>> packages; ///< the vendor's, and Laravel: name → version
};
[[nodiscard]] ReleaseTable releaseTable(const QString& dataFolder);

/// A usual server of that release's time: Debian with nginx, PHP-FPM of the minor that the vendor's installer
/// brought then, MariaDB, everything healthy. `sources`: the package sources have every PHP besides.
[[nodiscard]] ServerFacts usualServer(const ReleaseTable& table, const QString& tag, bool sources);

/// The PHP minor that the vendor's installer brought with it.
[[nodiscard]] QString phpOfItsTime(const QString& tag);

} // namespace df::test
