<?php

namespace DreamFactory\Core\SqlDb;

use DreamFactory\Core\ServiceTypes;

class ServiceProvider
{
    public function register($app)
    {
        $app->migrationPaths[] = dirname(__DIR__) . '/database/migrations';
        $common = ['options' => 'json', 'attributes' => 'json', 'statements' => 'json'];
        $storage = ['table' => 'sql_db_config', 'json' => 'connection', 'cache' => true,
                    'columns' => $common + ['database' => 'text'],
                    'fixed' => ['allow_upsert' => false, 'max_records' => false]];
        ServiceTypes::add('sqlite', 'SQLite', 'Database', SqliteService::class, $storage);
        $storage['columns'] = $common + ['host' => 'text', 'port' => 'int', 'database' => 'text', 'username' => 'text',
            'password' => 'text', 'schema' => 'text', 'charset' => 'text', 'sslmode' => 'text', 'timezone' => 'text',
            'application_name' => 'text'];
        $storage['encrypted'] = ['username', 'password'];
        $storage['masked'] = ['password'];
        ServiceTypes::add('pgsql', 'PostgreSQL', 'Database', SqliteService::class, $storage);
        ServiceTypes::add('alloydb', 'AlloyDB', 'Database', SqliteService::class, $storage);
    }
}
