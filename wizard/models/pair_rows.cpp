#include "models/pair_rows.h"

#include "advise/catalogue.h"
#include "advise/disk_claims.h"
#include "core/version.h"
#include "words/amounts.h"

#include <QCoreApplication>

namespace df {

namespace {

struct PairText {
    Q_DECLARE_TR_FUNCTIONS(df::Pair)
};

using State = FactRow::State;
constexpr int longestValue = 300;

struct Sides {
    const ServerFacts& oldServer;
    const Installation& old;
    const ServerFacts& newServer;
    const Installation& fresh;
};

class Rows {
public:
    void group(const QString& name) {
        FactRow row;
        row.group = true;
        row.name = name;
        m_rows.append(row);
    }
    void add(const QString& name, const QString& old, const QString& fresh, const QString& meaning,
             State state = State::Found) {
        FactRow row;
        row.name = name;
        row.value = shown(old);
        row.source = shown(fresh);
        row.state = state;
        row.stateText = meaning;
        m_rows.append(row);
    }
    [[nodiscard]] QVector<FactRow> take() { return std::move(m_rows); }

private:
    static QString shown(const QString& text) {
        return text.isEmpty() ? PairText::tr("not found out") : text.left(longestValue);
    }
    QVector<FactRow> m_rows;
};

/// A PHP extension that a type of service can't do without.
const QVector<std::pair<QString, QString>>& neededExtensions() {
    static const QVector<std::pair<QString, QString>> table{
        {QStringLiteral("mysql"), QStringLiteral("pdo_mysql")},
        {QStringLiteral("mariadb"), QStringLiteral("pdo_mysql")},
        {QStringLiteral("pgsql"), QStringLiteral("pdo_pgsql")},
        {QStringLiteral("sqlite"), QStringLiteral("pdo_sqlite")},
        {QStringLiteral("sqlsrv"), QStringLiteral("pdo_sqlsrv")},
        {QStringLiteral("oracle"), QStringLiteral("oci8")},
        {QStringLiteral("ibmdb2"), QStringLiteral("pdo_ibm")},
        {QStringLiteral("firebird"), QStringLiteral("pdo_firebird")},
        {QStringLiteral("mongodb"), QStringLiteral("mongodb")},
        {QStringLiteral("ldap"), QStringLiteral("ldap")},
        {QStringLiteral("adldap"), QStringLiteral("ldap")},
        {QStringLiteral("soap"), QStringLiteral("soap")},
        {QStringLiteral("cassandra"), QStringLiteral("cassandra")}};
    return table;
}

QString counts(const Installation& i, const QStringList& keys) {
    QStringList parts;
    for (const QString& key : keys)
        parts << (i.database.counts.contains(key) ? QString::number(i.database.counts.value(key))
                                                  : QStringLiteral("?"));
    return parts.join(QStringLiteral(" · "));
}

/// Has the release on the new server what a service of this type needs? Types that the tables don't know
/// count as there: the advice looks closer.
bool brings(const Installation& i, const QString& type) {
    const auto known = builtInCatalogue().serviceTypes.constFind(type);
    if (known == builtInCatalogue().serviceTypes.constEnd() || known->packages.isEmpty())
        return true;
    for (const ServiceType::Package& package : known->packages)
        if (i.code.installedPackages.contains(package.name))
            return true;
    return false;
}

void addRelease(Rows& rows, const Sides& s) {
    const auto from = Version::parse(s.old.code.version), to = Version::parse(s.fresh.code.version);
    const QString name = PairText::tr("Release");
    const QString &older = s.old.code.version, &newer = s.fresh.code.version;
    if (!from || !to)
        rows.add(name, older, newer, PairText::tr("can't be compared"), State::Unclear);
    else if (*from == *to)
        rows.add(name, older, newer, PairText::tr("the same release"));
    else if (*from < *to)
        rows.add(name, older, newer, PairText::tr("newer: the data is brought up to %1").arg(newer));
    else
        rows.add(name, older, newer, PairText::tr("older: data can't go back to %1").arg(newer),
                 State::Trouble);
}

void addServices(Rows& rows, const Sides& s) {
    const QString service = QStringLiteral("service");
    rows.add(PairText::tr("Services"), counts(s.old, {service}), counts(s.fresh, {service}),
             PairText::tr("the old server's are carried over"));
    const QStringList people{QStringLiteral("user"), QStringLiteral("role"), QStringLiteral("app")};
    rows.add(PairText::tr("Users · roles · apps"), counts(s.old, people), counts(s.fresh, people),
             PairText::tr("carried over with passwords and keys"));
    QStringList missing;
    const auto& types = s.old.database.serviceTypes;
    for (auto it = types.cbegin(); it != types.cend(); ++it)
        if (!brings(s.fresh, it.key()))
            missing << it.key();
    const QString all = PairText::tr("%n type(s)", nullptr, int(types.size()));
    if (missing.isEmpty())
        rows.add(PairText::tr("Service types in use"), all, PairText::tr("all available"),
                 PairText::tr("every service has its connector"));
    else
        rows.add(PairText::tr("Service types in use"), all,
                 PairText::tr("missing: %1").arg(missing.join(QStringLiteral(", "))),
                 PairText::tr("services of these types would stop"), State::Trouble);
    if (s.old.code.commercial || s.fresh.code.commercial) {
        const auto edition = [](const Installation& i) {
            return i.code.commercial ? PairText::tr("commercial") : PairText::tr("open source");
        };
        const bool lost = s.old.code.commercial && !s.fresh.code.commercial;
        rows.add(PairText::tr("Edition"), edition(s.old), edition(s.fresh),
                 lost ? PairText::tr("commercial connectors would stop") : PairText::tr("nothing is lost"),
                 lost ? State::Unclear : State::Found);
    }
    const auto screens = [](const Installation& i) {
        return i.code.uiVersion.isEmpty() ? i.code.uiGeneration
                                          : PairText::tr("%1 %2").arg(i.code.uiGeneration, i.code.uiVersion);
    };
    rows.add(PairText::tr("Screens"), screens(s.old), screens(s.fresh),
             s.old.code.uiGeneration == s.fresh.code.uiGeneration
                 ? PairText::tr("the same generation")
                 : PairText::tr("another generation: they look different"));
}

/// Those of the site's own PHP where they are known.
QStringList extensionsOf(const Installation& i) {
    return i.fpm.extensions.isEmpty() ? QStringList(i.php.extensions.keys()) : i.fpm.extensions;
}

void addPhp(Rows& rows, const Sides& s) {
    rows.add(PairText::tr("PHP"), s.old.php.version, s.fresh.php.version,
             PairText::tr("the new server's own is used"));
    QMap<QString, QStringList> users; // extension → types of services
    const auto& types = s.old.database.serviceTypes;
    for (const auto& [type, extension] : neededExtensions())
        if (types.contains(type))
            users[extension] << type;
    const QStringList here = extensionsOf(s.fresh);
    QStringList there = extensionsOf(s.old);
    there.sort();
    for (const QString& extension : there) { // what the old one lacks isn't missed
        if (here.isEmpty() || here.contains(extension))
            continue;
        const bool used = users.contains(extension);
        const QString old =
            used ? PairText::tr("there, used by %1").arg(users[extension].join(QStringLiteral(", ")))
                 : PairText::tr("there");
        rows.add(PairText::tr("PHP %1").arg(extension), old, PairText::tr("missing"),
                 used ? PairText::tr("services of that type would stop") : PairText::tr("no service uses it"),
                 used ? State::Trouble : State::NotFound);
    }
}

QString freeOn(const ServerFacts& server, const QString& path) {
    const FileSystemFact* disk = fileSystemOf(server.machine, path);
    return disk ? PairText::tr("%1 on %2").arg(bytes(disk->freeBytes), disk->mountPoint) : QString();
}

void addMachine(Rows& rows, const Sides& s) {
    rows.group(PairText::tr("Machine"));
    addPhp(rows, s);
    const MachineFacts &a = s.oldServer.machine, &b = s.newServer.machine;
    rows.add(PairText::tr("System"), a.osName, b.osName, PairText::tr("nothing of it moves"));
    const qint64 needed = s.old.database.bytes * 3 + s.old.storage.bytes * 2;
    const FileSystemFact* disk = fileSystemOf(b, s.fresh.path);
    const bool tight = disk && disk->freeBytes < needed;
    rows.add(PairText::tr("Free disk"), freeOn(s.oldServer, s.old.path), freeOn(s.newServer, s.fresh.path),
             tight ? PairText::tr("about %1 may be needed").arg(bytes(needed))
                   : PairText::tr("enough for %1").arg(bytes(needed)),
             tight ? State::Unclear : State::Found);
    const auto rights = [](const MachineFacts& m) {
        return m.root ? PairText::tr("administrator") : PairText::tr("those of %1").arg(m.signedInUser);
    };
    rows.add(PairText::tr("Rights"), rights(a), rights(b), PairText::tr("as you signed in"));
    const auto web = [](const Installation& i) {
        return i.web.version.isEmpty() ? i.web.kind : PairText::tr("%1 %2").arg(i.web.kind, i.web.version);
    };
    rows.add(PairText::tr("Web server"), web(s.old), web(s.fresh),
             PairText::tr("its settings don't move: certificates and limits are yours"));
}

QString engineOf(const DatabaseFacts& d) {
    const QString name = d.isMariaDb                              ? QStringLiteral("MariaDB")
                         : d.engine == DatabaseEngine::MySql      ? QStringLiteral("MySQL")
                         : d.engine == DatabaseEngine::PostgreSql ? QStringLiteral("PostgreSQL")
                         : d.engine == DatabaseEngine::Sqlite     ? QStringLiteral("SQLite")
                         : d.engine == DatabaseEngine::SqlServer  ? QStringLiteral("SQL Server")
                                                                  : QString();
    const QString version = d.serverVersion.section(QLatin1Char('-'), 0, 0);
    return version.isEmpty() ? name : PairText::tr("%1 %2").arg(name, version);
}

QString placeOf(const DatabaseFacts& d) {
    return d.engine == DatabaseEngine::Sqlite || d.host.isEmpty()
               ? d.name
               : PairText::tr("%1 on %2").arg(d.name, d.host);
}

void addDatabase(Rows& rows, const Sides& s) {
    rows.group(PairText::tr("Database"));
    const DatabaseFacts &a = s.old.database, &b = s.fresh.database;
    const bool sameFamily = a.engine == b.engine && a.engine != DatabaseEngine::Unknown;
    const bool sibling = sameFamily && a.isMariaDb != b.isMariaDb;
    rows.add(PairText::tr("Engine"), engineOf(a), engineOf(b),
             !sameFamily ? PairText::tr("must be the same engine")
             : sibling   ? PairText::tr("same family: what differs is translated")
                         : PairText::tr("the same engine"),
             !sameFamily ? State::Trouble
             : sibling   ? State::Unclear
                         : State::Found);
    const bool same = !a.identity.isEmpty() && a.identity == b.identity;
    rows.add(PairText::tr("Name"), placeOf(a), placeOf(b),
             same ? PairText::tr("one and the same database") : PairText::tr("two different databases"),
             same ? State::Trouble : State::Found);
    rows.add(PairText::tr("Size"), bytes(a.bytes), bytes(b.bytes),
             PairText::tr("the new one's is copied and proved first"));
    const int encrypted = a.keyGood + a.keyBad;
    rows.add(PairText::tr("Stored secrets"),
             PairText::tr("%1 of %2 open with its key").arg(a.keyGood).arg(encrypted),
             PairText::tr("%1 of %2 open with its key").arg(b.keyGood).arg(b.keyGood + b.keyBad),
             a.keyBad > 0 ? PairText::tr("some are lost on the old server already")
                          : PairText::tr("the old key moves with them"),
             a.keyBad > 0 ? State::Unclear : State::Found);
}

void addFiles(Rows& rows, const Sides& s) {
    rows.group(PairText::tr("Files and settings"));
    rows.add(PairText::tr("Folder"), s.old.path, s.fresh.path, PairText::tr("may differ"));
    const auto data = [](const Installation& i) {
        return i.storage.tooBigToCount ? PairText::tr("more than %1").arg(bytes(i.storage.bytes))
                                       : PairText::tr("%1 in %n file(s)", nullptr, int(i.storage.files))
                                             .arg(bytes(i.storage.bytes));
    };
    rows.add(PairText::tr("User data"), data(s.old), data(s.fresh), PairText::tr("you choose what moves"));
    const auto keys = [](const Installation& i) {
        return PairText::tr("%n key(s)", nullptr, int(i.env.entries.size()));
    };
    rows.add(PairText::tr("Settings in .env"), keys(s.old), keys(s.fresh),
             PairText::tr("merged key by key, you see each"));
    const auto schedules = [](const Installation& i) {
        return i.schedules.isEmpty() ? PairText::tr("none")
                                     : PairText::tr("%n of them", nullptr, int(i.schedules.size()));
    };
    const bool lacks = !s.old.schedules.isEmpty() && s.fresh.schedules.isEmpty();
    rows.add(PairText::tr("Schedules and workers"), schedules(s.old), schedules(s.fresh),
             lacks ? PairText::tr("they don't move: set them up there") : PairText::tr("they don't move"),
             lacks ? State::Unclear : State::Found);
}

} // namespace

QVector<FactRow> pairRows(const ServerFacts& oldServer, const Installation& old, const ServerFacts& newServer,
                          const Installation& fresh) {
    const Sides sides{oldServer, old, newServer, fresh};
    Rows rows;
    rows.group(PairText::tr("DreamFactory"));
    addRelease(rows, sides);
    addServices(rows, sides);
    addMachine(rows, sides);
    addDatabase(rows, sides);
    addFiles(rows, sides);
    return rows.take();
}

QVector<FactRow> onlyDifferent(const QVector<FactRow>& rows) {
    QVector<FactRow> kept;
    for (const FactRow& row : rows) {
        if (row.group && !kept.isEmpty() && kept.last().group)
            kept.removeLast();
        if (row.group || row.value != row.source || row.state != State::Found)
            kept.append(row);
    }
    if (!kept.isEmpty() && kept.last().group)
        kept.removeLast();
    return kept;
}

} // namespace df
