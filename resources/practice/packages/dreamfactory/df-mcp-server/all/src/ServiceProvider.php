<?php

namespace DreamFactory\Core\McpServer;

class ServiceProvider
{
    public function register($app)
    {
        $app->migrationPaths[] = dirname(__DIR__) . '/database/migrations';
    }
}
