#pragma once

#include <QStringList>

namespace df {

/// The reasons in resources/data/env-keys.json, in the words that translators see.
[[nodiscard]] QStringList envKeyWords();

} // namespace df
