#include "verify/known_changes.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace df {
namespace {

QStringList list(const QJsonObject& json, const char* key) {
    QStringList words;
    for (const QJsonValue& word : json[QLatin1String(key)].toArray())
        words.append(word.toString());
    return words;
}

QSet<QString> set(const QJsonObject& json, const char* key) {
    const QStringList words = list(json, key);
    return {words.begin(), words.end()};
}

QHash<QString, QString> map(const QJsonObject& json, const char* key) {
    QHash<QString, QString> words;
    const QJsonObject object = json[QLatin1String(key)].toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        words.insert(it.key(), it.value().toString());
    return words;
}

KnownChanges read() {
    QFile file(QStringLiteral(":/df/data/expected-changes.json"));
    if (!file.open(QIODevice::ReadOnly)) // built without the data: then nothing is known, and all is shown
        return {};
    const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    KnownChanges known{set(json, "shipped_services"),
                       set(json, "shipped_apps"),
                       set(json, "shipped_templates"),
                       set(json, "renamed_types"),
                       set(json, "tables_of_use"),
                       set(json, "tables_kept"),
                       set(json, "tables_seeded"),
                       set(json, "fields_of_use"),
                       set(json, "extensions_needed"),
                       map(json, "extensions_of_database"),
                       map(json, "extensions_of_types"),
                       list(json, "log_of_use"),
                       {}};
    for (const QJsonValue& path : json[QLatin1String("dropped_paths")].toArray())
        known.droppedPaths.append(
            {path[QLatin1String("release")].toString(), path[QLatin1String("ends")].toString()});
    return known;
}

} // namespace

const KnownChanges& knownChanges() {
    static const KnownChanges known = read();
    return known;
}

} // namespace df
