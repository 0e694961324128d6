#include "advise/area_name.h"

#include "advise/text.h"

namespace df {

QString areaName(Area area) {
    switch (area) {
    case Area::Machine:
        return Say::tr("Machine");
    case Area::Access:
        return Say::tr("Access");
    case Area::Php:
        return Say::tr("PHP");
    case Area::Composer:
        return Say::tr("Composer");
    case Area::Release:
        return Say::tr("Release");
    case Area::Code:
        return Say::tr("Code");
    case Area::Env:
        return QStringLiteral(".env");
    case Area::AppKey:
        return QStringLiteral("APP_KEY");
    case Area::Database:
        return Say::tr("Database");
    case Area::Services:
        return Say::tr("Services");
    case Area::Schedules:
        return Say::tr("Schedules");
    case Area::Web:
        return Say::tr("Web server");
    case Area::Commercial:
        return Say::tr("Commercial");
    case Area::Container:
        return Say::tr("Container");
    case Area::Nodes:
        return Say::tr("Web nodes");
    case Area::Leftovers:
        return Say::tr("Leftovers");
    }
    return {};
}

QString severityName(Severity severity) {
    switch (severity) {
    case Severity::MustFix:
        return Say::tr("Must fix");
    case Severity::ShouldKnow:
        return Say::tr("Should know");
    case Severity::Fine:
        break;
    }
    return Say::tr("Fine");
}

QVector<Area> allAreas() {
    QVector<Area> all;
    for (int i = 0; i <= int(Area::Leftovers); ++i)
        all << Area(i);
    return all;
}

} // namespace df
