#include "inspect/json_clip.h"

#include <QJsonArray>
#include <QJsonObject>

namespace df {

namespace {

constexpr int kMostElements = 5000, kDeepest = 12, kLongText = 262144;

QJsonObject clipObject(const QJsonObject& object, int depth) {
    QJsonObject out;
    for (auto it = object.begin(); it != object.end() && out.size() < kMostElements; ++it) {
        const bool isLong = it.key() == QLatin1String("composerJson") && it.value().isString();
        out.insert(clipText(it.key(), 512), isLong ? QJsonValue(clipText(it.value().toString(), kLongText))
                                                   : clipJson(it.value(), depth + 1));
    }
    return out;
}

} // namespace

QString clipText(const QString& text, int most) {
    QString out;
    out.reserve(std::min<qsizetype>(text.size(), most));
    for (const QChar c : text) {
        if (out.size() >= most)
            break;
        if (c.category() != QChar::Other_Control || c == QLatin1Char('\n') || c == QLatin1Char('\t'))
            out += c;
    }
    return out;
}

QJsonValue clipJson(const QJsonValue& value, int depth) {
    if (value.isString())
        return clipText(value.toString());
    if (depth > kDeepest && (value.isObject() || value.isArray()))
        return {};
    if (value.isObject())
        return clipObject(value.toObject(), depth);
    if (!value.isArray())
        return value;
    QJsonArray out;
    const QJsonArray array = value.toArray();
    for (const auto& element : array) {
        if (out.size() >= kMostElements)
            break;
        out.append(clipJson(element, depth + 1));
    }
    return out;
}

} // namespace df
