#pragma once

#include <QDateTime>
#include <QJsonObject>
#include <QMap>
#include <QString>
#include <QStringList>
#include <QVector>

#include <optional>

/// What one look at a server found. Plain values with a JSON form (report.json "facts"); no secret is ever in
/// here: the probe keeps secret values on the server. Strings came from a server and are untrusted text.
/// Sizes are bytes, times UTC. Empty string / nullopt = not found out.
namespace df {

struct FileSystemFact {
    QString mountPoint, device, type;
    qint64 totalBytes = 0, freeBytes = 0; ///< free for the plan's user, as reported by df
    qint64 freeInodes = -1;               ///< -1: the file system has no fixed number
    bool readOnly = false;
    qint64 quotaFreeBytes = -1; ///< what the plan's user may still write by quota; -1: no quota
};

enum class ServiceManager { None, Systemd, SysV }; ///< who starts nginx and FPM there

struct MachineFacts {
    QString
        bootId; ///< of the running kernel: tells two machines apart that have one name, or one disk's copy
    QString hostName, osId, osVersion, osName, kernel, architecture, timeZone;
    int cpus = 0;
    qint64 memoryBytes = 0, memoryAvailableBytes = 0;
    qint64 swapBytes = 0;
    QDateTime clock;
    double clockAheadSeconds = 0; ///< of the machine that looks, half the answer's way taken off
    QString seLinux;              ///< "enforcing", "permissive", "" = none
    ServiceManager serviceManager = ServiceManager::None;
    QString user; ///< who the probe ran as
    QString home; ///< that account's home folder, absolute
    int uid = -1;
    bool root = false;    ///< the probe itself ran as root (directly or by sudo)
    QString signedInUser; ///< who signed in
    QVector<FileSystemFact> fileSystems;
    QString umask;              ///< of the signed-in account: "0022"
    QString packageManager;     ///< "apt", "dnf", "apk", "zypper", "" = none known
    QString packageManagerBusy; ///< who holds its lock; empty: nobody
    QMap<QString, QString>
        phpInstallable; ///< minors whose FPM the configured package sources have: "8.3" → version
    QStringList mongodbInstallable; ///< of these the minors that have the extension mongodb there, too
    QStringList tools;         ///< those of a fixed list that exist: git, composer, flock, mysqldump, …
    QStringList silentEngines; ///< "docker", "podman", "kubectl": here, but could not say what runs in them
};

struct VersionAnswer {
    QString source; ///< "git commit", "git describe", "composer.lock", "installed.json", "config/app.php"
    QString says;   ///< "6.3.0 or 7.0.0", "df-core 1.0.3: 5.1.1–7.0.0"
};

struct CodeFacts {
    bool isRepository = false;
    QString whyNot;                   ///< git's own words when it isn't usable
    QString commit, branch, describe; ///< branch empty: detached
    QString remoteName, remoteUrl;    ///< password in the URL masked
    bool shallow = false, singleBranch = false;
    QStringList tagsAtHead;
    QStringList modified, deleted, untracked; ///< relative paths; content changes only, at most 500 each
    int modifiedCount = 0, deletedCount = 0, untrackedCount = 0, modeOnlyCount = 0;
    QStringList stashes;
    QVector<VersionAnswer> versionAnswers;
    QString version;                          ///< decided by commit, else packages, else config (facts §1)
    bool versionCertain = false;              ///< decided by commit or a tag at HEAD
    QString lockHash;                         ///< composer.lock content-hash
    QMap<QString, QString> lockedPackages;    ///< name → version, all of composer.lock
    QMap<QString, QString> installedPackages; ///< from vendor/composer/installed.json
    QString composerJson; ///< the text of composer.json (for constraints), at most 256 KiB
    bool commercial = false;
    QStringList commercialReasons; ///< why we think so (facts §13)
    QString uiGeneration;          ///< "angularjs", "6.x", "angular", "none"
    QString uiVersion;
    QStringList migrationsOnDisk; ///< names that the installed packages bring, without .php
    int foreignFiles =
        0; ///< files below storage, bootstrap/cache and vendor that the owner and the web user don't own
    QStringList foreignFileSample;
    QStringList conflicted;  ///< changed files of the release with conflict markers in them, or unmerged
    QStringList fromSource;  ///< packages that Composer installed as clones of their repositories
    QStringList ownCommits;  ///< "de5e305 our logo": below HEAD, in no tag and on no branch of a remote
    QStringList ownPackages; ///< "acme/df-erp": what composer.json asks for and the commit's own doesn't
};

struct PhpFacts {
    QString binary;                    ///< absolute path
    QString version;                   ///< "8.2.29"
    QMap<QString, QString> extensions; ///< lower case name → version ("" unknown)
    QString memoryLimit;
    bool ffi = false; ///< FFI usable on the command line (atomic exchange)
};

struct FpmFacts {
    bool found = false;
    QString version; ///< of the master's binary
    QString service; ///< "php8.2-fpm"; empty: not managed by a service manager
    int masterPid = 0;
    QString binary, configFile, poolFile, poolUser, poolGroup, socket; ///< socket path or host:port
    std::optional<bool> opcacheValidatesTimestamps;
    QString memoryLimit;       ///< of the pool, else of its php.ini: "256M"
    QStringList poolsOfMaster; ///< names of all pools that the same master serves
    QStringList extensions;    ///< lower-case names of what its binary loads; empty: not found out
};

struct WebFacts {
    QString kind; ///< "nginx", "apache", "php -S", ""
    QString version, service, siteFile;
    int masterPid = 0;
    QString localUrl;   ///< where it answers on the server itself: "http://127.0.0.1:80"
    QString serverName; ///< Host header to use, may be empty or "_"
    bool tls = false;
    QStringList siteFilesNamingRoot;
    bool loginRateLimited = false;
    QStringList upstreams; ///< other machines that the site hands requests to: "10.0.0.6:80"
    QString deadEnd;       ///< where the site looks for PHP and nobody listens: "/run/php/php8.2-fpm.sock"
};

struct EnvEntry {
    QString key;
    QString value;       ///< empty when secret
    bool secret = false; ///< value withheld on the server
    bool empty = false;  ///< the value is empty
    int line = 0;
    bool active = true; ///< false: commented out
};

struct EnvFacts {
    bool exists = false, readable = false;
    QString sha256, owner, group, mode; ///< mode as "0640"
    QVector<EnvEntry> entries;
    QStringList problems; ///< "line 12: unquoted space", duplicates
    QString appKeyForm;   ///< "base64-32", "raw-32", "raw-16", "base64-16", "missing", "placeholder",
                          ///< "no-prefix" (base64: is missing), "wrong-length"
    QString appCipher;
    bool configCached = false, routesCached = false;
    QString silentCache;                 ///< the cache server that doesn't answer: "redis at 127.0.0.1:6379"
    QMap<QString, QString> overridden;   ///< keys of .env that the web server, the pool or the container sets
                                         ///< to something else → where
    QMap<QString, QString> setElsewhere; ///< all that they set, to the same or not → where
    [[nodiscard]] std::optional<QString>
    value(const QString& key) const;                  ///< last active entry's value; secret → ""
    [[nodiscard]] bool has(const QString& key) const; ///< an active entry exists
};

enum class DatabaseEngine { Unknown, Sqlite, MySql, PostgreSql, SqlServer }; ///< MySql: MariaDB too

struct DatabaseFacts {
    DatabaseEngine engine = DatabaseEngine::Unknown;
    QString host, port, name, user, socket, prefix; ///< name: file path for SQLite
    bool reachable = false;
    QString error;         ///< why not, redacted
    QString serverVersion; ///< "10.11.11-MariaDB-0+deb12u1"
    bool isMariaDb = false;
    QString identity;     ///< tells two databases apart whatever they are called
    qint64 startedAt = 0; ///< when its server began, by that server's clock; seconds since 1970, 0: not known
    QString charset, collation;
    qint64 bytes = 0;
    int tables = 0;
    QStringList missingRights;    ///< what migrations need and its account may not: "ALTER"
    bool readOnly = false;        ///< the server takes no changes from this account
    QStringList foreignDefiners;  ///< "trigger audit (root@localhost)": not to be made anew by this account
    QMap<QString, qint64> counts; ///< user, admin, role, app, service, lookup, …: rows
    QMap<QString, int> serviceTypes; ///< type → active services
    QStringList migrations;          ///< names in the migrations table
    QVector<int> bcryptCosts;        ///< the different costs in user.password, the commonest first
    int keyGood = 0,
        keyBad = 0;       ///< encrypted values that APP_KEY opens (proved by their HMAC) and that it doesn't
    QStringList keyBadIn; ///< "lookup.value"
    QStringList foreignHosts;     ///< where those come from: "10.0.0.6"
    int foreignConnections = 0;   ///< other clients on this database, not from this machine
    QString dumpTool, clientTool; ///< absolute paths ("/usr/bin/mariadb-dump")
    QString scratchWay;           ///< "root-socket", "app-user", "own-server", "file", "" = none without help
    QString adminSocket;          ///< for root-socket and its kin
    QMap<QString, int> collations; ///< table collation → tables
    QMap<QString, int> rowFormats; ///< MySQL: row format → tables
    QString sqlMode;               ///< MySQL: the server's default
    int zeroDates = 0; ///< MySQL: date columns of the system tables that default to or hold 0000-00-00
    QMap<QString, qint64> largestTables; ///< table → bytes, at most ten
    QStringList ownApiKeys; ///< of the release's own apps, those whose api_key is not the release's constant
    QStringList servicePaths;    ///< "docs: /srv/files": absolute paths in the configuration of services
    int passwordsDestroyed = 0;  ///< users whose stored hash a log-in has hashed again (facts §16)
    bool insideTree = false;     ///< SQLite file below the installation root
    QString dataFolder;          ///< where the database server keeps its files; empty: not on this machine
    QString fileMode, fileOwner; ///< SQLite file: "0640", "user:group"
};

struct StorageFacts {
    qint64 bytes = 0, files = 0;
    bool tooBigToCount = false; ///< counting was stopped
    QStringList mountsBelow;    ///< mount points below the root, the root itself included
    QStringList symlinks;       ///< of the root's first two levels: "storage → /data/storage"
};

struct ScheduleFact {
    QString kind;  ///< "crontab", "cron.d", "systemd-timer", "systemd-service", "process"
    QString owner; ///< user of the crontab
    QString where; ///< file, unit or pid
    QString text;  ///< the line or command
};

struct EarlierRun {
    QString id, state, to; ///< state as in run/run_state.h
    QString folder;
};

/// What somebody left beside or inside the installation that could be gone back to.
struct LeftCopy {
    QString what; ///< "tree", "env", "dump"; "run": a release that an upgrade with the wizard put aside
    QString path;
    qint64 bytes = 0;
    QDateTime time;
};

enum class InstallationKind { Machine, Docker, Kubernetes };

struct Installation {
    InstallationKind kind = InstallationKind::Machine;
    QString path;    ///< real path of the root
    QString foundBy; ///< "usual place", "nginx site", "fpm pool", "process"
    QString owner, group, mode;
    qint64 bytesWithoutStorage = 0;
    bool closed = false;      ///< the account may not enter the folder: nothing in it is known
    QString webUser;          ///< who runs the PHP of the web site
    bool maintenance = false; ///< storage/framework/down exists
    CodeFacts code;
    PhpFacts php;               ///< the command line's
    QVector<PhpFacts> otherPhp; ///< other PHP binaries found, e.g. /usr/bin/php8.3
    FpmFacts fpm;
    WebFacts web;
    EnvFacts env;
    DatabaseFacts database;
    StorageFacts storage;
    QVector<ScheduleFact> schedules;
    QVector<EarlierRun> earlierRuns;
    QStringList leftovers; ///< "dreamfactory.backup", nested copies, …
    QVector<LeftCopy> leftCopies;
    QString composerBinary, composerVersion;
    bool composerAuth = false;                ///< the owner's Composer holds credentials for private packages
    int composerCachedArchives = 0;           ///< archives in the owner's Composer cache
    QString container, image, nameSpace, pod; ///< Docker, Kubernetes: which one
    QStringList containerVolumes;             ///< "name → /path inside"
    QStringList containerEnv;                 ///< names that its definition sets
    bool practice = false;                    ///< our own practice server says so
};

struct ServerFacts {
    MachineFacts machine;
    QVector<Installation> installations;
    QDateTime takenAt;
    double seconds = 0;
    int roundTrips = 0;
    bool complete = true; ///< the look came to its end; else what it didn't find may be there
    QStringList problems; ///< what the look could not find out, in its own technical words
};

[[nodiscard]] QJsonObject toJson(const ServerFacts& facts);
[[nodiscard]] QJsonObject toJson(const Installation& installation);
/// Tolerant of missing keys (older files), strict about types.
[[nodiscard]] ServerFacts serverFactsFromJson(const QJsonObject& json);
[[nodiscard]] QString toString(DatabaseEngine engine);  ///< "mysql", "sqlite", "pgsql", "sqlsrv", ""
[[nodiscard]] QString toString(InstallationKind kind);  ///< "machine", "docker", "kubernetes"
[[nodiscard]] QString toString(ServiceManager manager); ///< "systemd", "sysv", "none"

} // namespace df
