#include "secrets/saved_servers.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>
#include <QSaveFile>
#include <QStandardPaths>

#include <algorithm>
#include <optional>

namespace df {
namespace {

constexpr int formatVersion = 1;
constexpr auto forOwnerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

QJsonObject toJson(const SavedServer& s) {
    const auto time = [](const QDateTime& t) {
        return t.isValid() ? t.toUTC().toString(Qt::ISODate) : QString();
    };
    return {{QStringLiteral("name"), s.name},
            {QStringLiteral("host"), s.host},
            {QStringLiteral("port"), s.port},
            {QStringLiteral("user"), s.user},
            {QStringLiteral("signInWith"), s.signInWith},
            {QStringLiteral("keyFile"), s.keyFile},
            {QStringLiteral("rights"), s.rights},
            {QStringLiteral("lastVersion"), s.lastVersion},
            {QStringLiteral("lastSeen"), time(s.lastSeen)},
            {QStringLiteral("lastUsed"), time(s.lastUsed)}};
}

// A single entry that makes no sense is left out; the rest of the list is still worth having.
std::optional<SavedServer> fromJson(const QJsonObject& o) {
    const auto text = [&](const char* key) { return o.value(QLatin1String(key)).toString(); };
    SavedServer s;
    s.name = text("name");
    s.host = text("host");
    s.port = o.value(QLatin1String("port")).toInt(22);
    s.user = text("user");
    s.signInWith = text("signInWith");
    s.keyFile = text("keyFile");
    s.rights = text("rights");
    s.lastVersion = text("lastVersion");
    s.lastSeen = QDateTime::fromString(text("lastSeen"), Qt::ISODate);
    s.lastUsed = QDateTime::fromString(text("lastUsed"), Qt::ISODate);
    if (s.host.isEmpty() || s.port < 1 || s.port > 65535)
        return {};
    return s;
}

struct Parsed {
    bool broken = false;
    bool newer = false;
    QVector<SavedServer> servers;
};

Parsed parse(const QByteArray& text) {
    Parsed parsed;
    const QJsonDocument document = QJsonDocument::fromJson(text);
    const QJsonValue list = document.object().value(QLatin1String("servers"));
    parsed.newer = document.object().value(QLatin1String("version")).toInt() > formatVersion;
    parsed.broken = !parsed.newer && !list.isArray();
    for (const QJsonValue& entry : list.toArray())
        if (const auto server = fromJson(entry.toObject()))
            parsed.servers << *server;
    std::stable_sort(parsed.servers.begin(), parsed.servers.end(),
                     [](const SavedServer& a, const SavedServer& b) { return a.lastUsed > b.lastUsed; });
    return parsed;
}

tl::unexpected<Error> unwritable(const QString& file, const QString& why) {
    return fail(ErrorCode::FileUnwritable, QStringLiteral("The list of saved servers can't be written."),
                {file}, why);
}

} // namespace

QString SavedServer::id() const { return QStringLiteral("%1@%2:%3").arg(user, host).arg(port); }

QString SavedServers::defaultFile() {
    return QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) +
           QStringLiteral("/servers.json");
}

Result<SavedServers::Loaded> SavedServers::load() const {
    QFile file(m_file);
    if (!file.exists())
        return Loaded{};
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::FileUnreadable, QStringLiteral("The list of saved servers can't be read."),
                    {m_file}, file.errorString());
    const Parsed parsed = parse(file.readAll());
    file.close();
    if (parsed.newer)
        return fail(ErrorCode::FileUnreadable,
                    QStringLiteral("A newer version of this program wrote the list of saved servers."),
                    {m_file});
    if (!parsed.broken)
        return Loaded{parsed.servers, {}};
    const QString aside = m_file + QStringLiteral(".broken-") +
                          QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss-zzz"));
    if (!QFile::rename(m_file, aside))
        return unwritable(aside, QStringLiteral("The broken list can't be put aside."));
    return Loaded{{}, aside};
}

Result<void> SavedServers::save(const QVector<SavedServer>& servers) const {
    QJsonArray list;
    for (const SavedServer& s : servers)
        list << toJson(s);
    const QJsonObject root{{QStringLiteral("version"), formatVersion}, {QStringLiteral("servers"), list}};
    QSaveFile file(m_file);
    if (!file.open(QIODevice::WriteOnly))
        return unwritable(m_file, file.errorString());
    file.setPermissions(forOwnerOnly);
    file.write(QJsonDocument(root).toJson());
    if (!file.commit())
        return unwritable(m_file, file.errorString());
    return {};
}

template<class Change>
Result<void> SavedServers::update(Change change) const {
    if (!QDir().mkpath(QFileInfo(m_file).absolutePath()))
        return unwritable(m_file, QStringLiteral("The folder can't be made."));
    QLockFile lock(m_file + QStringLiteral(".lock"));
    if (!lock.tryLock(3000))
        return unwritable(m_file, QStringLiteral("Another window is writing it."));
    auto loaded = load();
    if (!loaded)
        return fail(loaded.error());
    change(loaded->servers);
    return save(loaded->servers);
}

Result<void> SavedServers::remember(const SavedServer& server) const {
    return update([&](QVector<SavedServer>& servers) {
        servers.removeIf([&](const SavedServer& s) { return s.id() == server.id(); });
        servers.prepend(server);
    });
}

Result<void> SavedServers::forget(const QString& id) const {
    return update([&](QVector<SavedServer>& servers) {
        servers.removeIf([&](const SavedServer& s) { return s.id() == id; });
    });
}

} // namespace df
