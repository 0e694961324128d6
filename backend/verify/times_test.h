#pragma once

#include "verify/snapshot.h"

namespace df {

/// Pure. Which calls have become slower, told from what a busy server does by itself:
/// - All calls drift together with the load. What they have in common – in each round (the n-th repetition of
///   every call), and between the two snapshots – is taken out, as a factor or as an amount of time,
///   whichever leaves less of a call; it is reported as TimesTest::drift.
/// - What is left of one call is compared by ranks, exactly, against its own spread; corrected for the number
///   of calls.
/// - A call that is slower must also stand out from how differently the calls drift, and take longer than
///   before, and than expected, by more than TimesTest::smallest: 2 ms, however sure, aren't worth a look.
/// Taken for granted: more than half of the calls did not change by themselves, and after the common drift
/// the repetitions of one call do not hang together. Where the server was much busier before than it is
/// now, a slower call may hide: nobody waits longer for it.
[[nodiscard]] TimesTest judgeTimes(const QVector<CallTime>& before, const QVector<CallTime>& after);

} // namespace df
