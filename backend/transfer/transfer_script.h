#pragma once

#include "transfer/parcel.h"

namespace df {

/// The old server's end of a parcel: frames on standard output. `state` is what the other end said that it
/// has, in frames, with its end; `stream` names this attempt.
[[nodiscard]] Command sendCommand(const TransferEnd& end, const Parcel& parcel, const QByteArray& state,
                                  const QString& stream);
/// The new server's end: takes the stream as Command::more. A `stream` that was cut on its way to it is gone
/// on with if it is known there.
[[nodiscard]] Command receiveCommand(const TransferEnd& end, const Parcel& parcel, const QString& folder,
                                     const QString& stream);

/// What was touched on the old server since that second, and its tables now; see since.h. The answer stands
/// between markers that hold `nonce`.
[[nodiscard]] Command sinceCommand(const TransferEnd& end, const Parcel& files, qint64 since,
                                   const QString& nonce);

[[nodiscard]] QString toString(Parcel::Kind kind); ///< "file", "files", "database", "tables"

} // namespace df
