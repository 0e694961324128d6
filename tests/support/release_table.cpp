#include "support/release_table.h"

#include "advise/catalogue.h"
#include "advise/platform.h"
#include "support/sample_facts.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace df::test {
namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

bool before(const QString& tag, const char* other) {
    return *Version::parse(tag) < *Version::parse(QLatin1String(other));
}

/// The packages' own names with what the lock holds of each.
QVector<LockedPackage> locked(const QJsonObject& release, const QJsonArray& needs,
                              const QMap<QString, QString>& packages) {
    QVector<LockedPackage> all;
    const auto of = [&](const QString& name) -> LockedPackage& {
        const auto it =
            std::find_if(all.begin(), all.end(), [&](const LockedPackage& p) { return p.name == name; });
        if (it != all.end())
            return *it;
        all.append({name, packages.value(name, S("1.0.0")), {}, {}});
        return all.last();
    };
    for (auto it = packages.begin(); it != packages.end(); ++it)
        of(it.key());
    for (const auto& number : release[S("needs")].toArray()) {
        const QJsonArray need = needs.at(number.toInt()).toArray();
        LockedPackage* asks = &of(need.at(2).toString());
        while (asks->require.contains(need.at(0).toString())) // one package asks once only
            asks = &of(asks->name + S("-too"));
        asks->require.insert(need.at(0).toString(), need.at(1).toString());
    }
    LockedPackage polyfill{S("symfony/polyfill"), S("1.0.0"), {}, {}};
    for (const auto& name : release[S("provided")].toArray())
        polyfill.provide.insert(name.toString(), S("*"));
    all.append(polyfill);
    return all;
}

void follow(QMap<QString, QString>& packages, const QJsonObject& changes) {
    for (auto it = changes.begin(); it != changes.end(); ++it)
        if (it->isNull())
            packages.remove(it.key());
        else
            packages.insert(it.key(), it->toString());
}

QMap<QString, QString> strings(const QJsonObject& object) {
    QMap<QString, QString> map;
    for (auto it = object.begin(); it != object.end(); ++it)
        map.insert(it.key(), it->toString());
    return map;
}

/// ext-mongodb as it was had with that PHP, new enough for the release itself.
QString mongodbOfItsTime(const QString& tag) {
    if (before(tag, "4.9.0"))
        return S("1.16.2");
    if (before(tag, "7.1.0"))
        return S("1.21.0");
    return before(tag, "7.6.0") ? S("2.2.1") : S("2.3.1");
}

void setPhp(Installation& here, const QString& minor, const QString& tag) {
    const QString version = minor + S(".20");
    here.php.binary = S("/usr/bin/php") + minor;
    here.php.version = here.fpm.version = version;
    for (auto it = here.php.extensions.begin(); it != here.php.extensions.end(); ++it)
        *it = version;
    here.php.extensions[S("curl")] = version;
    here.php.extensions[S("mongodb")] = mongodbOfItsTime(tag);
    here.fpm.service = S("php%1-fpm").arg(minor);
    here.fpm.binary = S("/usr/sbin/php-fpm") + minor;
    here.fpm.configFile = S("/etc/php/%1/fpm/php-fpm.conf").arg(minor);
    here.fpm.poolFile = S("/etc/php/%1/fpm/pool.d/www.conf").arg(minor);
    here.fpm.socket = S("/run/php/php%1-fpm.sock").arg(minor);
}

void setCode(const ReleaseTable& table, Installation& here, const QString& tag) {
    CodeFacts& code = here.code;
    code.version = code.describe = tag;
    code.commit = builtInCatalogue().byTag(tag)->commit;
    code.tagsAtHead = {tag};
    code.versionAnswers = {{S("git commit"), tag}};
    code.lockedPackages = code.installedPackages = table.packages[tag];
    code.composerJson = table.releases[tag].composerJson;
    code.uiGeneration = before(tag, "6.0.0")   ? S("angularjs")
                        : before(tag, "7.0.1") ? S("6.x")
                                               : S("angular");
}

} // namespace

QString phpOfItsTime(const QString& tag) {
    if (before(tag, "4.9.0"))
        return S("7.2");
    if (before(tag, "5.0.0"))
        return S("7.4");
    if (before(tag, "7.0.1"))
        return S("8.1");
    return before(tag, "7.7.0") ? S("8.3") : S("8.5");
}

ReleaseTable releaseTable(const QString& dataFolder) {
    QFile f(dataFolder + S("/advise/releases.json"));
    ReleaseTable table;
    if (!f.open(QIODevice::ReadOnly))
        return table;
    const QJsonObject all = QJsonDocument::fromJson(f.readAll()).object();
    const QJsonObject releases = all[S("releases")].toObject();
    QMap<QString, QString> packages;
    for (const CatalogueRelease& known : builtInCatalogue().releases) {
        if (!releases.contains(known.tag))
            continue;
        const QJsonObject release = releases[known.tag].toObject();
        follow(packages, release[S("packages")].toObject());
        ReleaseFacts facts = sampleRelease();
        facts.tag = facts.configVersion = known.tag;
        facts.commit = known.commit;
        facts.composerJson = composerJson(strings(release[S("json")].toObject()));
        facts.composerLock = composerLock(locked(release, all[S("needs")].toArray(), packages),
                                          release[S("plugin")].toString());
        table.tags << known.tag;
        table.releases.insert(known.tag, facts);
        table.packages.insert(known.tag, packages);
    }
    return table;
}

ServerFacts usualServer(const ReleaseTable& table, const QString& tag, bool sources) {
    ServerFacts server = sampleServer();
    Installation& here = server.installations.first();
    setPhp(here, phpOfItsTime(tag), tag);
    setCode(table, here, tag);
    if (!before(tag, "7.0.2")) // the key's new name
        for (EnvEntry& e : here.env.entries)
            if (e.key == S("CACHE_DRIVER"))
                e.key = S("CACHE_STORE");
    for (const char* minor : {"7.4", "8.1", "8.2", "8.3", "8.4", "8.5"})
        if (sources) {
            server.machine.phpInstallable.insert(S(minor), S(minor) + S(".20-1"));
            server.machine.mongodbInstallable << S(minor);
        }
    return server;
}

} // namespace df::test
