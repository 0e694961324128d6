#include "support/advice_case.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace df::test {

void AdviceCase::setEnv(const char* key, const QString& value) {
    unsetEnv(key);
    here.env.entries.append({QLatin1String(key), value, false, value.isEmpty(), 200, true});
}

void AdviceCase::unsetEnv(const char* key) {
    auto& all = here.env.entries;
    all.erase(std::remove_if(all.begin(), all.end(),
                             [&](const EnvEntry& e) { return e.key == QLatin1String(key); }),
              all.end());
}

void AdviceCase::install(const char* release, const char* laravel) {
    here.code.version = QLatin1String(release);
    here.code.commit = QString(40, QLatin1Char('b')); // no commit of the catalogue
    here.code.tagsAtHead = {here.code.version};
    here.code.versionAnswers = {{QStringLiteral("git tag"), here.code.version}};
    here.code.lockedPackages[QStringLiteral("laravel/framework")] = QLatin1String(laravel);
}

const Finding* findingIn(const Advice& advice, const char* id) {
    const auto it = std::find_if(advice.findings.begin(), advice.findings.end(),
                                 [&](const Finding& f) { return f.id == QLatin1String(id); });
    return it == advice.findings.end() ? nullptr : &*it;
}

QString severityOf(const Advice& advice, const char* id) {
    const Finding* f = findingIn(advice, id);
    return f ? toString(f->severity) : QString();
}

ReleaseFacts realRelease(const QString& dataFolder, const QString& tag) {
    QFile f(dataFolder + QStringLiteral("/advise/release-") + tag + QStringLiteral(".json"));
    if (!f.open(QIODevice::ReadOnly))
        return {};
    const QJsonObject all = QJsonDocument::fromJson(f.readAll()).object();
    ReleaseFacts release = sampleRelease();
    release.tag = release.configVersion = tag;
    const CatalogueRelease* known = builtInCatalogue().byTag(tag);
    release.commit = known ? known->commit : QString(40, QLatin1Char('c'));
    release.composerJson =
        QString::fromUtf8(QJsonDocument(all[QLatin1String("composer.json")].toObject()).toJson());
    release.composerLock = QString::fromUtf8(QJsonDocument(all).toJson());
    return release;
}

} // namespace df::test
