#include "support/look_tree.h"

#include "inspect/version_decider.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace df::test {

namespace {

QJsonArray packages(const QString& tag) {
    QJsonArray list;
    for (const auto& r : builtInReleases())
        if (r.tag == tag)
            for (auto it = r.packages.begin(); it != r.packages.end(); ++it)
                list.append(
                    QJsonObject{{QStringLiteral("name"), it.key()}, {QStringLiteral("version"), it.value()}});
    list.append(QJsonObject{{QStringLiteral("name"), QStringLiteral("vlucas/phpdotenv")},
                            {QStringLiteral("version"), QStringLiteral("v5.6.0")}});
    return list;
}

QByteArray configApp(const QString& tag) {
    return "<?php\nreturn [\n    'name' => 'x',\n    'version' => '" + tag.toUtf8() + "',\n];\n";
}

const char kConfigDatabase[] = R"(<?php
return [
    'default' => env('DB_CONNECTION', env('DB_DRIVER', 'sqlite')),
    'connections' => [
        'sqlite' => [
            'driver'   => 'sqlite',
            'database' => env('DB_DATABASE', database_path('database.sqlite')),
            'prefix'   => env('DB_PREFIX', ''),
        ],
        'mysql' => [
            'driver'   => 'mysql',
            'host'     => env('DB_HOST', '127.0.0.1'),
        ],
        'pgsql' => [
            'driver'   => 'pgsql',
            'url'      => env('DATABASE_URL', null),
            'host'     => env('DB_HOST', '127.0.0.1'),
        ],
    ],
];
)";

} // namespace

QMap<QString, QByteArray> releaseTree(const QString& tag) {
    const QJsonObject lock{
        {QStringLiteral("content-hash"), QStringLiteral("0123456789abcdef0123456789abcdef")},
        {QStringLiteral("packages"), packages(tag)}};
    return {
        {QStringLiteral("artisan"), "#!/usr/bin/env php\n<?php exit(1);\n"},
        {QStringLiteral("composer.json"), "{\"name\": \"dreamfactory/dreamfactory\", \"require\": "
                                          "{\"php\": \"8.1.*\", \"dreamfactory/df-core\": \"~1.0\"}}\n"},
        {QStringLiteral("composer.lock"), QJsonDocument(lock).toJson()},
        {QStringLiteral("config/app.php"), configApp(tag)},
        {QStringLiteral("config/database.php"), kConfigDatabase},
        {QStringLiteral(".env-dist"), "#APP_DEBUG=false\nAPP_KEY=\n"},
        {QStringLiteral(".gitignore"), "/vendor\n/.env\n/public/dreamfactory\n/storage/databases\n"},
        {QStringLiteral("public/index.php"), "<?php echo 'hello';\n"},
        {QStringLiteral("public/favicon.ico"), "icon\n"},
        {QStringLiteral("storage/app/.gitignore"), "*\n!.gitignore\n"},
        {QStringLiteral("storage/framework/.gitignore"), "down\n"},
        {QStringLiteral("storage/wsdl/a.wsdl"), "<wsdl/>\n"},
    };
}

QByteArray installedJson(const QString& tag) {
    return QJsonDocument(QJsonObject{{QStringLiteral("packages"), packages(tag)}}).toJson();
}

QByteArray systemDatabaseSql() {
    return R"(
CREATE TABLE user (id INTEGER PRIMARY KEY, email VARCHAR(80), password VARCHAR(80), is_sys_admin INTEGER);
INSERT INTO user VALUES (1, 'a@example.test', '$2y$10$aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1),
 (2, 'b@example.test', '$2y$12$bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 0), (3, 'c@example.test', NULL, 0);
CREATE TABLE service (id INTEGER PRIMARY KEY, name VARCHAR(40), type VARCHAR(40), is_active INTEGER);
INSERT INTO service VALUES (1, 'db', 'sqlite', 1), (2, 'files', 'local_file', 1), (3, 'old', 'pgsql', 0);
CREATE TABLE role (id INTEGER PRIMARY KEY, name VARCHAR(64));
INSERT INTO role VALUES (1, 'readers');
CREATE TABLE migrations (id INTEGER PRIMARY KEY, migration VARCHAR(255), batch INTEGER);
INSERT INTO migrations VALUES (1, '2015_01_27_190908_create_system_tables', 1), (2, '2020_03_02_121555_create_instance_id_table', 2);
)";
}

} // namespace df::test
