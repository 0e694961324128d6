#pragma once

#include "core/cancel.h"
#include "core/result.h"
#include "host/remote_host.h"
#include "inspect/server_facts.h"
#include "run/run_state.h"

#include <QStringList>

namespace df {

/// What must be the same on the old server of a move before and after: a line for each file (content, kind,
/// owner, mode), for .env and each table. One exec that only reads; it takes as long as reading the tree
/// does. Logs, caches and the maintenance mark don't count, storage counts as in a run's own fingerprint.
/// Errors: BadAnswer where the list has no end.
[[nodiscard]] Result<QStringList> takeOldPrint(RemoteHost& host, const Installation& installation,
                                               Privilege privilege, const CancelToken& cancel);

/// SHA-256 of such a list.
[[nodiscard]] QString oldPrintHash(const QStringList& print);

/// Pure: both hashes, and what differs ("- line", "+ line"; at most 200). `before` may be the hash alone,
/// where the list is no longer known.
[[nodiscard]] FingerprintFact compareOldPrints(const QStringList& before, const QString& beforeHash,
                                               const QStringList& now);

/// All that differs is rows of tables: what users wrote meanwhile, for a move writes no row over there.
[[nodiscard]] bool onlyRowsDiffer(const FingerprintFact& fact);

} // namespace df
