#include "advise/service_types.h"

#include "advise/platform.h"
#include "advise/text.h"

#include <algorithm>

namespace df {

bool runsWith(const ServiceType& type, const QMap<QString, QString>& packages) {
    return std::any_of(type.packages.begin(), type.packages.end(), [&](const ServiceType::Package& p) {
        const auto found = packages.find(p.name);
        if (found == packages.end())
            return false;
        const Version v = platformVersion(*found);
        const auto first = Version::parse(p.first), last = Version::parse(p.last);
        return (!first || *first <= v) && (!last || v <= *last);
    });
}

QString countedTypes(const QMap<QString, int>& types) {
    QStringList list;
    for (auto it = types.begin(); it != types.end(); ++it)
        list << QStringLiteral("%1 (%2)").arg(it.key(), QString::number(it.value()));
    return list.join(QStringLiteral(", "));
}

QStringList idleWithout(const QMap<QString, qint64>& counts, const QMap<QString, QString>& packages) {
    const struct {
        const char *table, *package;
        QString name;
    } kinds[] = {{"event_script", "dreamfactory/df-script", Say::tr("event scripts")},
                 {"limits", "dreamfactory/df-limits", Say::tr("limits")},
                 {"scheduler_tasks", "dreamfactory/df-scheduler", Say::tr("scheduled tasks")}};
    QStringList idle;
    for (const auto& kind : kinds)
        if (const qint64 count = counts.value(QLatin1String(kind.table));
            count > 0 && !packages.contains(QLatin1String(kind.package)))
            idle << QStringLiteral("%1 (%2)").arg(kind.name, QString::number(count));
    return idle;
}

} // namespace df
