#include "support/sample_facts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace df::test {
namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

QJsonObject object(const QMap<QString, QString>& map) {
    QJsonObject o;
    for (auto it = map.begin(); it != map.end(); ++it)
        o.insert(it.key(), it.value());
    return o;
}

QMap<QString, QString> extensions() {
    QMap<QString, QString> all;
    for (const char* name :
         {"core",       "ctype",     "curl",      "date",      "dom",       "fileinfo",   "filter",
          "ftp",        "hash",      "iconv",     "json",      "libxml",    "mbstring",   "mysqli",
          "mysqlnd",    "openssl",   "pcre",      "pdo",       "pdo_mysql", "pdo_sqlite", "posix",
          "reflection", "session",   "simplexml", "sockets",   "sodium",    "spl",        "sqlite3",
          "standard",   "tokenizer", "xml",       "xmlreader", "xmlwriter", "zip",        "zlib"})
        all.insert(S(name), S("8.2.29"));
    all.insert(S("mongodb"), S("2.1.1"));
    return all;
}

PhpFacts php() {
    PhpFacts p;
    p.binary = S("/usr/bin/php8.2");
    p.version = S("8.2.29");
    p.extensions = extensions();
    p.memoryLimit = S("-1");
    p.ffi = true;
    return p;
}

FpmFacts fpm() {
    FpmFacts f;
    f.found = true;
    f.version = S("8.2.29");
    f.service = S("php8.2-fpm");
    f.masterPid = 812;
    f.binary = S("/usr/sbin/php-fpm8.2");
    f.configFile = S("/etc/php/8.2/fpm/php-fpm.conf");
    f.poolFile = S("/etc/php/8.2/fpm/pool.d/www.conf");
    f.poolUser = f.poolGroup = S("dreamfactory");
    f.socket = S("/run/php/php8.2-fpm.sock");
    f.opcacheValidatesTimestamps = false;
    return f;
}

WebFacts web() {
    WebFacts w;
    w.kind = S("nginx");
    w.version = S("1.22.1");
    w.service = S("nginx");
    w.siteFile = S("/etc/nginx/sites-available/default");
    w.siteFilesNamingRoot = {w.siteFile};
    w.masterPid = 790;
    w.localUrl = S("http://127.0.0.1:80");
    w.serverName = S("_");
    w.loginRateLimited = true;
    return w;
}

EnvEntry entry(const char* key, const char* value, int line) {
    return {S(key), S(value), false, false, line, true};
}
EnvEntry secret(const char* key, int line) { return {S(key), QString(), true, false, line, true}; }

EnvFacts env() {
    EnvFacts e;
    e.exists = e.readable = true;
    e.sha256 = QString(64, QLatin1Char('a'));
    e.owner = e.group = S("dreamfactory");
    e.mode = S("0640");
    e.entries = {entry("APP_ENV", "local", 21),
                 secret("APP_KEY", 23),
                 entry("LOG_CHANNEL", "single", 26),
                 entry("DB_CONNECTION", "mysql", 50),
                 entry("DB_HOST", "127.0.0.1", 51),
                 entry("DB_PORT", "3306", 52),
                 entry("DB_DATABASE", "dreamfactory", 53),
                 entry("DB_USERNAME", "dfadmin", 54),
                 secret("DB_PASSWORD", 55),
                 entry("DB_CHARSET", "utf8", 58),
                 entry("DB_COLLATION", "utf8_unicode_ci", 59),
                 entry("CACHE_DRIVER", "file", 90),
                 entry("DF_INSTALL", "Linux", 140)};
    e.appKeyForm = S("base64-32");
    e.appCipher = S("AES-256-CBC");
    return e;
}

