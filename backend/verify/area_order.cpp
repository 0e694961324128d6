#include "verify/area_order.h"

#include <QSet>

namespace df {
namespace {

const QStringList& known() {
    static const QStringList ids =
        QStringLiteral(
            "status services calls users admins passwords roles apps lookups key-proof ui response-times log "
            "api-paths cors email-templates event-scripts limits schedules service-types service-states "
            "cron system php environment env packages tables migrations owners files resources")
            .split(QLatin1Char(' '));
    return ids;
}

} // namespace

QStringList areasOf(const Snapshot& before, const Snapshot& after) {
    QStringList there;
    for (const Snapshot* side : {&before, &after})
        for (const SnapshotArea& area : side->areas)
            there.append(area.id);
    QStringList ids = known();
    ids.removeIf([&](const QString& id) { return !there.contains(id); });
    for (const QString& id : std::as_const(there))
        if (!ids.contains(id))
            ids.append(id);
    return ids;
}

} // namespace df
