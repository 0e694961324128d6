#pragma once

#include "core/cancel.h"
#include "core/result.h"
#include "host/remote_host.h"
#include "inspect/server_facts.h"

#include <QMap>
#include <QStringList>

namespace df {

/// An installation's .env as it is. One exec; blocking. Nothing of it may be kept unsealed, logged or
/// reported.
[[nodiscard]] Result<QByteArray> readEnvFile(RemoteHost& host, const Installation& installation,
                                             const CancelToken& cancel);

/// Reads the values of `keys` from an installation's .env, as they stand in the file, to be shown for a
/// moment. Nothing of it may be kept, logged or reported. One exec; blocking.
[[nodiscard]] Result<QMap<QString, QString>> readEnvValues(RemoteHost& host, const Installation& installation,
                                                           const QStringList& keys,
                                                           const CancelToken& cancel);

/// Pure: the last line that sets each of `keys`; quotes around a value are taken off.
[[nodiscard]] QMap<QString, QString> envValuesOf(const QByteArray& file, const QStringList& keys);

} // namespace df
