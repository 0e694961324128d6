<?php

namespace DreamFactory\Core\Email;

use DreamFactory\Core\ServiceTypes;

class ServiceProvider
{
    public function register($app)
    {
        $app->migrationPaths[] = dirname(__DIR__) . '/database/migrations';
        $lists = ['parameters' => ['table' => 'email_parameters_config',
            'columns' => ['name' => 'text', 'value' => 'text', 'active' => 'bool']]];
        ServiceTypes::add('local_email', 'Local Email Service', 'Email', EmailService::class,
            LocalEmail::STORAGE + ['lists' => $lists]);
        ServiceTypes::add('smtp_email', 'SMTP', 'Email', EmailService::class, ['table' => 'smtp_config', 'lists' => $lists,
            'columns' => ['host' => 'text', 'port' => 'int', 'encryption' => 'text', 'username' => 'text', 'password' => 'text'],
            'encrypted' => ['username', 'password']]);
        ServiceTypes::add('mailgun_email', 'Mailgun', 'Email', EmailService::class, ['table' => 'cloud_email_config',
            'columns' => ['domain' => 'text', 'key' => 'text', 'region_endpoint' => 'text'], 'encrypted' => ['key'],
            'masked' => ['key'], 'lists' => $lists]);
    }
}
