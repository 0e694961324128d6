#pragma once

#include <QString>
#include <QStringList>

namespace df {

/// The one function that quotes a word for POSIX sh. NUL bytes are dropped (sh can't carry them).
[[nodiscard]] QString shellQuote(const QString& word);
[[nodiscard]] QString shellQuote(const QStringList& words);

} // namespace df
