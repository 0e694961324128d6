#include "support/pair_case.h"

#include <algorithm>

namespace df::test {
namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

EnvEntry entry(const char* key, const char* value, int line) {
    return {S(key), S(value), false, false, line, true};
}
EnvEntry secret(const char* key, int line) { return {S(key), QString(), true, false, line, true}; }

/// As the installer of 7.6.0 leaves it.
EnvFacts freshEnv() {
    EnvFacts e = sampleInstallation().env;
    e.sha256 = QString(64, QLatin1Char('b'));
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
                 entry("CACHE_STORE", "file", 90),
                 entry("DF_INSTALL", "Linux", 140)};
    return e;
}

void freshDatabase(DatabaseFacts& d) {
    d.serverVersion = S("10.11.13-MariaDB-0ubuntu0.24.04.1");
    d.identity = S("mariadb:51d0a6f2:3306/dreamfactory");
    d.bytes = 3 << 20;
    d.tables = 74;
    d.counts = {{S("user"), 0}, {S("admin"), 1},   {S("role"), 0},
                {S("app"), 3},  {S("service"), 7}, {S("lookup"), 0}};
    d.serviceTypes = {{S("system"), 1}, {S("swagger"), 1}, {S("local_file"), 2},
                      {S("sqlite"), 1}, {S("user"), 1},    {S("local_email"), 1}};
    d.bcryptCosts = {12};
    d.keyGood = 1;
}

void freshCode(CodeFacts& c) {
    c.tagsAtHead = {S("7.6.0")};
    c.commit = S("edb6bb342e6dba61046edcf5ba4812664dea8899");
    c.describe = c.version = S("7.6.0");
    c.versionAnswers = {{S("git commit"), S("7.6.0")}};
    c.composerJson = composerJson({{S("php"), S("^8.3")}, {S("laravel/framework"), S("^11.15")}});
    c.lockedPackages.clear();
    for (const LockedPackage& p : samplePackages())
        c.lockedPackages.insert(p.name, p.version);
    c.lockedPackages[S("laravel/framework")] = S("v11.54.0");
    c.installedPackages = c.lockedPackages;
    c.uiGeneration = S("angular");
    c.uiVersion = S("1.7.0");
}

} // namespace

PairCase::PairCase() {
    choices.canBeRoot = true;
    old.database.keyGood = 31;
    oldServer.machine.bootId = S("5f0a9d6e-1111-4c6a-9d55-000000000001");
    newServer = sampleServer();
    newServer.machine.hostName = S("new-api");
    newServer.machine.bootId = S("5f0a9d6e-2222-4c6a-9d55-000000000002");
    newServer.machine.osId = S("ubuntu");
    newServer.machine.osVersion = S("24.04");
    newServer.machine.osName = S("Ubuntu 24.04.3 LTS");
    fresh = sampleInstallation();
    fresh.owner = fresh.group = fresh.webUser = S("www-data");
    fresh.php.binary = S("/usr/bin/php8.3");
    fresh.php.version = S("8.3.14");
    fresh.fpm.version = fresh.php.version;
    fresh.fpm.service = S("php8.3-fpm");
    fresh.fpm.poolUser = fresh.fpm.poolGroup = S("www-data");
    freshCode(fresh.code);
    fresh.env = freshEnv();
    freshDatabase(fresh.database);
    newServer.installations = {fresh};
}

void PairCase::setEnv(Installation& in, const char* key, const QString& value, bool secret) {
    unsetEnv(in, key);
    in.env.entries.append(
        {QLatin1String(key), secret ? QString() : value, secret, value.isEmpty(), 200, true});
}

void PairCase::unsetEnv(Installation& in, const char* key) {
    auto& all = in.env.entries;
    all.erase(std::remove_if(all.begin(), all.end(),
                             [&](const EnvEntry& e) { return e.key == QLatin1String(key); }),
              all.end());
}

void PairCase::install(Installation& in, const char* release, const char* laravel) {
    in.code.version = QLatin1String(release);
    in.code.commit = QString(40, QLatin1Char('b')); // no commit of the catalogue
    in.code.tagsAtHead = {in.code.version};
    in.code.lockedPackages[QStringLiteral("laravel/framework")] = QLatin1String(laravel);
    in.code.installedPackages = in.code.lockedPackages;
}

} // namespace df::test
