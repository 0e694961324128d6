<?php

namespace DreamFactory\Core\Database;

class ServiceProvider
{
    public function register($app)
    {
        $app->migrationPaths[] = dirname(__DIR__) . '/database/migrations';
    }
}
