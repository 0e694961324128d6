#include "models/area_groups.h"

#include "models/difference_model.h"

namespace df {

namespace {

/// "services roles users" as a list.
QStringList ids(const char* words) {
    return QString::fromLatin1(words).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

} // namespace

QVector<AreaGroup> areaGroups() {
    return {{QStringLiteral("services"), DifferenceModel::tr("Services"),
             ids("services service-types event-scripts email-templates schedules api-paths")},
            {QStringLiteral("rights"), DifferenceModel::tr("Users and rights"),
             ids("users admins roles apps lookups limits cors")},
            {QStringLiteral("secrets"), DifferenceModel::tr("Secrets"), ids("passwords key-proof")},
            {QStringLiteral("database"), DifferenceModel::tr("Database"), ids("tables migrations")},
            {QStringLiteral("system"), DifferenceModel::tr("System"),
             ids("system packages env environment service-states owners php cron files resources")},
            {QStringLiteral("answers"), DifferenceModel::tr("Answers, times"),
             ids("status ui calls response-times")},
            {QStringLiteral("log"), DifferenceModel::tr("Log"), ids("log")},
            {QStringLiteral("other"), DifferenceModel::tr("Other"), {}}};
}

QString groupOfArea(const QString& areaId) {
    for (const AreaGroup& g : areaGroups())
        if (g.areas.contains(areaId))
            return g.id;
    return QStringLiteral("other");
}

QString verdictWord(Verdict verdict) {
    switch (verdict) {
    case Verdict::Same:
        return DifferenceModel::tr("same");
    case Verdict::AsExpected:
        return DifferenceModel::tr("expected");
    case Verdict::Look:
        return DifferenceModel::tr("look at this");
    case Verdict::Worse:
        return DifferenceModel::tr("worse");
    }
    return {};
}

} // namespace df
