#pragma once

#include "core/error.h"

namespace df {

/// Did the server go out of reach? Then an ending says "not connected" rather than "refused".
[[nodiscard]] inline bool isOutOfReach(const Error& error) {
    return error.code == ErrorCode::ConnectionLost || error.code == ErrorCode::Unreachable ||
           error.code == ErrorCode::HostNotFound || error.code == ErrorCode::SignInRefused;
}

/// The line may be fine again later; anything else is the server's own answer.
[[nodiscard]] inline bool isLineTrouble(const Error& error) {
    return error.code == ErrorCode::ConnectionLost || error.code == ErrorCode::Timeout ||
           error.code == ErrorCode::CommandUnknown || error.code == ErrorCode::Unreachable ||
           error.code == ErrorCode::HostNotFound;
}

} // namespace df
