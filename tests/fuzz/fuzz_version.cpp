#include "advise/platform.h"
#include "core/version.h"
#include "fuzz.h"

#include <QStringList>

using namespace df;
using namespace df::fuzz;

/// Two versions and a constraint, each on a line.
int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const QStringList lines = QString::fromUtf8(bytes(data, size)).split(QLatin1Char('\n'));
    const auto a = Version::parse(lines.value(0)), b = Version::parse(lines.value(1));
    const auto constraint = Constraint::parse(lines.value(2));
    if (a) {
        require(*a == *a, "a version equals itself");
        if (constraint)
            (void)constraint->matches(*a);
    }
    if (a && b)
        require((*a < *b) == (*b > *a) && (*a == *b) == (*b == *a), "an order has two directions");
    (void)platformVersion(lines.value(0));
    (void)meets(lines.value(0), {QStringLiteral("php"), lines.value(2), {}});
    (void)majorOf(lines.value(1));
    return 0;
}
