#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QMap>
#include <QString>

namespace df {

/// The three files of the commercial edition (facts §13) from a folder of this computer, keyed by their path
/// in the run folder ("commercial/composer.json" …). All must be there and be JSON objects; otherwise
/// FileUnreadable, `facts` is {path}.
[[nodiscard]] Result<QMap<QString, QByteArray>> readCommercialFiles(const QString& folder);

/// Writes a file that holds secrets: 0600 from its first byte, replaced as a whole. Makes the folder (0700).
[[nodiscard]] Result<void> writePrivately(const QString& path, const QByteArray& bytes);

} // namespace df
