#pragma once

#include <QJsonValue>
#include <QString>

namespace df {

/// Server text made harmless to keep: at most `most` characters, no control characters but line break and
/// tab.
[[nodiscard]] QString clipText(const QString& text, int most = 4096);

/// The same for all strings and names in a value, and no list or object longer than 5000, none deeper
/// than 12. composer.json's text alone may be longer.
[[nodiscard]] QJsonValue clipJson(const QJsonValue& value, int depth = 0);

} // namespace df
