#pragma once

#include "core/result.h"
#include "core/secret.h"

namespace df {

/// What a passphrase of ours is worth to somebody who guesses.
constexpr int passphraseBits = 140;

/// Seven groups of four signs, to be read from paper: capital letters and digits without those that are
/// mistaken for each other. NotAvailable: this computer has no random numbers.
[[nodiscard]] Result<Secret> newPassphrase();

/// As it was made, from what somebody typed: small letters, spaces, o for 0 and l for 1 don't matter.
[[nodiscard]] Secret typedPassphrase(const Secret& typed);

/// 256 random bits as text, for a keychain.
[[nodiscard]] Result<Secret> newKeychainKey();

} // namespace df