DatabaseFacts database() {
    DatabaseFacts d;
    d.engine = DatabaseEngine::MySql;
    d.host = S("127.0.0.1");
    d.port = S("3306");
    d.name = S("dreamfactory");
    d.user = S("dfadmin");
    d.reachable = true;
    d.serverVersion = S("10.11.11-MariaDB-0+deb12u1");
    d.isMariaDb = true;
    d.identity = S("mariadb:8f2c7c1e:3306/dreamfactory");
    d.charset = S("utf8mb3");
    d.collation = S("utf8mb3_unicode_ci");
    d.bytes = 6 << 20;
    d.tables = 61;
    d.counts = {{S("user"), 42}, {S("admin"), 2},    {S("role"), 5},
                {S("app"), 6},   {S("service"), 12}, {S("lookup"), 4}};
    d.serviceTypes = {{S("system"), 1}, {S("swagger"), 1}, {S("local_file"), 2}, {S("pgsql"), 2},
                      {S("sqlite"), 1}, {S("user"), 1},    {S("rws"), 2},        {S("smtp_email"), 1}};
    d.migrations = {S("2015_01_27_190908_create_system_table"), S("2018_02_02_165033_create_lookup_table")};
    d.bcryptCosts = {10};
    d.dumpTool = S("/usr/bin/mariadb-dump");
    d.clientTool = S("/usr/bin/mariadb");
    d.scratchWay = S("root-socket");
    d.adminSocket = S("/run/mysqld/mysqld.sock");
    return d;
}

CodeFacts code() {
    CodeFacts c;
    c.isRepository = true;
    c.commit = S("68531bb6e632f3facb24657d8c39f9770fdeac7a");
    c.describe = S("6.3.0");
    c.remoteName = S("origin");
    c.remoteUrl = S("https://github.com/dreamfactorysoftware/dreamfactory.git");
    c.singleBranch = true;
    c.tagsAtHead = {S("6.3.0")};
    c.versionAnswers = {{S("git commit"), S("6.3.0 or 7.0.0")},
                        {S("composer.lock"), S("df-core 1.0.3: 5.1.1–7.0.0")},
                        {S("config/app.php"), S("6.3.0")}};
    c.version = S("6.3.0");
    c.versionCertain = true;
    c.lockHash = S("0c3b1c2d8d6fbe0f1b5f3b7c0f4a9a11");
    c.lockedPackages = {{S("dreamfactory/df-core"), S("1.0.3")},   {S("dreamfactory/df-system"), S("0.6.2")},
                        {S("dreamfactory/df-sqldb"), S("1.1.0")},  {S("dreamfactory/df-apidoc"), S("0.8.0")},
                        {S("dreamfactory/df-email"), S("0.11.0")}, {S("dreamfactory/df-file"), S("0.8.0")},
                        {S("dreamfactory/df-rws"), S("0.18.1")},   {S("dreamfactory/df-user"), S("0.17.0")},
                        {S("laravel/framework"), S("v9.52.16")}};
    c.installedPackages = c.lockedPackages;
    c.composerJson = composerJson({{S("php"), S("8.1.*|8.2.*")}, {S("laravel/framework"), S("^9.0")}});
    c.uiGeneration = S("6.x");
    return c;
}

MachineFacts machine() {
    MachineFacts m;
    m.hostName = S("api");
    m.osId = S("debian");
    m.osVersion = S("12");
    m.osName = S("Debian GNU/Linux 12 (bookworm)");
    m.kernel = S("6.1.0-37-amd64");
    m.architecture = S("x86_64");
    m.timeZone = S("Etc/UTC");
    m.cpus = 2;
    m.memoryBytes = 4LL << 30;
    m.memoryAvailableBytes = 2LL << 30;
    m.clock = QDateTime(QDate(2026, 9, 1), QTime(8, 0), Qt::UTC);
    m.serviceManager = ServiceManager::Systemd;
    m.user = S("root");
    m.uid = 0;
    m.root = true;
    m.signedInUser = S("deploy");
    m.fileSystems = {{S("/"), S("/dev/vda1"), S("ext4"), 60LL << 30, 38LL << 30, 3'000'000, false}};
    m.tools = {S("git"),     S("composer"), S("flock"),  S("mariadb-dump"),
               S("mariadb"), S("tar"),      S("setsid"), S("systemd-run")};
    return m;
}

} // namespace

QString composerLock(const QVector<LockedPackage>& packages, const QString& pluginApi) {
    QJsonArray list;
    for (const LockedPackage& p : packages) {
        QJsonObject o{{S("name"), p.name}, {S("version"), p.version}, {S("require"), object(p.require)}};
        if (!p.provide.isEmpty())
            o.insert(S("provide"), object(p.provide));
        list.append(o);
    }
    const QJsonObject lock{{S("content-hash"), S("e220bb0aecd289442faddccf8d8e7e4c")},
                           {S("packages"), list},
                           {S("packages-dev"), QJsonArray()},
                           {S("plugin-api-version"), pluginApi}};
    return QString::fromUtf8(QJsonDocument(lock).toJson());
}

