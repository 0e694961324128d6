#pragma once

#include "core/result.h"

#include <QJsonObject>

namespace df {

/// What an answer file of version 1 may hold: every key with its type and, where they are few, its values.
/// Strict: an unknown key, a wrong type or a value that isn't one of the few is BadAnswerFile; `facts` is
/// {path of the key}. Secrets must be references ("env:NAME", "keychain"); a wrong one is never repeated in
/// the error.
[[nodiscard]] Result<void> checkAnswerShape(const QJsonObject& file);

} // namespace df
