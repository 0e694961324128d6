#pragma once

#include <QJsonObject>
#include <QMap>
#include <QString>
#include <QStringList>
#include <QVector>

namespace df {

/// One tag on the server's own remote (`git ls-remote --tags`).
struct ReleaseTag {
    QString tag;    ///< "7.6.0"
    QString commit; ///< what the tag points at after peeling
};

/// The chosen release's own files, read from the server's remote without touching the installation's
/// repository.
struct ReleaseFacts {
    QString tag, commit;
    QString composerJson, composerLock; ///< texts; empty where the release has none
    QString envDist;                    ///< .env-dist of the release
    QString configVersion;              ///< config/app.php's version string
    QStringList trackedTopLevel;        ///< names of the release's first level (git ls-tree)
};

[[nodiscard]] QJsonObject toJson(const ReleaseFacts& facts);
[[nodiscard]] ReleaseFacts releaseFactsFromJson(const QJsonObject& json);

} // namespace df
