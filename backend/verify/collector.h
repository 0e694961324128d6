#pragma once

#include "core/cancel.h"
#include "core/result.h"
#include "core/secret.h"
#include "host/remote_host.h"
#include "inspect/server_facts.h"
#include "verify/snapshot.h"

namespace df {

struct AdminSignIn {
    QString email;
    Secret password; ///< empty: no REST log-in; counts and names come from SQL and /status only
};

/// Collects a snapshot over `host`: one exec of resources/remote/snapshot.php by the server's own PHP, which
/// asks the web server on the server itself (one admin log-in, logged out afterwards; secrets by stdin) and
/// reads the system database by SQL where there is no log-in. Read-only but for what a log-in itself writes.
[[nodiscard]] Result<Snapshot> collectSnapshot(RemoteHost& host, const ServerFacts& server,
                                               const Installation& installation, const AdminSignIn& admin,
                                               const QString& name, const CancelToken& cancel);

/// Pure: what snapshot.php printed into a value.
[[nodiscard]] Result<Snapshot> parseSnapshot(const QByteArray& output, const QString& name);

} // namespace df
