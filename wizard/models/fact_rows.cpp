#include "models/fact_rows.h"

#include "words/amounts.h"

#include <QCoreApplication>

namespace df {

namespace {

struct FactText {
    Q_DECLARE_TR_FUNCTIONS(df::Facts)
};

QString clipped(const QStringList& list, int most) {
    QString text = QStringList(list.mid(0, most)).join(QStringLiteral(", "));
    if (list.size() > most)
        text += FactText::tr(" and %1 more").arg(list.size() - most);
    return text;
}

class Rows {
public:
    void group(const char* name) {
        close();
        m_group = static_cast<int>(m_rows.size());
        m_rows.append({true, FactText::tr(name), {}, {}, FactRow::State::Found, {}});
    }
    void add(const char* name, const QString& value, const QString& source) {
        if (value.isEmpty())
            push(name, FactText::tr("not found out"), source, FactRow::State::NotFound,
                 FactText::tr("Not found"));
        else
            push(name, value, source, FactRow::State::Found, FactText::tr("Found"));
    }
    void note(const char* name, const QString& value, const QString& source, const char* word) {
        push(name, value, source, FactRow::State::Unclear, FactText::tr(word));
    }
    void trouble(const char* name, const QString& value, const QString& source, const char* word) {
        push(name, value, source, FactRow::State::Trouble, FactText::tr(word));
    }
    [[nodiscard]] QVector<FactRow> take() {
        close();
        return m_rows;
    }

private:
    void push(const char* name, const QString& value, const QString& source, FactRow::State state,
              const QString& word) {
        m_rows.append({false, FactText::tr(name), value.left(400).simplified(), source.left(200).simplified(),
                       state, word});
        ++m_count;
        if (state != FactRow::State::NotFound)
            ++m_found;
    }
    void close() {
        if (m_group >= 0)
            m_rows[m_group].stateText = FactText::tr("%1 of %2").arg(m_found).arg(m_count);
        m_count = m_found = 0;
    }
    QVector<FactRow> m_rows;
    int m_group = -1, m_count = 0, m_found = 0;
};

QString changesText(const CodeFacts& c) {
    QStringList parts;
    if (c.modifiedCount)
        parts << FactText::tr("%1 changed").arg(c.modifiedCount);
    if (c.deletedCount)
        parts << FactText::tr("%1 removed").arg(c.deletedCount);
    if (c.untrackedCount)
        parts << FactText::tr("%1 added").arg(c.untrackedCount);
    return parts.isEmpty() ? FactText::tr("none") : parts.join(QStringLiteral(", "));
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
        rows.add(QT_TRANSLATE_NOOP("df::Facts", "Release"), c.version, versionSources(c));
    else
        rows.note(QT_TRANSLATE_NOOP("df::Facts", "Release"),
                  FactText::tr("%1 (sources say: %2)").arg(c.version, clipped(answers, 3)), versionSources(c),
                  QT_TRANSLATE_NOOP("df::Facts", QT_TRANSLATE_NOOP("df::Facts", "Several answers")));
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "Folder"), i.path, i.foundBy);
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "Edition"),
             c.commercial ? FactText::tr("commercial") : FactText::tr("open source"),
             c.commercial ? clipped(c.commercialReasons, 2) : QStringLiteral("composer.lock"));
    if (c.isRepository) {
        rows.add(QT_TRANSLATE_NOOP("df::Facts", "Commit"),
                 c.branch.isEmpty() ? c.commit.left(10)
                                    : FactText::tr("%1 on %2").arg(c.commit.left(10), c.branch),
                 QStringLiteral("git"));
        rows.add(QT_TRANSLATE_NOOP("df::Facts", "Comes from"), c.remoteUrl,
                 FactText::tr("git remote %1").arg(c.remoteName));
        rows.add(QT_TRANSLATE_NOOP("df::Facts", "Changed files"), changesText(c),
                 QStringLiteral("git status"));
    } else {
        rows.trouble(QT_TRANSLATE_NOOP("df::Facts", "Commit"),
                     c.whyNot.isEmpty() ? FactText::tr("not a git repository") : c.whyNot,
                     QStringLiteral("git"),
                     QT_TRANSLATE_NOOP("df::Facts", QT_TRANSLATE_NOOP("df::Facts", "No repository")));
    }
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "Admin screens"),
             c.uiVersion.isEmpty() ? c.uiGeneration : FactText::tr("%1, %2").arg(c.uiGeneration, c.uiVersion),
             FactText::tr("public folder"));
    if (!releases.tags.isEmpty())
        rows.add(QT_TRANSLATE_NOOP("df::Facts", "Newest release"), releases.tags.last().tag,
                 FactText::tr("%1 releases on the server's own remote").arg(releases.tags.size()));
    if (i.maintenance)
        rows.note(QT_TRANSLATE_NOOP("df::Facts", "Maintenance"), FactText::tr("is on: users are cut off"),
                  QStringLiteral("storage/framework/down"), QT_TRANSLATE_NOOP("df::Facts", "On"));
}

