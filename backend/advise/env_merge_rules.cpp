#include "advise/env_merge_rules.h"

#include "advise/text.h"

#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace df {
namespace {

QString text(const QJsonObject& o, const char* key) { return o[QLatin1String(key)].toString(); }

QStringList texts(const QJsonValue& list) {
    QStringList all;
    for (const auto& v : list.toArray())
        all << v.toString();
    return all;
}

EnvMergeRule::Take takeOf(const QString& word) {
    using Take = EnvMergeRule::Take;
    static const QHash<QString, Take> words{
        {QStringLiteral("old"), Take::Old},       {QStringLiteral("old-else-new"), Take::OldElseNew},
        {QStringLiteral("new"), Take::New},       {QStringLiteral("address"), Take::Address},
        {QStringLiteral("path"), Take::Path},     {QStringLiteral("page"), Take::Page},
        {QStringLiteral("link"), Take::Link},     {QStringLiteral("cache"), Take::Cache},
        {QStringLiteral("queue"), Take::Queue},   {QStringLiteral("passwords"), Take::Passwords},
        {QStringLiteral("engine"), Take::Engine}, {QStringLiteral("collation"), Take::Collation}};
    return words.value(word, Take::Own);
}

bool knows(const QString& pattern, const QString& key) {
    return pattern.endsWith(QLatin1Char('*')) ? key.startsWith(pattern.chopped(1)) : key == pattern;
}

} // namespace

const EnvMergeRule& EnvMergeTable::ruleFor(const QString& key) const {
    static const EnvMergeRule none;
    for (const EnvMergeRule& rule : rules)
        for (const QString& pattern : rule.keys)
            if (knows(pattern, key))
                return rule;
    return none;
}

int EnvMergeTable::placeOf(const QString& key) const {
    int place = 0;
    for (const EnvMergeRule& rule : rules)
        for (const QString& pattern : rule.keys) {
            if (knows(pattern, key))
                return place;
            ++place;
        }
    return place;
}

EnvMergeTable readEnvMergeTable(const QByteArray& json) {
    const QJsonObject table = QJsonDocument::fromJson(json).object();
    EnvMergeTable t;
    t.groups = texts(table[QLatin1String("groups")]);
    for (const auto& v : table[QLatin1String("rules")].toArray()) {
        const QJsonObject o = v.toObject();
        EnvMergeRule r{text(o, "id"),          text(o, "group"),  text(o, "why"),
                       text(o, "source"),      text(o, "absent"), texts(o[QLatin1String("keys")]),
                       takeOf(text(o, "take"))};
        r.fixed = o[QLatin1String("fixed")].toBool();
        r.always = o[QLatin1String("always")].toBool();
        t.rules.append(r);
    }
    return t;
}

const EnvMergeTable& builtInEnvMergeTable() {
    static const EnvMergeTable table = [] {
        QFile f(QStringLiteral(":/df/data/env-merge.json"));
        return readEnvMergeTable(f.open(QIODevice::ReadOnly) ? f.readAll() : QByteArray());
    }();
    return table;
}

QString envGroupTitle(const QString& group) {
    if (group == QLatin1String("secrets"))
        return Say::tr("Secrets and licence");
    if (group == QLatin1String("machine"))
        return Say::tr("Database and machine");
    if (group == QLatin1String("behaviour"))
        return Say::tr("Behaviour");
    if (group == QLatin1String("mail"))
        return Say::tr("Mail and other services");
    return Say::tr("Keys of your own");
}

} // namespace df
