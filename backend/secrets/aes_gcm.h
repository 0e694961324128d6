#pragma once

#include "core/result.h"
#include "core/secret.h"

#include <QByteArray>

namespace df {

constexpr int gcmNonceSize = 12, gcmTagSize = 16;

/// Not secret, never the same again.
[[nodiscard]] Result<QByteArray> randomSalt(int size);

/// 256 bits of scrypt (r = 8, p = 1, N = 2^cost). Internal: no memory for it.
[[nodiscard]] Result<Secret> scryptKey(const Secret& passphrase, const QByteArray& salt, int cost);

/// AES-256-GCM by OpenSSL: what is sealed, and the tag after it.
[[nodiscard]] Result<QByteArray> gcmSeal(const Secret& key, const QByteArray& nonce,
                                         const QByteArray& associated, const QByteArray& plain);
/// Internal: the key is another, or a byte of any of these was changed. Nothing is given out then.
[[nodiscard]] Result<Secret> gcmOpen(const Secret& key, const QByteArray& nonce, const QByteArray& associated,
                                     const QByteArray& sealed);

} // namespace df
