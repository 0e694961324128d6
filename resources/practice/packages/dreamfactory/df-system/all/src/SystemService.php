<?php

namespace DreamFactory\Core\System;

use DreamFactory\Core\Exceptions\RestException;
use DreamFactory\Core\LogIn;
use DreamFactory\Core\Model;
use DreamFactory\Core\Services;
use DreamFactory\Core\ServiceTypes;
use DreamFactory\Core\TableResource;

/** The service "system": the installation's own tables, its environment, its administrators' sessions. */
class SystemService
{
    const RESOURCES = ['admin', 'admin/password', 'admin/profile', 'admin/session', 'app', 'cache', 'constant', 'cors', 'custom',
                       'email_template', 'environment', 'event', 'import', 'lookup', 'package', 'role', 'service', 'service_type', 'user'];
    const TABLES = ['admin', 'app', 'cors', 'email_template', 'lookup', 'role', 'service', 'user'];

    private $app;
    private $session;

    public function __construct($app, array $service, $session)
    {
        $this->app = $app;
        $this->session = $session;
    }

    public function handle($verb, $resource, array $query, array $data)
    {
        if ($resource === '') {
            return ['resource' => array_map(function ($name) {
                return ['name' => $name];
            }, self::RESOURCES)];
        }
        if ($resource === 'admin/session') {
            return $this->adminSession($verb, $data);
        }
        if ($resource === 'environment') {
            return (new Environment($this->app, $this->session))->describe();
        }
        $parts = explode('/', $resource, 2);
        if (in_array($parts[0], self::TABLES)) {
            $table = new TableResource($this->app, $parts[0]);
            return $table->handle($verb, isset($parts[1]) ? $parts[1] : '', $query, $data);
        }
        return $this->other($verb, $resource, $query);
    }

    private function adminSession($verb, array $data)
    {
        switch ($verb) {
            case 'POST':
                return (new LogIn($this->app))->answer($data, true, $this->session);
            case 'GET':
                $this->session->demandAdmin();
                return LogIn::describe($this->session->user, $this->session->token, (int)$this->session->claims['exp']);
            case 'DELETE':
                $this->session->logOut();
                return ['success' => true];
        }
        throw new RestException(405, "$verb is not supported.");
    }

    private function other($verb, $resource, array $query)
    {
        switch ($resource) {
            case 'service_type':
                return ['resource' => ServiceTypes::all()];
            case 'constant': case 'package': case 'import':
                return ['resource' => []];
            case 'custom':
                return ['resource' => array_map(function ($row) {
                    return ['name' => $row['name'], 'value' => json_decode((string)$row['value'], true)];
                }, $this->app->db()->rows('system_custom', [], 'name'))];
            case 'event':
                return Events::describe($this->app, isset($query['as_list']) && $query['as_list'] === 'true');
            case 'cache':
                return $this->cache($verb);
        }
        throw Services::notFound(explode('/', $resource)[0], 'system');
    }

    private function cache($verb)
    {
        if ($verb === 'DELETE') {
            $this->app->cache()->flush();
            return ['success' => true];
        }
        return ['resource' => array_map(function ($row) {
            return ['name' => $row['name']];
        }, $this->app->db()->rows('service'))];
    }
}
