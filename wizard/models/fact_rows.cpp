#include "models/fact_rows.h"

#include "words/amounts.h"

#include <QCoreApplication>

namespace df {

namespace {

struct FactText {
    Q_DECLARE_TR_FUNCTIONS(df::Facts)
};

QString tr(const char* text) { return FactText::tr(text); }

QString clipped(const QStringList& list, int most) {
    QString text = QStringList(list.mid(0, most)).join(QStringLiteral(", "));
    if (list.size() > most)
        text += tr(" and %1 more").arg(list.size() - most);
    return text;
}

class Rows {
public:
    void group(const char* name) {
        close();
        m_group = static_cast<int>(m_rows.size());
        m_rows.append({true, tr(name), {}, {}, FactRow::State::Found, {}});
    }
    void add(const char* name, const QString& value, const QString& source) {
        if (value.isEmpty())
            push(name, tr("not found out"), source, FactRow::State::NotFound, tr("Not found"));
        else
            push(name, value, source, FactRow::State::Found, tr("Found"));
    }
    void note(const char* name, const QString& value, const QString& source, const char* word) {
        push(name, value, source, FactRow::State::Unclear, tr(word));
    }
    void trouble(const char* name, const QString& value, const QString& source, const char* word) {
        push(name, value, source, FactRow::State::Trouble, tr(word));
    }
    [[nodiscard]] QVector<FactRow> take() {
        close();
        return m_rows;
    }

private:
    void push(const char* name, const QString& value, const QString& source, FactRow::State state,
              const QString& word) {
        m_rows.append(
            {false, tr(name), value.left(400).simplified(), source.left(200).simplified(), state, word});
        ++m_count;
        if (state != FactRow::State::NotFound)
            ++m_found;
    }
    void close() {
        if (m_group >= 0)
            m_rows[m_group].stateText = tr("%1 of %2").arg(m_found).arg(m_count);
        m_count = m_found = 0;
    }
    QVector<FactRow> m_rows;
    int m_group = -1, m_count = 0, m_found = 0;
};

QString changesText(const CodeFacts& c) {
    QStringList parts;
    if (c.modifiedCount)
        parts << tr("%1 changed").arg(c.modifiedCount);
    if (c.deletedCount)
        parts << tr("%1 removed").arg(c.deletedCount);
    if (c.untrackedCount)
        parts << tr("%1 added").arg(c.untrackedCount);
    return parts.isEmpty() ? tr("none") : parts.join(QStringLiteral(", "));
}

QString versionSources(const CodeFacts& c) {
    QStringList sources;
    for (const VersionAnswer& a : c.versionAnswers)
        sources << a.source;
    return clipped(sources, 4);
}

void addCode(Rows& rows, const Installation& i, const RemoteReleases& releases) {
    const CodeFacts& c = i.code;
    rows.group(QT_TRANSLATE_NOOP("df::Facts", "DreamFactory"));
    QStringList answers;
    for (const VersionAnswer& a : c.versionAnswers)
        if (!answers.contains(a.says))
            answers << a.says;
    if (c.versionCertain || answers.size() < 2)
        rows.add("Release", c.version, versionSources(c));
    else
        rows.note("Release", tr("%1 (sources say: %2)").arg(c.version, clipped(answers, 3)),
                  versionSources(c), "Several answers");
    rows.add("Folder", i.path, i.foundBy);
    rows.add("Edition", c.commercial ? tr("commercial") : tr("open source"),
             c.commercial ? clipped(c.commercialReasons, 2) : QStringLiteral("composer.lock"));
    if (c.isRepository) {
        rows.add("Commit",
                 c.branch.isEmpty() ? c.commit.left(10) : tr("%1 on %2").arg(c.commit.left(10), c.branch),
                 QStringLiteral("git"));
        rows.add("Comes from", c.remoteUrl, tr("git remote %1").arg(c.remoteName));
        rows.add("Changed files", changesText(c), QStringLiteral("git status"));
    } else {
        rows.trouble("Commit", c.whyNot.isEmpty() ? tr("not a git repository") : c.whyNot,
                     QStringLiteral("git"), "No repository");
    }
    rows.add("Admin screens",
             c.uiVersion.isEmpty() ? c.uiGeneration : tr("%1, %2").arg(c.uiGeneration, c.uiVersion),
             tr("public folder"));
    if (!releases.tags.isEmpty())
        rows.add("Newest release", releases.tags.last().tag,
                 tr("%1 releases on the server's own remote").arg(releases.tags.size()));
    if (i.maintenance)
        rows.note("Maintenance", tr("is on: users are cut off"), QStringLiteral("storage/framework/down"),
                  "On");
}

void addPhp(Rows& rows, const Installation& i) {
    rows.group(QT_TRANSLATE_NOOP("df::Facts", "PHP"));
    rows.add("Command line", i.php.version, i.php.binary);
    if (!i.fpm.found)
        rows.add("Web", {}, QStringLiteral("php-fpm"));
    else if (i.fpm.version.section(u'.', 0, 1) != i.php.version.section(u'.', 0, 1))
        rows.note("Web", tr("%1, pool user %2").arg(i.fpm.version, i.fpm.poolUser), i.fpm.service, "Differs");
    else
        rows.add("Web", tr("%1, pool user %2").arg(i.fpm.version, i.fpm.poolUser),
                 i.fpm.service.isEmpty() ? i.fpm.poolFile : i.fpm.service);
    QStringList others;
    for (const PhpFacts& p : i.otherPhp)
        others << p.version;
    if (!others.isEmpty())
        rows.add("Also there", clipped(others, 5), tr("other PHP binaries"));
    rows.add("Extensions", tr("%1: %2").arg(i.php.extensions.size()).arg(clipped(i.php.extensions.keys(), 9)),
             QStringLiteral("php -m"));
    rows.add("Memory limit", i.php.memoryLimit, QStringLiteral("php.ini"));
    if (i.fpm.opcacheValidatesTimestamps)
        rows.add("Notices changed files",
                 *i.fpm.opcacheValidatesTimestamps ? tr("by itself") : tr("only after a reload"),
                 QStringLiteral("opcache"));
}

QString engineText(const DatabaseFacts& d) {
    switch (d.engine) {
    case DatabaseEngine::MySql:
        return (d.isMariaDb ? QStringLiteral("MariaDB ") : QStringLiteral("MySQL ")) + d.serverVersion;
    case DatabaseEngine::PostgreSql:
        return QStringLiteral("PostgreSQL ") + d.serverVersion;
    case DatabaseEngine::SqlServer:
        return QStringLiteral("SQL Server ") + d.serverVersion;
    case DatabaseEngine::Sqlite:
        return QStringLiteral("SQLite ") + d.serverVersion;
    case DatabaseEngine::Unknown:
        break;
    }
    return {};
}

QString countsText(const DatabaseFacts& d) {
    const QVector<std::pair<const char*, QString>> wanted = {{"service", tr("services")},
                                                             {"user", tr("users")},
                                                             {"admin", tr("admins")},
                                                             {"role", tr("roles")},
                                                             {"app", tr("apps")}};
    QStringList parts;
    for (const auto& [key, word] : wanted)
        if (d.counts.contains(QLatin1String(key)))
            parts << QStringLiteral("%1 %2").arg(d.counts.value(QLatin1String(key))).arg(word);
    return parts.join(QStringLiteral(", "));
}

void addDatabase(Rows& rows, const Installation& i) {
    const DatabaseFacts& d = i.database;
    rows.group(QT_TRANSLATE_NOOP("df::Facts", "Database"));
    rows.add("Engine", engineText(d), tr(".env, the server's greeting"));
    const QString where = d.engine == DatabaseEngine::Sqlite
                              ? d.name
                              : tr("%1 on %2").arg(d.name, d.host.isEmpty() ? tr("this server") : d.host);
    rows.add("Name", where, QStringLiteral(".env"));
    if (!d.reachable) {
        rows.trouble("Answers", d.error.isEmpty() ? tr("no") : d.error,
                     tr("a connection with the user of .env"), "Unreachable");
        return;
    }
    rows.add("Size", tr("%1 in %2 tables").arg(bytes(d.bytes)).arg(d.tables),
             QStringLiteral("information_schema"));
    rows.add("Holds", countsText(d), tr("system tables"));
    rows.add("Copied with", d.engine == DatabaseEngine::Sqlite ? tr("SQLite's own backup") : d.dumpTool,
             tr("programs of this server"));
    if (d.foreignConnections > 0)
        rows.note("Other clients", tr("%1 connections from other machines").arg(d.foreignConnections),
                  tr("list of connections"), "In use");
}

void addWeb(Rows& rows, const ServerFacts& s, const Installation& i) {
    rows.group(QT_TRANSLATE_NOOP("df::Facts", "Web server and services"));
    rows.add("Web server", i.web.version.isEmpty() ? i.web.kind : tr("%1 %2").arg(i.web.kind, i.web.version),
             i.web.service.isEmpty() ? tr("processes") : i.web.service);
    rows.add("Answers on",
             i.web.serverName.isEmpty() || i.web.serverName == QLatin1String("_")
                 ? i.web.localUrl
                 : tr("%1 as %2").arg(i.web.localUrl, i.web.serverName),
             i.web.siteFile);
    rows.add("Started by",
             s.machine.serviceManager == ServiceManager::Systemd ? QStringLiteral("systemd")
             : s.machine.serviceManager == ServiceManager::SysV  ? QStringLiteral("init scripts")
                                                                 : tr("no service manager"),
             tr("process 1"));
    QStringList schedules;
    for (const ScheduleFact& f : i.schedules)
        schedules << tr("%1 (%2)").arg(f.kind, f.where);
    rows.add("Schedules", schedules.isEmpty() ? tr("none") : clipped(schedules, 3),
             tr("crontabs, units, processes"));
}

void addFiles(Rows& rows, const Installation& i) {
    rows.group(QT_TRANSLATE_NOOP("df::Facts", "Files and settings"));
    rows.add("Owner", tr("%1:%2, %3").arg(i.owner, i.group, i.mode), tr("folder of the installation"));
    if (!i.env.exists)
        rows.trouble("Settings", tr("there is no .env"), QStringLiteral(".env"), "Missing");
    else
        rows.add("Settings",
                 tr("%1 keys, %2:%3 %4").arg(i.env.entries.size()).arg(i.env.owner, i.env.group, i.env.mode),
                 QStringLiteral(".env"));
    if (!i.env.problems.isEmpty())
        rows.note("Oddities", clipped(i.env.problems, 3), QStringLiteral(".env"), "Look");
    rows.add("Secrets' key", i.env.appKeyForm, QStringLiteral("APP_KEY"));
    rows.add("User data",
             i.storage.tooBigToCount ? tr("more than %1").arg(bytes(i.storage.bytes))
                                     : tr("%1 in %2 files").arg(bytes(i.storage.bytes)).arg(i.storage.files),
             QStringLiteral("storage/"));
    if (!i.storage.mountsBelow.isEmpty())
        rows.note("Mounted below", clipped(i.storage.mountsBelow, 3), tr("mount table"), "Look");
    if (!i.leftovers.isEmpty())
        rows.note("Left over", clipped(i.leftovers, 3), tr("neighbouring folders"), "Look");
}

void addMachine(Rows& rows, const ServerFacts& s) {
    const MachineFacts& m = s.machine;
    rows.group(QT_TRANSLATE_NOOP("df::Facts", "Machine"));
    rows.add("System", m.osName, QStringLiteral("/etc/os-release"));
    rows.add("Processors", m.cpus ? tr("%1, %2").arg(m.cpus).arg(m.architecture) : QString(),
             QStringLiteral("/proc"));
    rows.add("Memory",
             m.memoryBytes ? tr("%1, %2 available").arg(bytes(m.memoryBytes), bytes(m.memoryAvailableBytes))
                           : QString(),
             QStringLiteral("/proc/meminfo"));
    for (const FileSystemFact& f : m.fileSystems.mid(0, 6)) {
        const QString value =
            tr("%1: %2 free of %3").arg(f.mountPoint, bytes(f.freeBytes), bytes(f.totalBytes));
        if (f.readOnly)
            rows.note("Disk", value, f.type, "Read only");
        else
            rows.add("Disk", value, f.type);
    }
    if (!m.seLinux.isEmpty())
        rows.add("SELinux", m.seLinux, QStringLiteral("getenforce"));
    rows.add("Looked as", m.root ? tr("root") : m.user, tr("the look itself"));
}

} // namespace

QVector<FactRow> factRows(const ServerFacts& server, const Installation& installation,
                          const RemoteReleases& releases) {
    Rows rows;
    addCode(rows, installation, releases);
    addPhp(rows, installation);
    addDatabase(rows, installation);
    addWeb(rows, server, installation);
    addFiles(rows, installation);
    addMachine(rows, server);
    return rows.take();
}

int factCount(const QVector<FactRow>& rows) {
    return static_cast<int>(
        std::count_if(rows.begin(), rows.end(), [](const FactRow& r) { return !r.group; }));
}

} // namespace df
