#pragma once

#include "core/error.h"

#include <tl/expected.hpp>

namespace df {

/// Where things fail in the ordinary course. Exceptions are for bugs.
template<class T>
using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> fail(Error e) { return tl::unexpected<Error>(std::move(e)); }
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, QString what, QStringList facts = {},
                                                QString detail = {}) {
    return tl::unexpected<Error>(Error{code, std::move(what), std::move(facts), std::move(detail), false});
}

} // namespace df
