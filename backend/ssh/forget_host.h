#pragma once

#include "core/result.h"

namespace df {

/// Takes the entries of one host out of a known_hosts file, plain and hashed ones, after the user has vouched
/// for another key. Lines that also name other hosts lose this name only; `@revoked` and `@cert-authority`
/// lines stay. The rest of the file stays as it is, byte by byte; it is replaced as a whole. FileUnwritable
/// {path}.
[[nodiscard]] Result<void> forgetKnownHost(const QString& path, const QString& host, int port);

} // namespace df
