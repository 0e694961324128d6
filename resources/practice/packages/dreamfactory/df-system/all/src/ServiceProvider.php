<?php

namespace DreamFactory\Core\System;

use DreamFactory\Core\ServiceTypes;

class ServiceProvider
{
    public function register($app)
    {
        ServiceTypes::add('system', 'System Management Service', 'System', SystemService::class,
            ['table' => 'system_config', 'columns' => ['default_app_id' => 'int', 'invite_email_service_id' => 'int',
                'invite_email_template_id' => 'int', 'password_email_service_id' => 'int', 'password_email_template_id' => 'int']]);
    }
}
