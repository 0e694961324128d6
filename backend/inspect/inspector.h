#pragma once

#include "core/cancel.h"
#include "core/result.h"
#include "host/remote_host.h"
#include "inspect/release_facts.h"
#include "inspect/server_facts.h"

#include <QStringList>

namespace df {

/// Looks at a server: one exec (resources/remote/probe.sh, which runs resources/remote/probe.php once it
/// knows a PHP), as root where that can be had. Changes nothing of the installation, its database or its
/// services; boots no artisan. `extraPaths`: further folders to look for an installation in (the answer
/// file's "installation.path").
[[nodiscard]] Result<ServerFacts> inspectServer(RemoteHost& host, const QStringList& extraPaths,
                                                const CancelToken& cancel);

/// The releases that the installation's own remote offers, oldest first by version.
[[nodiscard]] Result<QVector<ReleaseTag>> listReleases(RemoteHost& host, const Installation& installation,
                                                       const CancelToken& cancel);

/// Fetches the release's files into a throw-away repository on the server and reads them.
[[nodiscard]] Result<ReleaseFacts> readRelease(RemoteHost& host, const Installation& installation,
                                               const QString& tag, const CancelToken& cancel);

/// The two above in one exec, for "newest": lists the tags, then reads `wanted` or, if that is "newest", the
/// newest.
struct RemoteReleases {
    QVector<ReleaseTag> tags;
    ReleaseFacts chosen;
};
[[nodiscard]] Result<RemoteReleases> readReleases(RemoteHost& host, const Installation& installation,
                                                  const QString& wanted, const CancelToken& cancel);

/// Pure: what a look without an installation means. NoInstallation; with the fact "engine-silent" and the
/// engines where one could not say what runs in it; Timeout where the look did not come to its end.
[[nodiscard]] Error nothingFound(const ServerFacts& facts, const QStringList& extraPaths);

/// Pure: the probe's answer into facts. Hostile input gives an error or clipped values, never a crash.
[[nodiscard]] Result<ServerFacts> parseProbe(const QByteArray& output);

} // namespace df
