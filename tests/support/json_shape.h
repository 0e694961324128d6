#pragma once

#include <QJsonValue>
#include <QString>

namespace df::test {

/// Has `actual` the shape of `recorded`: the same keys, the same kinds of values (null fits anything), lists
/// of the same kind of thing? Empty: yes; else where they differ. Keys that only `actual` has are told too.
[[nodiscard]] QString shapeDifference(const QJsonValue& recorded, const QJsonValue& actual,
                                      const QString& where = QStringLiteral("$"));

} // namespace df::test
