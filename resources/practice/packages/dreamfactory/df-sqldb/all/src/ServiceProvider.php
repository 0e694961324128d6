<?php

namespace DreamFactory\Core\SqlDb;

use DreamFactory\Core\ServiceTypes;

class ServiceProvider
{
    public function register($app)
    {
        $app->migrationPaths[] = dirname(__DIR__) . '/database/migrations';
        $storage = ['table' => 'sql_db_config', 'json' => 'connection', 'cache' => true, 'columns' => ['database' => 'text']];
        ServiceTypes::add('sqlite', 'SQLite', 'Database', SqliteService::class, $storage);
        $storage['columns'] = ['host' => 'text', 'port' => 'int', 'database' => 'text', 'username' => 'text', 'password' => 'text'];
        $storage['encrypted'] = ['username', 'password'];
        $storage['masked'] = ['password'];
        ServiceTypes::add('pgsql', 'PostgreSQL', 'Database', SqliteService::class, $storage);
        ServiceTypes::add('alloydb', 'AlloyDB', 'Database', SqliteService::class, $storage);
    }
}
