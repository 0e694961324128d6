<?php

namespace DreamFactory\Core\System;

/** GET system/event: what every service can announce. */
class Events
{
    const BY_TYPE = [
        'swagger' => ['' => ['get'], '{service_name}' => ['get']],
        'system' => ['' => ['get'], 'admin' => ['get', 'post'], 'role' => ['get', 'post'], 'service' => ['get', 'post'],
                     'user' => ['get', 'post']],
        'local_file' => ['' => ['get', 'post'], '{file_path}' => ['get', 'put', 'delete']],
        'sqlite' => ['' => ['get'], '_schema' => ['get', 'post'], '_table' => ['get'], '_table.{table_name}' => ['get', 'post', 'delete']],
        'user' => ['' => ['get'], 'session' => ['get', 'post', 'delete'], 'password' => ['post']],
    ];

    public static function describe($app, $asList)
    {
        $list = [];
        $tree = [];
        foreach ($app->db()->rows('service', ['is_active' => true]) as $row) {
            $known = isset(self::BY_TYPE[$row['type']]) ? self::BY_TYPE[$row['type']] : ['' => ['get', 'post']];
            foreach ($known as $path => $verbs) {
                $name = $row['name'] . ($path === '' ? '' : '.' . $path);
                $ends = array_map(function ($verb) use ($name) {
                    return $name . '.' . $verb;
                }, $verbs);
                $tree[$row['name']][$name] = ['type' => 'api', 'endpoints' => $ends, 'parameter' => null];
                $list = array_merge($list, $ends);
            }
        }
        return $asList ? ['resource' => $list] : $tree;
    }
}
