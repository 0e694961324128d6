#include "fuzz.h"
#include "run/run_reading.h"

using namespace df;
using namespace df::fuzz;

/// What a run folder says, and the answers of the site that were recorded in it.
int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const QByteArray all = bytes(data, size);
    if (const auto state = parseRunReading(all)) {
        require(state->logOffset >= 0 && state->probeOffset >= 0, "offsets are not negative");
        require(state->logTail.size() <= all.size(), "no more log than was sent");
        require(!state->fingerprint.same || !state->fingerprint.now.isEmpty(), "equal needs a fingerprint");
        require(state->serverNow < 1e16 && state->lastSignOfLife < 1e16, "times can be told");
        for (const StepState& step : state->steps)
            require(step.progress <= 1 && step.seconds() < 1e16, "progress and times are numbers");
        (void)toJson(*state);
        (void)toJson(downtime(state->probes));
    }
    const DowntimeFact down = downtime(parseProbeLines(all));
    require(down.seconds >= 0, "nobody is cut off for less than no time");
    (void)toJson(down);
    return 0;
}
