<?php

namespace DreamFactory\Core\Cache;

use DreamFactory\Core\ServiceTypes;

class ServiceProvider
{
    public function register($app)
    {
        $app->migrationPaths[] = dirname(__DIR__) . '/database/migrations';
        ServiceTypes::add('cache_local', 'Local Cache', 'Cache', CacheService::class,
            ['table' => 'local_cache_config', 'columns' => ['store' => 'text', 'default_ttl' => 'int']]);
        ServiceTypes::add('cache_redis', 'Redis', 'Cache', CacheService::class, ['table' => 'redis_config',
            'columns' => ['host' => 'text', 'port' => 'int', 'password' => 'text', 'database_index' => 'int', 'default_ttl' => 'int'],
            'encrypted' => ['password'], 'masked' => ['password']]);
        ServiceTypes::add('cache_memcached', 'Memcached', 'Cache', CacheService::class,
            ['table' => 'memcached_config', 'columns' => ['host' => 'text', 'port' => 'int', 'default_ttl' => 'int']]);
    }
}
