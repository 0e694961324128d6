#include "advise/env_history.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace df {
namespace {

QString text(const QJsonObject& o, const char* key) { return o[QLatin1String(key)].toString(); }

QVector<EnvHistory::Key> keys(const QJsonValue& list, const char* release) {
    QVector<EnvHistory::Key> all;
    for (const auto& v : list.toArray()) {
        const QJsonObject o = v.toObject();
        all.append({text(o, "key"), text(o, release), text(o, "now"), text(o, "unless"), text(o, "only")});
    }
    return all;
}

/// Is the release between the installed one (left out) and the wanted one?
bool crossed(const Case& c, const QString& release) {
    const auto v = Version::parse(release);
    return v && c.from && c.to && *c.from < *v && *v <= *c.to;
}

bool concerns(const Case& c, const QString& engine) {
    return engine.isEmpty() || engine == toString(c.here.database.engine);
}

bool isPlanned(const QVector<EnvChange>& planned, const QString& key) {
    return std::any_of(planned.begin(), planned.end(),
                       [&](const EnvChange& e) { return e.key == key || e.oldKey == key; });
}

/// An active entry that says something.
bool isSet(const EnvFacts& env, const QString& key) {
    return std::any_of(env.entries.begin(), env.entries.end(),
                       [&](const EnvEntry& e) { return e.active && e.key == key && !e.empty; });
}

} // namespace

EnvHistory readEnvHistory(const QByteArray& json) {
    const QJsonObject o = QJsonDocument::fromJson(json).object();
    EnvHistory h;
    h.dropped = keys(o[QLatin1String("dropped")], "gone_in");
    h.added = keys(o[QLatin1String("added")], "read_from");
    for (const auto& v : o[QLatin1String("defaults")].toArray()) {
        const QJsonObject d = v.toObject();
        h.defaults.append(
            {text(d, "key"), text(d, "since"), text(d, "was"), text(d, "becomes"), text(d, "only")});
    }
    return h;
}

const EnvHistory& builtInEnvHistory() {
    static const EnvHistory table = [] {
        QFile f(QStringLiteral(":/df/data/env-history.json"));
        return readEnvHistory(f.open(QIODevice::ReadOnly) ? f.readAll() : QByteArray());
    }();
    return table;
}

EnvHistory crossedBy(const Case& c, const EnvHistory& history, const QVector<EnvChange>& planned) {
    const EnvFacts& env = c.here.env;
    EnvHistory h;
    for (const auto& k : history.dropped) {
        const bool stillRead = !k.unless.isEmpty() && c.here.code.lockedPackages.contains(k.unless);
        if (crossed(c, k.release) && concerns(c, k.only) && isSet(env, k.key) && !stillRead &&
            !isPlanned(planned, k.key))
            h.dropped.append(k);
    }
    for (const auto& k : history.added)
        if (crossed(c, k.release) && concerns(c, k.only) && isSet(env, k.key) && !isPlanned(planned, k.key))
            h.added.append(k);
    for (const auto& d : history.defaults) {
        if (!crossed(c, d.since) || !concerns(c, d.only) || env.has(d.key) || isPlanned(planned, d.key))
            continue;
        const auto earlier = std::find_if(h.defaults.begin(), h.defaults.end(),
                                          [&](const EnvHistory::Default& x) { return x.key == d.key; });
        if (earlier == h.defaults.end())
            h.defaults.append(d);
        else
            earlier->becomes = d.becomes; // two changes on one way
    }
    return h;
}

} // namespace df
