#pragma once

#include "inspect/server_facts.h"

#include <QStringList>

namespace df {

/// The way of a system database from one Microsoft SQL Server to another, for a person with an account that
/// may back up and restore: sentences, and commands that begin with "$ " (sqlcmd, which asks for the
/// password). The new database is made beside the one that is there, checked, and then exchanged with it by
/// name; the same exchange is the way back. Never run by this program. Empty: a name is one that can't be
/// written down safely.
[[nodiscard]] QStringList sqlServerGuide(const DatabaseFacts& old, const DatabaseFacts& fresh);

/// "[name]", with "]" doubled.
[[nodiscard]] QString bracketed(const QString& name);
/// "N'text'", with "'" doubled.
[[nodiscard]] QString transactText(const QString& text);

} // namespace df
