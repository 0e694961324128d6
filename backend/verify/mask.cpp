#include "verify/mask.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace df {
namespace {

QString unescaped(QString key) {
    return key.replace(QLatin1String("~1"), QLatin1String("/"))
        .replace(QLatin1String("~0"), QLatin1String("~"));
}

using Path = QStringList;

QJsonValue without(const QJsonValue& value, const QVector<Path>& paths);

/// The paths that go on below `key`; `any`: below every element of a list.
QVector<Path> below(const QVector<Path>& paths, const QString& key, bool any) {
    QVector<Path> rest;
    for (const Path& path : paths)
        if (!path.isEmpty() && (any || path.first() == key))
            rest.append(path.mid(1));
    return rest;
}

QJsonValue without(const QJsonObject& object, const QVector<Path>& paths) {
    QJsonObject out;
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QVector<Path> rest = below(paths, it.key(), false);
        if (!rest.contains(Path()))
            out.insert(it.key(), without(it.value(), rest));
    }
    return out;
}

QJsonValue without(const QJsonArray& array, const QVector<Path>& paths) {
    QVector<Path> rest = below(paths, {}, true);
    rest.removeAll(Path()); // a whole row that varies says something about that row, not about every row
    QJsonArray out;
    for (qsizetype i = 0; i < array.size(); ++i)
        out.append(below(paths, QString::number(i), false).contains(Path()) ? QJsonValue(QStringLiteral("…"))
                                                                            : without(array[i], rest));
    return out;
}

QJsonValue without(const QJsonValue& value, const QVector<Path>& paths) {
    if (paths.contains(Path()))
        return QStringLiteral("…");
    if (paths.isEmpty())
        return value;
    return value.isObject()  ? without(value.toObject(), paths)
           : value.isArray() ? without(value.toArray(), paths)
                             : value;
}

QJsonValue parsed(const QString& text) {
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
    return document.isObject()  ? QJsonValue(document.object())
           : document.isArray() ? QJsonValue(document.array())
                                : QJsonValue(QJsonValue::Undefined);
}

QStringList varyingOf(const SnapshotItem& before, const SnapshotItem& after) {
    QStringList places = before.varies + after.varies;
    places.removeDuplicates();
    places.sort();
    return places;
}

} // namespace

QJsonValue withoutPlaces(const QJsonValue& value, const QStringList& pointers) {
    QVector<Path> paths;
    for (const QString& pointer : pointers) {
        Path path = pointer.split(QLatin1Char('/')).mid(1);
        for (QString& key : path)
            key = unescaped(key);
        paths.append(path);
    }
    return without(value, paths);
}

Mask::Mask(const SnapshotItem& before, const SnapshotItem& after) : m_places(varyingOf(before, after)) {}

QStringList Mask::placesOf(const QString& attribute) const {
    QStringList places;
    std::copy_if(m_places.begin(), m_places.end(), std::back_inserter(places), [&](const QString& place) {
        return place == attribute || place.startsWith(attribute + QLatin1Char('#'));
    });
    return places;
}

bool Mask::covers(const QString& attribute, const QString& before, const QString& after) const {
    const QStringList places = placesOf(attribute);
    if (places.isEmpty() || places.contains(attribute))
        return !places.isEmpty();
    const QJsonValue was = parsed(before), is = parsed(after);
    if (was.isUndefined() || is.isUndefined())
        return false;
    return takenOff(attribute, was) == takenOff(attribute, is);
}

QJsonValue Mask::takenOff(const QString& attribute, const QJsonValue& value) const {
    QStringList pointers;
    for (const QString& place : placesOf(attribute))
        if (place != attribute)
            pointers.append(place.mid(attribute.size() + 1));
    return pointers.isEmpty() ? value : withoutPlaces(value, pointers);
}

} // namespace df
