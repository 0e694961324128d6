<?php

namespace DreamFactory\Core\System;

use DreamFactory\Core\ServiceTypes;

/** GET system/environment: little for strangers, more with a session, everything for an administrator. */
class Environment
{
    private $app;
    private $session;

    public function __construct($app, $session)
    {
        $this->app = $app;
        $this->session = $session;
    }

    public function describe()
    {
        $known = $this->session->lookLeniently();
        $admin = $this->session->isAdmin();
        $answer = ['authentication' => $this->authentication(), 'apps' => $admin ? $this->apps() : []];
        if (!$known) {
            return $answer;
        }
        $answer['platform'] = $this->platform($admin);
        $answer['server'] = ['server_os' => strtolower(PHP_OS), 'release' => php_uname('r'), 'version' => php_uname('v'),
                             'host' => 'practice-server', 'machine' => php_uname('m')];
        $answer['client'] = ['user_agent' => $this->session->request->header('User-Agent'),
                             'ip_address' => $this->session->request->ip, 'locale' => 'en'];
        $answer['config'] = ['always_wrap_resources' => (bool)$this->app->config->get('df.always_wrap_resources', true),
            'resources_wrapper' => $this->app->config->get('df.resources_wrapper', 'resource'),
            'db' => ['max_records_returned' => (int)$this->app->config->get('df.db.max_records_returned', 100000),
                     'time_format' => null, 'date_format' => null, 'datetime_format' => null, 'timestamp_format' => null]];
        if ($admin) {
            $answer['php'] = $this->php();
        }
        return $answer;
    }

    private function authentication()
    {
        $payload = ['email' => 'string', 'password' => 'string', 'remember_me' => 'bool'];
        $row = $this->app->db()->row('user_config', ['service_id' => $this->userServiceId()]);
        return [
            'admin' => ['path' => 'system/admin/session', 'verb' => 'POST', 'payload' => $payload],
            'user' => ['path' => 'user/session', 'verb' => 'POST', 'payload' => $payload],
            'oauth' => [], 'adldap' => [], 'saml' => [],
            'allow_open_registration' => (bool)($row ? $row['allow_open_registration'] : false),
            'open_reg_email_service_id' => $row && $row['open_reg_email_service_id'] ? (int)$row['open_reg_email_service_id'] : null,
            'allow_forever_sessions' => (bool)$this->app->config->get('df.allow_forever_sessions', false),
            'login_attribute' => $this->app->config->get('df.login_attribute', 'email'),
        ];
    }

    private function userServiceId()
    {
        $row = $this->app->db()->row('service', ['name' => 'user']);
        return $row ? (int)$row['id'] : 0;
    }

    private function apps()
    {
        $list = [];
        $base = rtrim($this->app->config->get('app.url', 'http://localhost'), '/');
        foreach ($this->app->db()->rows('app', ['is_active' => true]) as $row) {
            if ((int)$row['type'] === 0) {
                continue;
            }
            $list[] = ['id' => (int)$row['id'], 'name' => $row['name'], 'description' => $row['description'],
                       'url' => $row['url'] ?: $base . '/' . $row['path'], 'is_default' => false,
                       'allow_fullscreen_toggle' => (bool)$row['allow_fullscreen_toggle'],
                       'requires_fullscreen' => (bool)$row['requires_fullscreen'], 'toggle_location' => $row['toggle_location']];
        }
        return $list;
    }

    private function platform($admin)
    {
        $platform = ['version' => $this->app->config->get('app.version'), 'bitnami_demo' => false, 'is_hosted' => false,
                     'is_trial' => false, 'license' => ServiceTypes::licence(), 'secured_package_export' => true,
                     'license_key' => env('DF_LICENSE_KEY', false)];
        if (!$admin) {
            return $platform;
        }
        $platform['db_driver'] = $this->app->config->get('database.default');
        if ($platform['db_driver'] === 'sqlite') {
            $platform['sqlite_storage'] = $this->app->config->get('df.db.sqlite_storage');
        }
        $cache = $this->app->config->get('cache.default');
        $platform += ['install_path' => $this->app->basePath() . '/', 'log_path' => $this->app->basePath() . '/storage/logs/',
                      'app_debug' => (bool)$this->app->config->get('app.debug'),
                      'log_mode' => $this->app->config->get('logging.default', 'stack'),
                      'log_level' => $this->app->config->get('logging.level', 'warning'), 'cache_driver' => $cache];
        if ($cache === 'file') {
            $platform['cache_path'] = $this->app->config->get('cache.stores.file.path') . '/';
        }
        $platform['packages'] = $this->packages();
        return $platform;
    }

    private function packages()
    {
        $lock = json_decode((string)@file_get_contents($this->app->basePath('composer.lock')), true);
        return array_map(function ($package) {
            return ['name' => $package['name'], 'version' => $package['version']];
        }, isset($lock['packages']) ? $lock['packages'] : []);
    }

    private function php()
    {
        $all = [];
        foreach (get_loaded_extensions() as $name) {
            $all[strtolower($name)] = ['version' => (string)phpversion($name)];
        }
        ksort($all);
        return ['core' => ['php_version' => PHP_VERSION, 'sapi' => PHP_SAPI]] + $all;
    }
}
