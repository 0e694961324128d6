<?php

namespace DreamFactory\Core;

use Illuminate\Http\Request;
use Illuminate\Http\Response;

/** GET /status: no credentials, touches the system database. */
class Status
{
    private $app;

    public function __construct($app)
    {
        $this->app = $app;
    }

    public function answer(Request $request)
    {
        $db = $this->app->db();
        $admins = $db->rows('user', ['is_sys_admin' => true]);
        $logins = array_filter(array_map(function ($row) {
            return $row['last_login_date'];
        }, $admins));
        return Response::json([
            'uri' => $request->root(),
            'managed' => env('DF_MANAGED', false),
            'dist' => env('DF_INSTALL', ''),
            'demo' => false,
            'version' => $this->app->config->get('app.version'),
            'license' => ServiceTypes::licence(),
            'host_os' => PHP_OS,
            'last_admin_login' => $logins ? max($logins) : null,
            'resources' => [
                'app' => $db->count('app'),
                'admin' => count($admins),
                'user' => $db->count('user', ['is_sys_admin' => false]),
                'service' => $db->count('service'),
                'role' => $db->count('role'),
            ],
        ]);
    }
}
