#pragma once

#include "core/cancel.h"
#include "core/result.h"
#include "core/secret.h"
#include "host/remote_host.h"
#include "inspect/server_facts.h"
#include "verify/own_calls.h"
#include "verify/snapshot.h"

#include <chrono>

namespace df {

struct AdminSignIn {
    QString email;
    Secret password; ///< empty: no REST log-in; counts and names come from SQL and /status only
};

/// What a snapshot takes beyond what it always takes, and how gently. Nothing here is a must.
struct SnapshotWishes {
    QVector<OwnCall> calls;
    QStringList scripts;  ///< services of scripts (and with event scripts) that may be called, by name
    QStringList uploadTo; ///< file services that a marked test file is put into, read from and deleted from
    bool files = false;   ///< the files of the storage folder by hash
    AdminSignIn user;     ///< a test user, who signs in like any other; empty password: nobody
    int requestsPerSecond = 5;
    int repetitions = 12; ///< of calls whose times are measured
    std::chrono::seconds repeating{
        40};                           ///< at most, for the repetitions; calls that don't fit aren't repeated
    std::chrono::seconds seconds{120}; ///< at most, for the whole
};

/// Collects a snapshot over `host`: one exec of resources/remote/snapshot.php by the server's own PHP, which
/// asks the web server on the server itself (one admin log-in, logged out afterwards; secrets by stdin) and
/// reads the system database by SQL where there is no log-in. Read-only but for what a log-in itself writes,
/// and what `wishes` allow. A server that fails or slows down is asked no further; its areas say so.
[[nodiscard]] Result<Snapshot> collectSnapshot(RemoteHost& host, const ServerFacts& server,
                                               const Installation& installation, const AdminSignIn& admin,
                                               const QString& name, const CancelToken& cancel,
                                               const SnapshotWishes& wishes = {});

/// Pure: what snapshot.php printed into a value.
[[nodiscard]] Result<Snapshot> parseSnapshot(const QByteArray& output, const QString& name);

} // namespace df
