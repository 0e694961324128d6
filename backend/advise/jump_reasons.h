#pragma once

#include "advise/advice.h"
#include "advise/case.h"

namespace df {

/// The known jumps that the way goes across, each with what it means for this server.
void jumpReasons(const Case& c, Advice& advice);

/// What the database gets on the way and why no release in between has to be visited for it; the stops that
/// the vendor's installer and table ask for, and what they would bring.
void schemaReasons(const Case& c, Advice& advice);

} // namespace df