QString composerJson(const QMap<QString, QString>& require) {
    const QJsonObject root{{S("name"), S("dreamfactory/dreamfactory")}, {S("require"), object(require)}};
    return QString::fromUtf8(QJsonDocument(root).toJson());
}

Installation sampleInstallation() {
    Installation i;
    i.path = S("/opt/dreamfactory");
    i.foundBy = S("usual place");
    i.owner = i.group = i.webUser = S("dreamfactory");
    i.mode = S("0750");
    i.bytesWithoutStorage = 240LL << 20;
    i.code = code();
    i.php = php();
    i.fpm = fpm();
    i.web = web();
    i.env = env();
    i.database = database();
    i.storage.bytes = 3LL << 20;
    i.storage.files = 120;
    i.composerBinary = S("/usr/bin/composer");
    i.composerVersion = S("2.5.5");
    return i;
}

ServerFacts sampleServer() {
    ServerFacts s;
    s.machine = machine();
    s.installations = {sampleInstallation()};
    s.takenAt = s.machine.clock;
    s.seconds = 0.8;
    s.roundTrips = 1;
    return s;
}

QVector<ReleaseTag> sampleTags() {
    return {{S("5.4.1"), S("f73cf97a206a7f2d4e7ec0cfe9ccad9c39661c0d")},
            {S("6.3.0"), S("68531bb6e632f3facb24657d8c39f9770fdeac7a")},
            {S("7.0.0"), S("68531bb6e632f3facb24657d8c39f9770fdeac7a")},
            {S("7.3.3"), S("6ee972348db095185f55c13866c06765a26f3956")},
            {S("7.6.0"), S("edb6bb342e6dba61046edcf5ba4812664dea8899")},
            {S("7.7.0"), S("61004db1b029f675368a344ee147cdc90f404ae7")}};
}

QVector<LockedPackage> samplePackages() {
    return {
        {S("dreamfactory/df-admin-interface"), S("1.5.5"), {}, {}},
        {S("dreamfactory/df-apidoc"), S("0.8.2"), {}, {}},
        {S("dreamfactory/df-core"), S("1.0.10"), {{S("php"), S("^8.0")}}, {}},
        {S("dreamfactory/df-email"), S("0.13.0"), {}, {}},
        {S("dreamfactory/df-file"), S("0.9.0"), {}, {}},
        {S("dreamfactory/df-mongo-logs"),
         S("1.3.0"),
         {{S("ext-json"), S("*")}, {S("ext-mongodb"), S("*")}},
         {}},
        {S("dreamfactory/df-rws"), S("0.18.1"), {{S("php"), S("^8.0")}}, {}},
        {S("dreamfactory/df-sqldb"), S("1.2.1"), {}, {}},
        {S("dreamfactory/df-system"), S("0.6.2"), {}, {}},
        {S("dreamfactory/df-user"), S("0.17.0"), {}, {}},
        {S("laravel/framework"),
         S("v11.46.1"),
         {{S("php"), S("^8.2")},
          {S("ext-ctype"), S("*")},
          {S("ext-mbstring"), S("*")},
          {S("ext-openssl"), S("*")},
          {S("ext-session"), S("*")}},
         {}},
        {S("mongodb/mongodb"), S("2.1.0"), {{S("php"), S("^8.1")}, {S("ext-mongodb"), S("^2.1")}}, {}},
        {S("symfony/polyfill-ctype"), S("v1.33.0"), {{S("php"), S(">=7.2")}}, {{S("ext-ctype"), S("*")}}}};
}

ReleaseFacts sampleRelease() {
    ReleaseFacts r;
    r.tag = S("7.3.3");
    r.commit = S("6ee972348db095185f55c13866c06765a26f3956");
    r.composerJson = composerJson({{S("php"), S("^8.2")}, {S("laravel/framework"), S("^11.15")}});
    r.composerLock = composerLock(samplePackages());
    r.envDist = S("APP_ENV=local\nAPP_KEY=\n#CACHE_STORE=file\n#DB_CONNECTION=sqlite\n#BCRYPT_ROUNDS=\n");
    r.configVersion = S("7.3.3");
    r.trackedTopLevel = {S(".env-dist"),     S("app"),    S("artisan"),  S("bootstrap"),  S("composer.json"),
                         S("composer.lock"), S("config"), S("database"), S("installers"), S("public"),
                         S("resources"),     S("routes"), S("server"),   S("storage")};
    return r;
}

} // namespace df::test
