#pragma once

#include "verify/own_calls.h"

namespace df {

/// Inside this room: the two kinds of file that calls are imported from. Both bound what they take over.
[[nodiscard]] Result<ImportedCalls> importPostman(const QJsonObject& collection);
[[nodiscard]] Result<ImportedCalls> importOpenApi(const QJsonObject& document);

constexpr qsizetype mostImportedCalls = 500;

/// Takes a call over, or says why not; keys and tokens in its query are left away.
void take(ImportedCalls& all, OwnCall call, const QString& name);
void leaveOut(ImportedCalls& all, const QString& name, const QString& why);

} // namespace df
