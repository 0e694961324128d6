#pragma once

#include "inspect/server_facts.h"

namespace df {

/// One release of the catalogue, as far as it tells versions apart.
struct KnownRelease {
    QString tag, commit, configVersion;
    QStringList sameCommitAs;
    QMap<QString, QString> packages; ///< dreamfactory/* → locked version
};

/// What the probe found besides CodeFacts' own fields.
struct VersionMaterial {
    QString configVersion;        ///< config/app.php
    QStringList remoteTagsAtHead; ///< asked of the remote where the clone knows no tag at HEAD
};

/// From resources/data/releases.json; empty where that can't be read.
[[nodiscard]] QVector<KnownRelease> knownReleases(const QByteArray& json);
[[nodiscard]] const QVector<KnownRelease>& builtInReleases();

/// Fills version, versionCertain and versionAnswers (facts §1): the commit decides, else a tag at it, else
/// the set of locked packages together with `git describe`, and config/app.php as a hint.
void decideVersion(CodeFacts& code, const VersionMaterial& material, const QVector<KnownRelease>& releases);

/// Fills commercial and its reasons (facts §13); after decideVersion().
void decideEdition(Installation& installation, const QVector<KnownRelease>& releases);

} // namespace df
