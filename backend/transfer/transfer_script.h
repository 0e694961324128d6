#pragma once

#include "transfer/parcel.h"

namespace df {

/// The old server's end of a parcel: frames on standard output. Command::more has to give what the other end
/// said that it has, in frames, with its end; `stream` names this attempt.
[[nodiscard]] Command sendCommand(const TransferEnd& end, const Parcel& parcel, const QString& stream);
/// The new server's end: takes the stream as Command::more. A `stream` that was cut on its way to it is gone
/// on with if it is known there. `lanes` is a name for what further lines bring, see sideCommand().
[[nodiscard]] Command receiveCommand(const TransferEnd& end, const Parcel& parcel, const QString& folder,
                                     const QString& stream, const QString& lanes);
constexpr int exitNoPipe = 9;
/// A further line to the receiving end that was told of `lanes`; it carries what Command::more gives.
/// exitNoPipe: it can't.
[[nodiscard]] Command sideCommand(const TransferEnd& end, const Parcel& parcel, const QString& folder,
                                  const QString& lanes, int side);

/// What was touched on the old server since that second, and its tables now; see since.h. The answer stands
/// between markers that hold `nonce`.
[[nodiscard]] Command sinceCommand(const TransferEnd& end, const Parcel& files, qint64 since,
                                   const QString& nonce);

[[nodiscard]] QString toString(Parcel::Kind kind); ///< "file", "files", "database", "tables"

} // namespace df
