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

/// What the vendor says about one release: its tag's message, or its part of CHANGELOG.md. Plain text.
struct ReleaseNote {
    QString tag, date, text;
};

/// The chosen release's own files, read from the server's remote without touching the installation's
/// repository.
struct ReleaseFacts {
    QString tag, commit;
    QString composerJson, composerLock; ///< texts; empty where the release has none
    QString envDist;                    ///< .env-dist of the release
    QString configVersion;              ///< config/app.php's version string
    QStringList trackedTopLevel;        ///< names of the release's first level (git ls-tree)
    // What only the server can tell about this release and the installation, found out in the same exec:
    QStringList overwritten{};          ///< untracked files here that the release brings with other content
    QStringList changesThatDontApply{}; ///< tracked files whose local changes don't fit the release
    bool changesTried = false;          ///< the two above were found out
    QStringList silentHosts{};          ///< hosts of the lock's archives that the server couldn't reach
    QVector<ReleaseNote> notes{};       ///< of the releases after the installed one up to this, newest first
};

[[nodiscard]] QJsonObject toJson(const ReleaseFacts& facts);
[[nodiscard]] ReleaseFacts releaseFactsFromJson(const QJsonObject& json);

} // namespace df
