#pragma once

#include <QHash>
#include <QSet>
#include <QString>
#include <QVector>

namespace df {

/// resources/data/expected-changes.json as a value: what an upgrade or mere use is known to change.
struct KnownChanges {
    QSet<QString> shippedServices, shippedApps, shippedTemplates, renamedTypes;
    QSet<QString> tablesOfUse, tablesKept, tablesSeeded, fieldsOfUse;
    QSet<QString> extensionsNeeded;
    QHash<QString, QString> extensionsOfDatabase, extensionsOfTypes;
    QStringList logOfUse;
    struct DroppedPath {
        QString release, ends;
    };
    QVector<DroppedPath> droppedPaths;
};

/// Read once; the data are part of the program.
[[nodiscard]] const KnownChanges& knownChanges();

} // namespace df
