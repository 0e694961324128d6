#pragma once

#include "inspect/inspector.h"

namespace df {

/// What the installation's remote answered (resources/remote/read_release.sh); pure.
[[nodiscard]] Result<RemoteReleases> parseReleases(const QByteArray& output, const QString& wanted);

/// The newest that is no pre-release; empty if there is none.
[[nodiscard]] QString newestRelease(const QVector<ReleaseTag>& tags);

} // namespace df
