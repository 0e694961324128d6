#include "advise/catalogue.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace df {
namespace {

QByteArray resource(const QString& name) {
    QFile f(QStringLiteral(":/df/data/") + name);
    return f.open(QIODevice::ReadOnly) ? f.readAll() : QByteArray();
}

QJsonObject parsed(const QByteArray& json) { return QJsonDocument::fromJson(json).object(); }

QString text(const QJsonObject& o, const char* key) { return o[QLatin1String(key)].toString(); }

QStringList texts(const QJsonObject& o, const char* key) {
    QStringList list;
    for (const auto& v : o[QLatin1String(key)].toArray())
        list << v.toString();
    return list;
}

/// "6", "*", "same": a number or a word.
QString wordOrNumber(const QJsonValue& v) { return v.isDouble() ? QString::number(v.toInt()) : v.toString(); }

EnvRule ruleOf(const QJsonObject& o, EnvRule::Kind kind) {
    EnvRule r;
    r.kind = kind;
    r.keys = kind == EnvRule::Kind::Rename ? QStringList{text(o, "old")} : texts(o, "keys");
    r.newKey = text(o, "new");
    r.only = text(o, "only");
    r.since = text(o, "since");
    r.why = text(o, "why");
    r.source = text(o, "source");
    r.notYet = texts(o, "not_yet");
    r.pages = texts(o, "pages");
    r.laravel = o[QLatin1String("laravel")].toInt();
    r.factor = o[QLatin1String("factor")].toInt(1);
    return r;
}

Jump jumpOf(const QJsonObject& o) {
    static const QHash<QString, Jump::Kind> kinds{{QStringLiteral("php"), Jump::Kind::Php},
                                                  {QStringLiteral("types"), Jump::Kind::Types},
                                                  {QStringLiteral("package"), Jump::Kind::Package},
                                                  {QStringLiteral("laravel"), Jump::Kind::Laravel},
                                                  {QStringLiteral("interface"), Jump::Kind::Interface},
                                                  {QStringLiteral("same"), Jump::Kind::SameCommit}};
    return {kinds.value(text(o, "kind")),
            text(o, "id"),
            text(o, "release"),
            text(o, "says"),
            text(o, "source"),
            texts(o, "names")};
}

template<class T, class Match>
const T* find(const QVector<T>& list, Match match) {
    const auto it = std::find_if(list.begin(), list.end(), match);
    return it == list.end() ? nullptr : &*it;
}

} // namespace

const CatalogueRelease* Catalogue::byTag(const QString& tag) const {
    return find(releases, [&](const CatalogueRelease& r) { return r.tag == tag; });
}

const CatalogueRelease* Catalogue::byCommit(const QString& commit) const {
    return find(releases, [&](const CatalogueRelease& r) { return !commit.isEmpty() && r.commit == commit; });
}

QVector<CatalogueRelease> readReleaseTable(const QByteArray& json) {
    QVector<CatalogueRelease> list;
    for (const auto& v : parsed(json)[QLatin1String("releases")].toArray()) {
        const QJsonObject o = v.toObject();
        list.append({text(o, "tag"), text(o, "commit"), text(o, "date"), text(o, "php_constraint"),
                     text(o, "laravel_locked"), texts(o, "same_commit_as"),
                     o[QLatin1String("prerelease")].toBool(),
                     o[QLatin1String("admin_ui")][QLatin1String("delivered_by")].toString() ==
                         QLatin1String("composer")});
    }
    return list;
}

QHash<QString, ServiceType> readServiceTypes(const QByteArray& json) {
    QHash<QString, ServiceType> types;
    const QJsonObject all = parsed(json)[QLatin1String("types")].toObject();
    for (auto it = all.begin(); it != all.end(); ++it) {
        const QJsonObject o = it.value().toObject();
        ServiceType t{it.key(), text(o, "label"), {}, o[QLatin1String("withdrawn")].toBool()};
        for (const auto& p : o[QLatin1String("packages")].toArray())
            t.packages.append(
                {text(p.toObject(), "package"), text(p.toObject(), "first"), text(p.toObject(), "last")});
        types.insert(t.name, t);
    }
    return types;
}

QVector<VendorRow> readVendorTable(const QByteArray& json) {
    const QJsonObject table = parsed(json);
    const QJsonObject documents = table[QLatin1String("documents")].toObject();
    QVector<VendorRow> rows;
    for (const auto& v : table[QLatin1String("rows")].toArray()) {
        const QJsonObject o = v.toObject();
        rows.append({text(o, "id"), documents[text(o, "document")].toString(),
                     wordOrNumber(o[QLatin1String("from")]), wordOrNumber(o[QLatin1String("to")]),
                     text(o, "method"), text(o, "says"), text(o, "verdict"), text(o, "reality"),
                     text(o, "source")});
    }
    return rows;
}

QVector<EnvRule> readEnvRules(const QByteArray& json) {
    const QJsonObject table = parsed(json);
    static const struct {
        QLatin1String key;
        EnvRule::Kind kind;
    } groups[] = {{QLatin1String("renames"), EnvRule::Kind::Rename},
                  {QLatin1String("units"), EnvRule::Kind::Unit},
                  {QLatin1String("lower_case"), EnvRule::Kind::LowerCase},
                  {QLatin1String("link_paths"), EnvRule::Kind::LinkPath}};
    QVector<EnvRule> rules;
    for (const auto& g : groups)
        for (const auto& v : table[g.key].toArray())
            rules.append(ruleOf(v.toObject(), g.kind));
    return rules;
}

JumpTable readJumpTable(const QByteArray& json) {
    const QJsonObject table = parsed(json);
    JumpTable t;
    for (const auto& v : table[QLatin1String("jumps")].toArray())
        t.jumps.append(jumpOf(v.toObject()));
    for (const auto& v : table[QLatin1String("schema")].toArray())
        t.schema.append({text(v.toObject(), "release"), text(v.toObject(), "adds")});
    for (const auto& v : table[QLatin1String("stops")].toArray()) {
        const QJsonObject o = v.toObject();
        t.stops.append(
            {text(o, "release"), text(o, "dropped_by"), text(o, "why"), text(o, "needs"), text(o, "source")});
    }
    for (const auto& v : table[QLatin1String("asked_stops")].toArray()) {
        const QJsonObject o = v.toObject();
        t.askedStops.append({text(o, "id"), text(o, "before"), text(o, "beyond"), text(o, "asks"),
                             text(o, "reality"), text(o, "source")});
    }
    t.keptFrom = text(table, "migrations_kept_from");
    t.readTo = text(table, "migrations_read_to");
    t.source = text(table, "migrations_source");
    return t;
}

const Catalogue& builtInCatalogue() {
    static const Catalogue tables{readReleaseTable(resource(QStringLiteral("releases.json"))),
                                  readServiceTypes(resource(QStringLiteral("service-types.json"))),
                                  readVendorTable(resource(QStringLiteral("version-table.json"))),
                                  readEnvRules(resource(QStringLiteral("env-keys.json"))),
                                  readJumpTable(resource(QStringLiteral("jumps.json")))};
    return tables;
}

} // namespace df
