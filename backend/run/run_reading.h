#pragma once

#include "core/result.h"
#include "run/run_state.h"

namespace df {

/// Pure: what `control.sh read` printed into a state. The answer is untrusted: a wrong shape is BadAnswer,
/// texts and lists are clipped, an unknown word becomes Unknown (never success), bytes that are announced but
/// missing are BadAnswer.
///
///     {"phase":"preparing", …}          one line of JSON
///     LOG <offset after> <bytes>        then that many raw bytes, then a line end
///     PROBES <offset after> <bytes>     then that many raw bytes of lines "epoch.ms code ms", then a line
///     end
[[nodiscard]] Result<RunState> parseRunReading(const QByteArray& output);

/// Pure: lines "epoch.ms code ms"; lines of any other shape are left out.
[[nodiscard]] QVector<Probe> parseProbeLines(const QByteArray& lines);

} // namespace df
