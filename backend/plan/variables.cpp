#include "plan/variables.h"

#include <QCryptographicHash>
#include <QFileInfo>

namespace df {

namespace {

QString V(const char* name) { return QLatin1String(name); }

QString stateBase(const ServerFacts& server) {
    return server.machine.root ? QStringLiteral("/var/lib/df-upgrade")
                               : server.machine.home + QStringLiteral("/.local/state/df-upgrade");
}

QString lockKey(const QString& what) {
    return QString::fromLatin1(
        QCryptographicHash::hash(what.toUtf8(), QCryptographicHash::Sha256).toHex().left(24));
}

// Beside the root where that is the same file system; inside it where the root is a mount of its own.
QString siblingOf(const Installation& installation, const QString& runId) {
    const bool rootIsMount = installation.storage.mountsBelow.contains(installation.path);
    return rootIsMount ? installation.path + QStringLiteral("/.df-upgrade/") + runId
                       : installation.path + QStringLiteral(".df-upgrade-") + runId;
}

void databaseVariables(const PlanInput& in, const QString& shortId, QMap<QString, QString>& v) {
    const DatabaseFacts& db = in.installation.database;
    v[V("DF_DB_ENGINE")] = toString(db.engine);
    v[V("DF_DB_NAME")] = db.name;
    v[V("DF_DB_HOST")] = db.host;
    v[V("DF_DB_PORT")] = db.port;
    v[V("DF_DB_USER")] = db.user;
    v[V("DF_DB_DUMP")] = db.dumpTool;
    v[V("DF_DB_CLIENT")] = db.clientTool;
    v[V("DF_DB_BYTES")] = QString::number(db.bytes);
    v[V("DF_DB_CHARSET")] = db.charset.isEmpty() ? QStringLiteral("utf8mb4") : db.charset;
    v[V("DF_DB_COLLATION")] = db.collation.isEmpty() ? QStringLiteral("utf8mb4_unicode_ci") : db.collation;
    const bool needsAdmin = db.scratchWay.isEmpty() || db.scratchWay == QLatin1String("own-server");
    v[V("DF_SCRATCH_WAY")] = in.choices.databaseAdmin && needsAdmin && db.engine != DatabaseEngine::Sqlite
                                 ? QStringLiteral("database-admin")
                                 : db.scratchWay;
    v[V("DF_DBADMIN_USER")] = in.choices.databaseAdminUser;
    v[V("DF_ADMIN_SOCKET")] = db.adminSocket;
    v[V("DF_SCRATCH")] = QStringLiteral("dfu_") + shortId;
    // An SQLite file in a folder that changes places with the release goes along with it.
    const QString inside = db.name.startsWith(in.installation.path + QLatin1Char('/'))
                               ? db.name.mid(in.installation.path.size() + 1)
                               : QString();
    const bool moves = db.engine == DatabaseEngine::Sqlite && !inside.isEmpty() &&
                       !inside.startsWith(QLatin1String("storage/")) && inside.contains(QLatin1Char('/'));
    v[V("DF_DB_MOVES")] = moves ? QStringLiteral("1") : QStringLiteral("0");
}

void webVariables(const PlanInput& in, QMap<QString, QString>& v) {
    const Installation& i = in.installation;
    v[V("DF_URL")] = i.web.localUrl;
    v[V("DF_HOST_HEADER")] = i.web.serverName == QLatin1String("_") ? QString() : i.web.serverName;
    v[V("DF_WEB_KIND")] = i.web.kind;
    v[V("DF_FPM_CONF")] = i.fpm.found ? i.fpm.configFile : QString();
    v[V("DF_FPM_SOCKET")] = i.fpm.found ? i.fpm.socket : QString();
    v[V("DF_FPM_SERVICE")] = i.fpm.service;
}

/// "/opt/dreamfactory" → "opt-dreamfactory": a pool's name and that of its file and socket, one per
/// installation.
QString poolName(const QString& root) {
    QString name;
    for (const QChar c : root.mid(1))
        name += (c.unicode() < 128 && c.isLetterOrNumber()) ? c : QLatin1Char('-');
    return name.size() <= 40 ? name : name.left(31) + QLatin1Char('-') + lockKey(root).left(8);
}

// The PHP that runs our own helper must be there from the first step to the last way back: with another PHP
// coming beside it, that is the old one.
void phpVariables(const PlanInput& in, QMap<QString, QString>& v) {
    const Installation& i = in.installation;
    const auto& beside = in.phpBeside;
    v[V("DF_PHP")] = in.advice.phpBinary.isEmpty() ? i.php.binary : in.advice.phpBinary;
    v[V("DF_PHP_OLD")] = beside ? beside->oldBinary : i.php.binary;
    v[V("DF_PHP_TOOL")] = beside ? beside->oldBinary : v[V("DF_PHP")];
    v[V("DF_BESIDE")] = beside ? beside->minor : QString();
    if (!beside)
        return;
    v[V("DF_BESIDE_PACKAGES")] = beside->packages.join(QLatin1Char(' '));
    v[V("DF_BESIDE_WANTED")] = beside->wanted.join(QLatin1Char(' '));
    v[V("DF_BESIDE_EXTENSIONS")] = beside->extensions.join(QLatin1Char(' '));
    v[V("DF_BESIDE_POOL")] = poolName(i.path);
    v[V("DF_POOL_FILE")] = i.fpm.poolFile;
    QStringList sites = i.web.siteFilesNamingRoot;
    if (!sites.contains(i.web.siteFile))
        sites.prepend(i.web.siteFile);
    v[V("DF_SITE_FILES")] = sites.join(QLatin1Char('\n'));
    v[V("DF_WEB_SERVICE")] = i.web.service;
}

void uiVariables(const PlanInput& in, QMap<QString, QString>& v) {
    const QString lock = in.release.composerLock;
    const bool angular = lock.contains(QLatin1String("\"dreamfactory/df-admin-interface\""));
    const bool angularJs = lock.contains(QLatin1String("\"dreamfactory/df-admin-app\""));
    v[V("DF_UI_PACKAGE")] = angular     ? QStringLiteral("dreamfactory/df-admin-interface")
                            : angularJs ? QStringLiteral("dreamfactory/df-admin-app")
                                        : QString();
    v[V("DF_UI_FILE")] =
        angular || angularJs ? QStringLiteral("public/dreamfactory/dist/index.html") : QString();
    const bool leaves = in.installation.code.uiGeneration == QLatin1String("6.x") && (angular || angularJs);
    v[V("DF_UI_LEFTOVERS")] = leaves ? QStringLiteral("1") : QStringLiteral("0");
}

QString ignoreRequirements(const QStringList& names) {
    QStringList out;
    for (const QString& n : names)
        out << QStringLiteral("--ignore-platform-req=") + n;
    return out.join(QLatin1Char(' '));
}

qint64 megabytes(qint64 bytes) { return bytes / 1'000'000 + 1; }

} // namespace

QString runFolderFor(const ServerFacts& server, const QString& runId) {
    return stateBase(server) + QLatin1Char('/') + runId;
}

QMap<QString, QString> planVariables(const PlanInput& in, const QString& runId, const QString& runFolder) {
    const Installation& i = in.installation;
    const bool root = in.server.machine.root;
    const QString shortId = QString(runId).remove(QLatin1Char('-')).right(12);
    QMap<QString, QString> v;
    v[V("DF_RUN_ID")] = runId;
    v[V("DF_ROOT")] = i.path;
    v[V("DF_NEXT")] = siblingOf(i, runId);
    v[V("DF_HOME")] = siblingOf(i, runId) + QStringLiteral(".home");
    v[V("DF_OWN")] = QStringLiteral("/var/tmp/dfu-") + shortId;
    v[V("DF_SECRETS")] =
        root ? QStringLiteral("/run/df-upgrade-") + runId : runFolder + QStringLiteral("/secrets");
    v[V("DF_LOCKS")] = stateBase(in.server) + QStringLiteral("/locks");
    v[V("DF_LOCK_KEYS")] =
        lockKey(i.path) + QLatin1Char(' ') +
        lockKey(i.database.identity.isEmpty() ? i.path + QStringLiteral("#db") : i.database.identity);
    v[V("DF_OWNER")] = i.owner;
    v[V("DF_GROUP")] = i.group;
    v[V("DF_WEB_USER")] = i.webUser.isEmpty() ? i.owner : i.webUser;
    v[V("DF_COMPOSER")] = i.composerBinary;
    v[V("DF_IGNORE_REQS")] = ignoreRequirements(in.advice.ignorePlatformReqs);
    v[V("DF_FROM")] = in.advice.from;
    v[V("DF_TAG")] = in.release.tag;
    v[V("DF_COMMIT")] = in.release.commit;
    v[V("DF_FROM_COMMIT")] = i.code.commit;
    v[V("DF_REMOTE")] = i.code.remoteName;
    v[V("DF_REMOTE_URL")] = i.code.remoteUrl;
    v[V("DF_ENV_SHA")] = i.env.sha256;
    v[V("DF_NEED_TREE_MB")] = QString::number(megabytes(i.bytesWithoutStorage * 3 / 2) + 50);
    v[V("DF_NEED_RUN_MB")] = QString::number(megabytes(i.database.bytes * 2) + 50);
    databaseVariables(in, shortId, v);
    webVariables(in, v);
    phpVariables(in, v);
    uiVariables(in, v);
    return v;
}

} // namespace df
