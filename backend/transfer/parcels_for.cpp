#include "transfer/parcels_for.h"

#include <QDir>

namespace df {
namespace {

QStringList leftOut(const Installation& old, const QStringList& paths) {
    QStringList out{QStringLiteral("storage/logs"), QStringLiteral("storage/framework"),
                    QStringLiteral("bootstrap/cache")};
    if (old.database.engine == DatabaseEngine::Sqlite && !old.database.name.isEmpty())
        for (const char* suffix : {"", "-wal", "-shm", "-journal"})
            out << old.database.name + QLatin1String(suffix);
    const auto chosen = [&](const QString& path) {
        return std::any_of(paths.cbegin(), paths.cend(), [&](const QString& one) {
            const QString clean = QDir::cleanPath(one);
            return clean == path || clean == old.path + QLatin1Char('/') + path;
        });
    };
    out.removeIf(chosen);
    return out;
}

Parcel parcel(const QString& id, Parcel::Kind kind) {
    Parcel p;
    p.id = id;
    p.kind = kind;
    return p;
}

void add(QMap<QString, QString>& map, const QString& from, const QString& to) {
    if (!from.isEmpty() && !to.isEmpty())
        map.insert(from, to);
}

QString webGroup(const Installation& i) { return i.fpm.poolGroup.isEmpty() ? i.webUser : i.fpm.poolGroup; }

} // namespace

OwnerMap ownersFor(const Installation& old, const Installation& fresh) {
    OwnerMap map;
    map.user = fresh.owner;
    map.group = fresh.group;
    map.users.insert(QStringLiteral("root"), QStringLiteral("root"));
    map.groups.insert(QStringLiteral("root"), QStringLiteral("root"));
    // Where one account is both, what the web site wrote must stay writable for it.
    add(map.users, old.owner, fresh.owner);
    add(map.users, old.webUser, fresh.webUser);
    add(map.groups, webGroup(old), webGroup(fresh));
    add(map.groups, old.group, fresh.group);
    return map;
}

QVector<Parcel> parcelsFor(const Installation& old, const Installation& fresh, const QStringList& paths) {
    QVector<Parcel> parcels{parcel(QStringLiteral("env"), Parcel::Kind::File),
                            parcel(QStringLiteral("tables-before"), Parcel::Kind::Tables),
                            parcel(QStringLiteral("database"), Parcel::Kind::Database),
                            parcel(QStringLiteral("tables-after"), Parcel::Kind::Tables)};
    parcels[0].source = old.path + QStringLiteral("/.env");
    parcels[2].dumpTool = old.database.dumpTool;
    parcels[2].expectedBytes = old.database.bytes;
    if (paths.isEmpty())
        return parcels;
    Parcel files = parcel(QStringLiteral("files"), Parcel::Kind::Files);
    files.paths = paths;
    files.leaveOut = leftOut(old, paths);
    files.owners = ownersFor(old, fresh);
    parcels << files;
    return parcels;
}

} // namespace df
