<?php

namespace DreamFactory\Core\ApiBuilder;

class ServiceProvider
{
    public function register($app)
    {
        $app->migrationPaths[] = dirname(__DIR__) . '/database/migrations';
    }
}