void addPhp(Rows& rows, const Installation& i) {
    rows.group(QT_TRANSLATE_NOOP("df::Facts", "PHP"));
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "Command line"), i.php.version, i.php.binary);
    if (!i.fpm.found)
        rows.add(QT_TRANSLATE_NOOP("df::Facts", "Web"), {}, QStringLiteral("php-fpm"));
    else if (i.fpm.version.section(u'.', 0, 1) != i.php.version.section(u'.', 0, 1))
        rows.note(QT_TRANSLATE_NOOP("df::Facts", "Web"),
                  FactText::tr("%1, pool user %2").arg(i.fpm.version, i.fpm.poolUser), i.fpm.service,
                  QT_TRANSLATE_NOOP("df::Facts", "Differs"));
    else
        rows.add(QT_TRANSLATE_NOOP("df::Facts", "Web"),
                 FactText::tr("%1, pool user %2").arg(i.fpm.version, i.fpm.poolUser),
                 i.fpm.service.isEmpty() ? i.fpm.poolFile : i.fpm.service);
    QStringList others;
    for (const PhpFacts& p : i.otherPhp)
        others << p.version;
    if (!others.isEmpty())
        rows.add(QT_TRANSLATE_NOOP("df::Facts", "Also there"), clipped(others, 5),
                 FactText::tr("other PHP binaries"));
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "Extensions"),
             FactText::tr("%1: %2").arg(i.php.extensions.size()).arg(clipped(i.php.extensions.keys(), 9)),
             QStringLiteral("php -m"));
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "Memory limit"), i.php.memoryLimit, QStringLiteral("php.ini"));
    if (i.fpm.opcacheValidatesTimestamps)
        rows.add(QT_TRANSLATE_NOOP("df::Facts", "Notices changed files"),
                 *i.fpm.opcacheValidatesTimestamps ? FactText::tr("by itself")
                                                   : FactText::tr("only after a reload"),
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
    const QVector<std::pair<const char*, QString>> wanted = {{"service", FactText::tr("services")},
                                                             {"user", FactText::tr("users")},
                                                             {"admin", FactText::tr("admins")},
                                                             {"role", FactText::tr("roles")},
                                                             {"app", FactText::tr("apps")}};
    QStringList parts;
    for (const auto& [key, word] : wanted)
        if (d.counts.contains(QLatin1String(key)))
            parts << QStringLiteral("%1 %2").arg(d.counts.value(QLatin1String(key))).arg(word);
    return parts.join(QStringLiteral(", "));
}

void addDatabase(Rows& rows, const Installation& i) {
    const DatabaseFacts& d = i.database;
    rows.group(QT_TRANSLATE_NOOP("df::Facts", "Database"));
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "Engine"), engineText(d),
             FactText::tr(".env, the server's greeting"));
    const QString where =
        d.engine == DatabaseEngine::Sqlite
            ? d.name
            : FactText::tr("%1 on %2").arg(d.name, d.host.isEmpty() ? FactText::tr("this server") : d.host);
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "Name"), where, QStringLiteral(".env"));
    if (!d.reachable) {
        rows.trouble(QT_TRANSLATE_NOOP("df::Facts", "Answers"),
                     d.error.isEmpty() ? FactText::tr("no") : d.error,
                     FactText::tr("a connection with the user of .env"),
                     QT_TRANSLATE_NOOP("df::Facts", QT_TRANSLATE_NOOP("df::Facts", "Unreachable")));
        return;
    }
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "Size"),
             FactText::tr("%1 in %2 tables").arg(bytes(d.bytes)).arg(d.tables),
             QStringLiteral("information_schema"));
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "Holds"), countsText(d), FactText::tr("system tables"));
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "Copied with"),
             d.engine == DatabaseEngine::Sqlite ? FactText::tr("SQLite's own backup") : d.dumpTool,
             FactText::tr("programs of this server"));
    if (d.foreignConnections > 0)
        rows.note(QT_TRANSLATE_NOOP("df::Facts", "Other clients"),
                  FactText::tr("%1 connections from other machines").arg(d.foreignConnections),
                  FactText::tr("list of connections"),
                  QT_TRANSLATE_NOOP("df::Facts", QT_TRANSLATE_NOOP("df::Facts", "In use")));
}

