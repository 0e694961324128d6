#pragma once

#include "advise/advice.h"
#include "core/error.h"

namespace df {

/// Where the releases of the server's remote, or the wanted one's files, could not be read: the finding about
/// the remote tells what git said itself. `error` is readReleases()'s own.
void tellWhyUnread(const Error& error, Advice* advice);

} // namespace df
