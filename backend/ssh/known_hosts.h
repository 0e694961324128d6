#pragma once

#include "core/result.h"

#include <QByteArray>

namespace df {

/// Appends one entry to a known_hosts file; makes the file (0600) and its folder (0700) where missing. A last
/// line without its end is ended first (libssh's own function would glue the new entry to it). FileUnwritable
/// {path}.
[[nodiscard]] Result<void> appendKnownHost(const QString& path, const QByteArray& entry);

/// Does a "@revoked" line of the file carry this key (its base64 form)? For whichever host: a revoked key is
/// no good.
[[nodiscard]] bool namesRevokedKey(const QString& path, const QByteArray& keyBase64);

} // namespace df
