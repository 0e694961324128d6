#pragma once

#include "core/version.h"
#include "inspect/release_facts.h"
#include "inspect/server_facts.h"

#include <QMap>
#include <QSet>
#include <QString>
#include <QVector>

#include <optional>
#include <utility>

namespace df {

/// One platform requirement of a release, and who asks for it.
struct PlatformNeed {
    QString name;       ///< "php", "ext-mongodb"
    QString constraint; ///< as written
    QString by;         ///< "composer.json", or the locked package's name
};

/// What a release's own composer.json and composer.lock ask of the server. Packages for development are left
/// out: the plan installs without them.
struct ReleaseNeeds {
    bool readable = false;     ///< there is a composer.lock and it could be read
    QVector<PlatformNeed> php; ///< root package first
    QVector<PlatformNeed> extensions;
    QVector<PlatformNeed> runtime;   ///< composer-runtime-api
    QMap<QString, QString> packages; ///< locked packages: name → version
    QSet<QString>
        provided;      ///< ext-* that a locked package provides or replaces (polyfills), as Composer counts
    QString pluginApi; ///< which Composer wrote the lock
    [[nodiscard]] int laravel() const; ///< major version of laravel/framework; 0 = not in the lock
};

[[nodiscard]] ReleaseNeeds readNeeds(const ReleaseFacts& release);

/// "v11.46.1" → 11; 0 if it is no version.
[[nodiscard]] int majorOf(const QString& version);

/// PHP's or an extension's version as Composer reads it: what follows a number is ignored, no number at all
/// is 0.
[[nodiscard]] Version platformVersion(const QString& text);

/// Does this version satisfy the need? A constraint that can't be read is not satisfied.
[[nodiscard]] bool meets(const QString& version, const PlatformNeed& need);

/// The needs for PHP itself that this version doesn't satisfy.
[[nodiscard]] QVector<PlatformNeed> unmetPhp(const ReleaseNeeds& needs, const QString& phpVersion);

/// PHP minors ("8.3") in which every need for PHP can be satisfied, oldest first.
[[nodiscard]] QStringList fittingPhp(const ReleaseNeeds& needs);

/// Two needs for PHP that exclude each other, so that no PHP, of today or to come, runs the release. Nothing
/// where its composer.json asks for one that is to come.
[[nodiscard]] std::optional<std::pair<PlatformNeed, PlatformNeed>> contradiction(const ReleaseNeeds& needs);

/// The needs for extensions that this PHP doesn't satisfy, one per extension (the strictest that fails first
/// found).
[[nodiscard]] QVector<PlatformNeed> unmetExtensions(const ReleaseNeeds& needs, const PhpFacts& php);

} // namespace df
