#pragma once

#include "core/error.h"
#include "transfer/frame.h"

namespace df {

/// Which of the two servers, or this computer.
enum class TransferSide { Old, New, Here };
[[nodiscard]] QString toString(TransferSide side); ///< "old", "new", "here"

/// A trouble as an end told it in a frame: TransferFailed {side, reason, path, host}. Reasons:
/// missing, unreadable, read (bad disk), link (a link where there was a folder), bad-path, busy and unsound
/// and no-sqlite (SQLite), dump (the tool failed: detail), no-tool, engine, no-room, unwritable, owner,
/// locked (another transfer of the same), corrupt (again and again not what was sent), no-php, ended,
/// garbled, failed.
[[nodiscard]] Error transferError(TransferSide side, const Frame& trouble, const QString& host);
[[nodiscard]] Error transferError(TransferSide side, const QString& reason, const QString& path,
                                  const QString& host, const QString& detail);

/// Does opening the line again make sense after this?
[[nodiscard]] bool isCut(ErrorCode code);

} // namespace df
