#include "verify/mask.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace df {
namespace {

QString escaped(QString key) {
    return key.replace(QLatin1Char('~'), QLatin1String("~0")).replace(QLatin1Char('/'), QLatin1String("~1"));
}

QString unescaped(QString key) {
    return key.replace(QLatin1String("~1"), QLatin1String("/"))
        .replace(QLatin1String("~0"), QLatin1String("~"));
}

void collect(const QJsonValue& a, const QJsonValue& b, const QString& at, QStringList& places) {
    if (a == b)
        return;
    if (a.isObject() && b.isObject()) {
        const QJsonObject one = a.toObject(), other = b.toObject();
        for (auto it = one.begin(); it != one.end(); ++it)
            collect(it.value(), other.value(it.key()), at + QLatin1Char('/') + escaped(it.key()), places);
        for (auto it = other.begin(); it != other.end(); ++it)
            if (!one.contains(it.key()))
                places.append(at + QLatin1Char('/') + escaped(it.key()));
        return;
    }
    const QJsonArray one = a.toArray(), other = b.toArray();
    if (!a.isArray() || !b.isArray() || one.size() != other.size()) {
        places.append(at);
        return;
    }
    for (qsizetype i = 0; i < one.size(); ++i)
        collect(one[i], other[i], at + QLatin1Char('/') + QString::number(i), places);
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

QStringList differingPlaces(const QJsonValue& a, const QJsonValue& b) {
    QStringList places;
    collect(a, b, {}, places);
    return places;
}

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
    QStringList pointers;
    for (const QString& place : places)
        pointers.append(place.mid(attribute.size() + 1));
    return withoutPlaces(was, pointers) == withoutPlaces(is, pointers);
}

} // namespace df
