<?php

namespace DreamFactory\Core;

/** Reads and writes the *_config tables. Secrets are encrypted under APP_KEY, some are only ever shown as stars. */
class ServiceConfig
{
    const STARS = '**********';

    private $app;
    private $storage;

    public function __construct($app, array $storage)
    {
        $this->app = $app;
        $this->storage = array_merge(['table' => null, 'columns' => [], 'encrypted' => [], 'masked' => [], 'json' => null,
                                      'lists' => [], 'cache' => false, 'fixed' => []], $storage);
    }

    public function read($id)
    {
        $config = $this->storage['table'] === null ? [] : ['service_id' => $id];
        $row = $this->storage['table'] === null ? [] : $this->app->db()->row($this->storage['table'], ['service_id' => $id]);
        if ($row === null) {
            return []; // e.g. a service from before its type had a table
        }
        $fields = $this->storage['json'] && $row ? (array)json_decode($row[$this->storage['json']], true) : $row;
        foreach ($this->storage['columns'] as $name => $cast) {
            $value = isset($fields[$name]) ? $fields[$name] : (isset($row[$name]) ? $row[$name] : null);
            if ($value !== null && $value !== '' && in_array($name, $this->storage['encrypted'])) {
                $value = decrypt($value);
            }
            if ($value !== null && in_array($name, $this->storage['masked'])) {
                $value = self::STARS;
            }
            $config[$name] = Model::cast($value, $cast);
        }
        foreach ($this->storage['lists'] as $field => $list) {
            $config[$field] = $this->readList($id, $list);
        }
        return array_merge($config, $this->storage['cache'] ? $this->readCache($id) : [], $this->storage['fixed']);
    }

    public function write($id, array $config)
    {
        $values = [];
        foreach ($this->storage['columns'] as $name => $cast) {
            if (!array_key_exists($name, $config)) {
                continue;
            }
            $value = is_array($config[$name]) ? json_encode($config[$name]) : $config[$name];
            $values[$name] = $value !== null && in_array($name, $this->storage['encrypted']) ? encrypt($value) : $value;
        }
        if ($this->storage['json']) {
            $values = [$this->storage['json'] => json_encode($values)];
        }
        if ($this->storage['table'] !== null) {
            $this->put($this->storage['table'], $id, $values);
        }
        foreach ($this->storage['lists'] as $field => $list) {
            $this->writeList($id, $list, isset($config[$field]) ? $config[$field] : []);
        }
        if ($this->storage['cache']) {
            $this->put('service_cache_config', $id, ['cache_enabled' => (int)!empty($config['cache_enabled']),
                'cache_ttl' => isset($config['cache_ttl']) ? $config['cache_ttl'] : 0]);
        }
    }

    private function put($table, $id, array $values)
    {
        $db = $this->app->db();
        if ($db->row($table, ['service_id' => $id])) {
            $values && $db->update($table, $values, ['service_id' => $id]);
        } else {
            $db->insert($table, array_merge(['service_id' => $id], $values), false);
        }
    }

    private function readList($id, array $list)
    {
        $rows = [];
        foreach ($this->app->db()->hasTable($list['table']) ? $this->app->db()->rows($list['table'], ['service_id' => $id]) : [] as $row) {
            foreach ($list['columns'] as $name => $cast) {
                $row[$name] = Model::cast($row[$name], $cast);
            }
            $rows[] = ['id' => (int)$row['id'], 'service_id' => (int)$row['service_id']]
                + array_intersect_key($row, $list['columns']);
        }
        return $rows;
    }

    private function writeList($id, array $list, array $rows)
    {
        foreach ($rows as $row) {
            $this->app->db()->insert($list['table'], ['service_id' => $id] + array_intersect_key($row, $list['columns']));
        }
    }

    private function readCache($id)
    {
        $row = $this->app->db()->row('service_cache_config', ['service_id' => $id]);
        return ['cache_enabled' => (bool)($row ? $row['cache_enabled'] : false),
                'cache_ttl' => (int)($row ? $row['cache_ttl'] : 0)];
    }
}
