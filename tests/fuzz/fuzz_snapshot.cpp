#include "fuzz.h"
#include "verify/collector.h"

using namespace df;
using namespace df::fuzz;

namespace {

Snapshot snapshot(const QByteArray& answer) {
    const auto parsed = parseSnapshot(answer, QStringLiteral("fuzz"));
    return parsed ? *parsed : Snapshot{};
}

} // namespace

/// Two snapshots, one behind the other with a line "----" between, or one alone; and their comparison.
int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const QByteArray all = bytes(data, size);
    const auto cut = all.indexOf("\n----\n");
    const Snapshot before = snapshot(cut < 0 ? all : all.left(cut));
    const Snapshot after = cut < 0 ? before : snapshot(all.mid(cut + 6));
    const Comparison same = compare(before, before, {});
    require(same.verdict == Verdict::Same, "nothing differs from itself");
    Expected expected;
    expected.fromRelease = QStringLiteral("6.3.0");
    expected.toRelease = QStringLiteral("7.3.3");
    expected.packagesOfTarget = {QStringLiteral("dreamfactory/df-core 1.0.10")};
    (void)toJson(compare(before, after, expected));
    staysItself(
        after, snapshotFromJson, [](const Snapshot& s) { return toJson(s); }, "a snapshot stays itself");
    return 0;
}
