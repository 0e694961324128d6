#pragma once

#include "flow/move/both_looks.h"
#include "flow/move/closing_step.h"
#include "flow/move/delivery_step.h"
#include "flow/move/env_step.h"
#include "flow/move/moving_step.h"
#include "flow/move/old_prints.h"
#include "flow/move/places.h"
#include "flow/move/since_step.h"

namespace df {

/// The steps that only a move has.
struct MoveParts {
    MoveParts(HostWorker& oldWorker, LookStep& old, HostWorker& newWorker, LookStep& fresh)
        : places(oldWorker, old, newWorker, fresh), bothLooks(old, fresh), env(old, fresh),
          moving(oldWorker, old), closing(oldWorker), since(oldWorker), oldPrints(oldWorker, old) {}

    Places places; ///< first: what it hears of a look comes before what the others make of it
    BothLooks bothLooks;
    EnvStep env;
    MovingStep moving;
    ClosingStep closing;
    SinceStep since;
    DeliveryStep delivery;
    OldPrints oldPrints;
    double shutFor =
        -1; ///< since when it was waited for the copy for which the old server was last seen shut
};

} // namespace df
