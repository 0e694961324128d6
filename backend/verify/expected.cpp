#include "verify/expected.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace df {

Expected expectedChanges(const QString& fromRelease, const ReleaseFacts& target,
                         const QStringList& envKeysChanged, const QString& lock) {
    Expected expected{fromRelease, target.tag, envKeysChanged, {}, false};
    const QString text = lock.isEmpty() ? target.composerLock : lock;
    for (const QJsonValue& package :
         QJsonDocument::fromJson(text.toUtf8())[QLatin1String("packages")].toArray())
        expected.packagesOfTarget.append(package[QLatin1String("name")].toString() + QLatin1Char(' ') +
                                         package[QLatin1String("version")].toString());
    return expected;
}

} // namespace df
