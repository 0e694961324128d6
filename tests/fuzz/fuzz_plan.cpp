#include "fuzz.h"
#include "plan/plan.h"

using namespace df;
using namespace df::fuzz;

/// plan.json, read back from a run folder on the server.
int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const Plan plan = planFromJson(object(bytes(data, size)));
    (void)plan.weight();
    (void)plan.stageOf(QStringLiteral("build.fetch"));
    staysItself(
        plan, planFromJson, [](const Plan& p) { return toJson(p); }, "a plan stays itself");
    return 0;
}
