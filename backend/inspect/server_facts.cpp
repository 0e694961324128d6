#include "inspect/server_facts.h"

#include "inspect/facts_fields.h"
// the fields must be known before the archive uses them
#include "inspect/facts_archive.h"

namespace df {

QString toString(DatabaseEngine engine) {
    switch (engine) {
    case DatabaseEngine::Sqlite:
        return QStringLiteral("sqlite");
    case DatabaseEngine::MySql:
        return QStringLiteral("mysql");
    case DatabaseEngine::PostgreSql:
        return QStringLiteral("pgsql");
    case DatabaseEngine::SqlServer:
        return QStringLiteral("sqlsrv");
    case DatabaseEngine::Unknown:
        break;
    }
    return {};
}

QString toString(InstallationKind kind) {
    switch (kind) {
    case InstallationKind::Docker:
        return QStringLiteral("docker");
    case InstallationKind::Kubernetes:
        return QStringLiteral("kubernetes");
    case InstallationKind::Machine:
        return QStringLiteral("machine");
    }
    return {};
}

QString toString(ServiceManager manager) {
    switch (manager) {
    case ServiceManager::Systemd:
        return QStringLiteral("systemd");
    case ServiceManager::SysV:
        return QStringLiteral("sysv");
    case ServiceManager::None:
        return QStringLiteral("none");
    }
    return {};
}

std::optional<QString> EnvFacts::value(const QString& key) const {
    for (auto it = entries.crbegin(); it != entries.crend(); ++it)
        if (it->active && it->key == key)
            return it->value;
    return std::nullopt;
}

bool EnvFacts::has(const QString& key) const { return value(key).has_value(); }

namespace {

template<class T>
QJsonObject write(T value) {
    archive::Writer w;
    fields(w, value);
    return w.object();
}

template<class T>
T readAs(const QJsonObject& json) {
    T value;
    archive::Reader r(json);
    fields(r, value);
    return value;
}

} // namespace

QJsonObject toJson(const ServerFacts& facts) { return write(facts); }
QJsonObject toJson(const Installation& installation) { return write(installation); }
ServerFacts serverFactsFromJson(const QJsonObject& json) { return readAs<ServerFacts>(json); }

QJsonObject toJson(const ReleaseFacts& facts) { return write(facts); }
ReleaseFacts releaseFactsFromJson(const QJsonObject& json) { return readAs<ReleaseFacts>(json); }

} // namespace df
