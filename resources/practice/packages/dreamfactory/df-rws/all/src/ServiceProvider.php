<?php

namespace DreamFactory\Core\Rws;

use DreamFactory\Core\ServiceTypes;

class ServiceProvider
{
    public function register($app)
    {
        $app->migrationPaths[] = dirname(__DIR__) . '/database/migrations';
        $header = ['name' => 'text', 'value' => 'text', 'pass_from_client' => 'bool', 'action' => 'int'];
        $parameter = ['name' => 'text', 'value' => 'text', 'exclude' => 'bool', 'outbound' => 'bool', 'cache_key' => 'bool',
                      'action' => 'int'];
        ServiceTypes::add('rws', 'HTTP Service', 'Remote Service', RemoteWebService::class,
            ['table' => 'rws_config', 'cache' => true,
             'columns' => ['base_url' => 'text', 'replace_link' => 'bool', 'implements_access_list' => 'bool',
                           'preserve_forward_trailing_slash' => 'bool', 'options' => 'json'],
             'lists' => ['parameters' => ['table' => 'rws_parameters_config', 'columns' => $parameter],
                         'headers' => ['table' => 'rws_headers_config', 'columns' => $header]]]);
    }
}
