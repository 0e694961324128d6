#include "support/json_shape.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QSet>

namespace df::test {

namespace {
QString objectDifference(const QJsonObject& recorded, const QJsonObject& actual, const QString& where) {
    for (auto it = recorded.begin(); it != recorded.end(); ++it) {
        const QString here = where + QLatin1Char('.') + it.key();
        if (!actual.contains(it.key()))
            return here + QStringLiteral(" is missing");
        const QString inner = shapeDifference(it.value(), actual.value(it.key()), here);
        if (!inner.isEmpty())
            return inner;
    }
    for (auto it = actual.begin(); it != actual.end(); ++it)
        if (!recorded.contains(it.key()))
            return where + QLatin1Char('.') + it.key() + QStringLiteral(" is not in the recorded answer");
    return {};
}
} // namespace

QString shapeDifference(const QJsonValue& recorded, const QJsonValue& actual, const QString& where) {
    if (recorded.isNull() || actual.isNull())
        return {};
    if (recorded.type() != actual.type())
        return where + QStringLiteral(" is of another kind");
    if (recorded.isObject())
        return objectDifference(recorded.toObject(), actual.toObject(), where);
    if (!recorded.isArray() || recorded.toArray().isEmpty())
        return {};
    const QJsonArray list = actual.toArray();
    for (int i = 0; i < list.size(); ++i) {
        const QString inner =
            shapeDifference(recorded.toArray().first(), list[i], where + QStringLiteral("[%1]").arg(i));
        if (!inner.isEmpty())
            return inner;
    }
    return {};
}

} // namespace df::test
