#pragma once

#include "core/result.h"

#include <QByteArray>

namespace df {

/// The JSON that snapshot.php printed between its markers; banners and warnings around it are ignored. With a
/// nonce only an answer to that very question counts. The view lives as long as `output`.
[[nodiscard]] Result<QByteArray> snapshotBody(const QByteArray& output, const QByteArray& nonce = {});

} // namespace df