void addWeb(Rows& rows, const ServerFacts& s, const Installation& i) {
    rows.group(QT_TRANSLATE_NOOP("df::Facts", "Web server and services"));
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "Web server"),
             i.web.version.isEmpty() ? i.web.kind : FactText::tr("%1 %2").arg(i.web.kind, i.web.version),
             i.web.service.isEmpty() ? FactText::tr("processes") : i.web.service);
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "Answers on"),
             i.web.serverName.isEmpty() || i.web.serverName == QLatin1String("_")
                 ? i.web.localUrl
                 : FactText::tr("%1 as %2").arg(i.web.localUrl, i.web.serverName),
             i.web.siteFile);
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "Started by"),
             s.machine.serviceManager == ServiceManager::Systemd ? QStringLiteral("systemd")
             : s.machine.serviceManager == ServiceManager::SysV  ? QStringLiteral("init scripts")
                                                                 : FactText::tr("no service manager"),
             FactText::tr("process 1"));
    QStringList schedules;
    for (const ScheduleFact& f : i.schedules)
        schedules << FactText::tr("%1 (%2)").arg(f.kind, f.where);
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "Schedules"),
             schedules.isEmpty() ? FactText::tr("none") : clipped(schedules, 3),
             FactText::tr("crontabs, units, processes"));
}

void addFiles(Rows& rows, const Installation& i) {
    rows.group(QT_TRANSLATE_NOOP("df::Facts", "Files and settings"));
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "Owner"), FactText::tr("%1:%2, %3").arg(i.owner, i.group, i.mode),
             FactText::tr("folder of the installation"));
    if (!i.env.exists)
        rows.trouble(QT_TRANSLATE_NOOP("df::Facts", "Settings"), FactText::tr("there is no .env"),
                     QStringLiteral(".env"), QT_TRANSLATE_NOOP("df::Facts", "Missing"));
    else
        rows.add(QT_TRANSLATE_NOOP("df::Facts", "Settings"),
                 FactText::tr("%1 keys, %2:%3 %4")
                     .arg(i.env.entries.size())
                     .arg(i.env.owner, i.env.group, i.env.mode),
                 QStringLiteral(".env"));
    if (!i.env.problems.isEmpty())
        rows.note(QT_TRANSLATE_NOOP("df::Facts", "Oddities"), clipped(i.env.problems, 3),
                  QStringLiteral(".env"), QT_TRANSLATE_NOOP("df::Facts", "Look"));
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "Secrets' key"), i.env.appKeyForm, QStringLiteral("APP_KEY"));
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "User data"),
             i.storage.tooBigToCount
                 ? FactText::tr("more than %1").arg(bytes(i.storage.bytes))
                 : FactText::tr("%1 in %2 files").arg(bytes(i.storage.bytes)).arg(i.storage.files),
             QStringLiteral("storage/"));
    if (!i.storage.mountsBelow.isEmpty())
        rows.note(QT_TRANSLATE_NOOP("df::Facts", "Mounted below"), clipped(i.storage.mountsBelow, 3),
                  FactText::tr("mount table"), QT_TRANSLATE_NOOP("df::Facts", "Look"));
    if (!i.leftovers.isEmpty())
        rows.note(QT_TRANSLATE_NOOP("df::Facts", "Left over"), clipped(i.leftovers, 3),
                  FactText::tr("neighbouring folders"), QT_TRANSLATE_NOOP("df::Facts", "Look"));
}

void addMachine(Rows& rows, const ServerFacts& s) {
    const MachineFacts& m = s.machine;
    rows.group(QT_TRANSLATE_NOOP("df::Facts", "Machine"));
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "System"), m.osName, QStringLiteral("/etc/os-release"));
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "Processors"),
             m.cpus ? FactText::tr("%1, %2").arg(m.cpus).arg(m.architecture) : QString(),
             QStringLiteral("/proc"));
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "Memory"),
             m.memoryBytes
                 ? FactText::tr("%1, %2 available").arg(bytes(m.memoryBytes), bytes(m.memoryAvailableBytes))
                 : QString(),
             QStringLiteral("/proc/meminfo"));
    for (const FileSystemFact& f : m.fileSystems.mid(0, 6)) {
        const QString value =
            FactText::tr("%1: %2 free of %3").arg(f.mountPoint, bytes(f.freeBytes), bytes(f.totalBytes));
        if (f.readOnly)
            rows.note(QT_TRANSLATE_NOOP("df::Facts", "Disk"), value, f.type,
                      QT_TRANSLATE_NOOP("df::Facts", "Read only"));
        else
            rows.add(QT_TRANSLATE_NOOP("df::Facts", "Disk"), value, f.type);
    }
    if (!m.seLinux.isEmpty())
        rows.add(QT_TRANSLATE_NOOP("df::Facts", "SELinux"), m.seLinux, QStringLiteral("getenforce"));
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "Looked as"), m.root ? FactText::tr("root") : m.user,
             FactText::tr("the look itself"));
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
