#pragma once

#include "inspect/release_facts.h"
#include "inspect/server_facts.h"

#include <QString>
#include <QVector>

/// Values for tests that need no server: a healthy DreamFactory 6.3.0 on Debian 12 with nginx, PHP-FPM 8.2
/// and MariaDB, and what it would read about release 7.3.3 on its own remote. Nothing in them needs fixing; a
/// test bends what it is about.
namespace df::test {

/// One package of a composer.lock, as far as platform rules care.
struct LockedPackage {
    QString name, version;
    QMap<QString, QString> require, provide;
};

/// The text of a composer.lock with these packages. `pluginApi` tells which Composer wrote it ("2.6.0").
[[nodiscard]] QString composerLock(const QVector<LockedPackage>& packages,
                                   const QString& pluginApi = QStringLiteral("2.6.0"));
/// The text of a composer.json with these requirements of the root package.
[[nodiscard]] QString composerJson(const QMap<QString, QString>& require);

[[nodiscard]] Installation
sampleInstallation();                     ///< /opt/dreamfactory, 6.3.0, owner and web user "dreamfactory"
[[nodiscard]] ServerFacts sampleServer(); ///< with that one installation, probed as root by sudo
[[nodiscard]] QVector<ReleaseTag> sampleTags(); ///< 5.4.1 … 7.7.0, as that server's remote lists them
[[nodiscard]] QVector<LockedPackage> samplePackages(); ///< of release 7.3.3
[[nodiscard]] ReleaseFacts sampleRelease();            ///< 7.3.3, its php constraint widened to ^8.2

} // namespace df::test
