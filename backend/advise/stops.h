#pragma once

#include "advise/advice.h"
#include "advise/case.h"

namespace df {

/// The releases that must be visited on the way, oldest first, the target not among them: those of which the
/// tables know (NeededStop), or else one that stands between two PHPs that this server has, where none of
/// them runs both the installed release and the target and none can stand beside another. Empty: one step
/// does, or no release in between would help.
[[nodiscard]] QVector<Hop> stopsOnTheWay(const Case& c);

/// Is there a release with that number between the installed one and the target, the target included?
[[nodiscard]] bool crossesRelease(const Case& c, const QString& number);

} // namespace df
