<?php

namespace DreamFactory\Core\ApiDoc;

use DreamFactory\Core\ServiceTypes;

class ServiceProvider
{
    public function register($app)
    {
        $app->migrationPaths[] = dirname(__DIR__) . '/database/migrations';
        ServiceTypes::add('swagger', 'API Docs', 'API Doc', ApiDocService::class);
    }
}
