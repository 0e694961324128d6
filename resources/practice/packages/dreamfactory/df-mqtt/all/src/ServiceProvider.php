<?php

namespace DreamFactory\Core\Mqtt;

use DreamFactory\Core\ServiceTypes;

class ServiceProvider
{
    public function register($app)
    {
        $app->migrationPaths[] = dirname(__DIR__) . '/database/migrations';
        ServiceTypes::add('mqtt', 'MQTT Client', 'IoT', PubSubService::class, ['table' => 'mqtt_config',
            'columns' => ['host' => 'text', 'port' => 'int', 'username' => 'text', 'password' => 'text'],
            'encrypted' => ['password'], 'masked' => ['password']], 'SILVER');
    }
}
