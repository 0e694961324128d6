#include "advise/pair.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace df {

ReleaseFacts installedRelease(const Installation& installation) {
    const CodeFacts& code = installation.code;
    QJsonArray packages;
    for (auto it = code.lockedPackages.begin(); it != code.lockedPackages.end(); ++it)
        packages.append(
            QJsonObject{{QStringLiteral("name"), it.key()}, {QStringLiteral("version"), it.value()}});
    ReleaseFacts release;
    release.tag = code.version.section(QLatin1Char(' '), 0, 0); // "6.3.0 or 7.0.0"
    release.commit = code.commit;
    release.composerJson = code.composerJson;
    if (!packages.isEmpty())
        release.composerLock =
            QString::fromUtf8(QJsonDocument(QJsonObject{{QStringLiteral("packages"), packages}}).toJson());
    return release;
}

} // namespace df
