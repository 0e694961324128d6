#pragma once

#include "core/error.h"
#include "core/secret.h"
#include "secrets/sealed_file.h"

#include <QString>

namespace df {

/// Why a sealed file can't be written or opened, and what to do, in a sentence or two.
[[nodiscard]] QString sealedTrouble(const Error& error);

/// The keys of a .env, a line each, with dots for the values; what isn't "KEY=…" is left out.
[[nodiscard]] QString hiddenEnv(const Secret& env);
[[nodiscard]] int keysIn(const Secret& env);

/// "old-example-com-2026-11-23.dfsealed": what such a file is called unless the user says so.
[[nodiscard]] QString sealedFileName(const QString& server, const QDate& day);

/// What stands on the paper with the passphrase, a line each.
[[nodiscard]] QStringList passphrasePaper(const QString& server, const QString& file, const QDate& day);

} // namespace df
