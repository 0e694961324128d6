#pragma once

#include "core/error.h"

#include <QString>

namespace df {

/// What stopped a transfer between two servers: which server, which file, why. Error: TransferFailed.
[[nodiscard]] QString transferTrouble(const Error& error);
/// What the user can do about it.
[[nodiscard]] QString transferHint(const Error& error);

} // namespace df
