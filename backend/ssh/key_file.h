#pragma once

#include "core/result.h"
#include "core/secret.h"
#include "ssh/ssh_handles.h"

namespace df {

/// "~/x" → "/home/me/x"; anything else stays as it is.
[[nodiscard]] QString expandHome(const QString& path);

/// Loads a private key (OpenSSH or PEM). KeyFileUnreadable {path, reason}, reason being one of: missing,
/// unreadable, public-key, putty, not-a-key, passphrase-needed, passphrase-wrong.
[[nodiscard]] Result<KeyHandle> loadKeyFile(const QString& path, const Secret& passphrase);

} // namespace df
