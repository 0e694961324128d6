#include "verify/area_title.h"

#include <QCoreApplication>
#include <QHash>

namespace df {

namespace {

const QHash<QString, const char*>& titles() {
    static const QHash<QString, const char*> all{
        {QStringLiteral("status"), QT_TRANSLATE_NOOP("Compare", "Answer of /status")},
        {QStringLiteral("services"), QT_TRANSLATE_NOOP("Compare", "Services")},
        {QStringLiteral("users"), QT_TRANSLATE_NOOP("Compare", "Users")},
        {QStringLiteral("admins"), QT_TRANSLATE_NOOP("Compare", "Admins")},
        {QStringLiteral("passwords"), QT_TRANSLATE_NOOP("Compare", "Stored passwords")},
        {QStringLiteral("roles"), QT_TRANSLATE_NOOP("Compare", "Roles")},
        {QStringLiteral("apps"), QT_TRANSLATE_NOOP("Compare", "Apps")},
        {QStringLiteral("lookups"), QT_TRANSLATE_NOOP("Compare", "Lookups")},
        {QStringLiteral("key-proof"), QT_TRANSLATE_NOOP("Compare", "Encrypted values")},
        {QStringLiteral("ui"), QT_TRANSLATE_NOOP("Compare", "Start page")},
        {QStringLiteral("response-times"), QT_TRANSLATE_NOOP("Compare", "Calls and their times")},
        {QStringLiteral("log"), QT_TRANSLATE_NOOP("Compare", "Errors in the log")},
        {QStringLiteral("cors"), QT_TRANSLATE_NOOP("Compare", "CORS rules")},
        {QStringLiteral("email-templates"), QT_TRANSLATE_NOOP("Compare", "Mail templates")},
        {QStringLiteral("event-scripts"), QT_TRANSLATE_NOOP("Compare", "Event scripts")},
        {QStringLiteral("limits"), QT_TRANSLATE_NOOP("Compare", "Limits")},
        {QStringLiteral("schedules"), QT_TRANSLATE_NOOP("Compare", "Scheduled tasks")},
        {QStringLiteral("service-types"), QT_TRANSLATE_NOOP("Compare", "Service types")},
        {QStringLiteral("service-states"), QT_TRANSLATE_NOOP("Compare", "System services")},
        {QStringLiteral("system"), QT_TRANSLATE_NOOP("Compare", "Versions and PHP")},
        {QStringLiteral("environment"), QT_TRANSLATE_NOOP("Compare", "The web server's PHP and settings")},
        {QStringLiteral("env"), QT_TRANSLATE_NOOP("Compare", "Settings in .env")},
        {QStringLiteral("packages"), QT_TRANSLATE_NOOP("Compare", "Packages")},
        {QStringLiteral("tables"), QT_TRANSLATE_NOOP("Compare", "Rows of each table")},
        {QStringLiteral("migrations"), QT_TRANSLATE_NOOP("Compare", "Migrations")},
        {QStringLiteral("calls"), QT_TRANSLATE_NOOP("Compare", "Answers of the services")},
        {QStringLiteral("api-paths"), QT_TRANSLATE_NOOP("Compare", "Paths of the API")},
        {QStringLiteral("php"), QT_TRANSLATE_NOOP("Compare", "PHP extensions")},
        {QStringLiteral("cron"), QT_TRANSLATE_NOOP("Compare", "Lines of cron")},
        {QStringLiteral("files"), QT_TRANSLATE_NOOP("Compare", "Files")},
        {QStringLiteral("resources"), QT_TRANSLATE_NOOP("Compare", "Resources of the machine")},
        {QStringLiteral("owners"), QT_TRANSLATE_NOOP("Compare", "Owners and modes")},
    };
    return all;
}

} // namespace

QStringList knownAreas() {
    QStringList ids = titles().keys();
    ids.sort();
    return ids;
}

QString areaTitle(const QString& id) {
    const char* title = titles().value(id, nullptr);
    return title ? QCoreApplication::translate("Compare", title) : id;
}

} // namespace df
