<?php

namespace DreamFactory\Core\Amqp;

use DreamFactory\Core\ServiceTypes;

class ServiceProvider
{
    public function register($app)
    {
        $app->migrationPaths[] = dirname(__DIR__) . '/database/migrations';
        ServiceTypes::add('amqp', 'AMQP Client', 'IoT', PubSubService::class, ['table' => 'amqp_config',
            'columns' => ['host' => 'text', 'port' => 'int', 'username' => 'text', 'password' => 'text'],
            'encrypted' => ['password'], 'masked' => ['password']], 'SILVER');
    }
}
