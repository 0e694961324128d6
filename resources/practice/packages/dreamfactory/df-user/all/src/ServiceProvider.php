<?php

namespace DreamFactory\Core\User;

use DreamFactory\Core\ServiceTypes;

class ServiceProvider
{
    public function register($app)
    {
        $app->migrationPaths[] = dirname(__DIR__) . '/database/migrations';
        $columns = ['allow_open_registration' => 'bool', 'open_reg_role_id' => 'int', 'open_reg_email_service_id' => 'int',
            'open_reg_email_template_id' => 'int', 'invite_email_service_id' => 'int', 'invite_email_template_id' => 'int',
            'password_email_service_id' => 'int', 'password_email_template_id' => 'int', 'alt_auth_db_service_id' => 'int',
            'alt_auth_table' => 'text', 'alt_auth_username_field' => 'text', 'alt_auth_password_field' => 'text',
            'alt_auth_email_field' => 'text', 'alt_auth_other_fields' => 'text', 'alt_auth_filter' => 'text'];
        ServiceTypes::add('user', 'User Management', 'User', UserService::class,
            ['table' => 'user_config', 'columns' => $columns,
             'lists' => ['app_role_map' => ['table' => 'app_role_map', 'columns' => ['app_id' => 'int', 'role_id' => 'int']]]]);
    }
}
