#pragma once

#include "transfer/since.h"

#include <QString>
#include <QStringList>

namespace df {

/// The answer in one sentence: nothing, how much, or that it can't be said.
[[nodiscard]] QString sinceSentence(const OldSince& since, const QString& oldName);
/// What it rests on, a line each: tables with their rows, files, folders, and what could not be found out.
[[nodiscard]] QStringList sinceLines(const OldSince& since);

} // namespace df
