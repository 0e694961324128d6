<?php

namespace DreamFactory\Core;

use DreamFactory\Core\Exceptions\RestException;

/** GET, POST, PUT, PATCH and DELETE on the rows of one system table. */
class TableResource
{
    protected $app;
    private $model;
    private $name;

    public function __construct($app, $name)
    {
        $this->app = $app;
        $this->name = $name;
        $this->model = Model::get($name);
    }

    public function handle($verb, $id, array $query, array $data)
    {
        switch ($verb) {
            case 'GET': return $id === '' ? $this->listed($query) : $this->one($this->find($id), $query);
            case 'POST': return $this->create($data);
            case 'PUT': case 'PATCH': return $this->change($id, $data);
            case 'DELETE': return $this->remove($id, $query);
        }
        throw new RestException(405, "$verb is not supported.");
    }

    private function listed(array $query)
    {
        $rows = $this->filtered($this->app->db()->rows($this->model['table'], $this->model['only']), $query);
        $count = count($rows);
        $offset = isset($query['offset']) ? (int)$query['offset'] : 0;
        $most = (int)$this->app->config->get('df.db.max_records_returned', 100000);
        $rows = array_slice($rows, $offset, isset($query['limit']) ? min((int)$query['limit'], $most) : $most);
        if (isset($query['as_list']) && $query['as_list'] === 'true') {
            return $this->wrap(array_map(function ($row) {
                return (int)$row['id'];
            }, $rows));
        }
        $answer = $this->wrap(array_map(function ($row) use ($query) {
            return $this->one($row, $query);
        }, $rows));
        if (isset($query['include_count']) && $query['include_count'] === 'true') {
            $answer['meta'] = ['count' => $count];
        }
        return $answer;
    }

    private function one(array $row, array $query)
    {
        $fields = isset($query['fields']) && $query['fields'] !== '*' ? array_map('trim', explode(',', $query['fields'])) : null;
        if ($fields !== null) {
            // only what is asked for is read: a list without configurations needs no key
            $model = $this->model;
            $model['columns'] = array_intersect_key($model['columns'], array_flip($fields));
            $model['extra'] = null;
            $shown = Model::present($this->app, $model, $row);
        } else {
            $shown = Model::present($this->app, $this->model, $row);
        }
        if ($this->name === 'service' && ($fields === null || in_array('config', $fields))) {
            $shown['config'] = $this->serviceConfig($row);
        }
        foreach (isset($query['related']) ? explode(',', $query['related']) : [] as $relation) {
            $shown[$relation] = $this->related($row, trim($relation));
        }
        return $shown;
    }

    /** The configurations are kept in the cache, as the real one keeps them. */
    private function serviceConfig(array $row)
    {
        $key = 'service_config.' . $row['id'];
        $config = $this->app->cache()->get($key);
        if ($config === null) {
            $config = Services::config($this->app, $row);
            $this->app->cache()->put($key, $config, (int)$this->app->config->get('df.default_cache_ttl', 18000));
        }
        return $config;
    }

    private function related(array $row, $relation)
    {
        if (!isset($this->model['related'][$relation])) {
            throw new RestException(400, "Invalid relationship '$relation' requested.");
        }
        $relationModel = $this->model['related'][$relation];
        $model = Model::get($relationModel[0]);
        $own = isset($relationModel[2]) ? $row[$relationModel[2]] : $row['id'];
        $rows = $own === null ? [] : $this->app->db()->rows($model['table'], [$relationModel[1] => $own], null);
        $shown = array_map(function ($related) use ($model) {
            return Model::present($this->app, $model, $related);
        }, $rows);
        return isset($model['single']) || isset($relationModel[2]) ? ($shown ? $shown[0] : null) : $shown;
    }

    private function filtered(array $rows, array $query)
    {
        if (isset($query['ids'])) {
            $ids = array_map('intval', explode(',', $query['ids']));
            $rows = array_filter($rows, function ($row) use ($ids) {
                return in_array((int)$row['id'], $ids);
            });
        }
        $pattern = '/^\(?\s*(\w+)\s*(=|!=|<>|>=|<=|>|<|like)\s*[\'"]?(.*?)[\'"]?\s*\)?$/i';
        if (isset($query['filter']) && preg_match($pattern, $query['filter'], $m)) {
            $rows = array_filter($rows, function ($row) use ($m) {
                return array_key_exists($m[1], $row) && self::fits($row[$m[1]], strtolower($m[2]), $m[3]);
            });
        }
        return array_values($rows);
    }

    private static function fits($value, $operator, $wanted)
    {
        $wanted = strtr($wanted, ['true' => '1', 'false' => '0']);
        switch ($operator) {
            case '=': return (string)$value === $wanted;
            case '!=': case '<>': return (string)$value !== $wanted;
            case '>': return $value > $wanted;
            case '<': return $value < $wanted;
            case '>=': return $value >= $wanted;
            case '<=': return $value <= $wanted;
        }
        return fnmatch(str_replace('%', '*', $wanted), (string)$value);
    }

    private function find($id)
    {
        $row = ctype_digit((string)$id)
            ? $this->app->db()->row($this->model['table'], ['id' => (int)$id] + $this->model['only']) : null;
        if (!$row) {
            throw new RestException(404, "Record with identifier '$id' not found.");
        }
        return $row;
    }

    private function create(array $data)
    {
        $made = [];
        foreach ($this->records($data) as $record) {
            $made[] = ['id' => self::insert($this->app, $this->name, $record)];
        }
        return isset($data['resource']) ? $this->wrap($made) : $made[0];
    }

    /** Adds one row: hashes passwords, encrypts, stores a service's configuration, deals out API keys. */
    public static function insert($app, $name, array $record)
    {
        $model = Model::get($name);
        $values = self::values($app, $model, $record) + array_map('intval', array_filter($model['only'], 'is_bool'));
        $values['created_date'] = $values['last_modified_date'] = gmdate('Y-m-d H:i:s');
        if ($name === 'app' && empty($values['api_key'])) {
            $values['api_key'] = hash('sha256', php_uname('n') . $record['name'] . microtime(true));
        }
        if ($model['table'] === 'user' && !isset($values['username'])) {
            $values['username'] = $values['email'];
        }
        $id = $app->db()->insert($model['table'], $values);
        if ($name === 'service') {
            Services::store($app, $record['type'], $id, isset($record['config']) ? $record['config'] : []);
        }
        return $id;
    }

    private function change($id, array $data)
    {
        $changed = [];
        foreach ($id === '' ? $this->records($data) : [['id' => $id] + $data] as $record) {
            $row = $this->find(isset($record['id']) ? $record['id'] : '');
            $values = self::values($this->app, $this->model, $record);
            unset($values['id']);
            $values['last_modified_date'] = gmdate('Y-m-d H:i:s');
            $this->app->db()->update($this->model['table'], $values, ['id' => $row['id']]);
            if ($this->name === 'service' && isset($record['config'])) {
                Services::store($this->app, $row['type'], (int)$row['id'], $record['config']);
                $this->app->cache()->put('service_config.' . $row['id'], null, 1);
            }
            $changed[] = ['id' => (int)$row['id']];
        }
        return $id === '' ? $this->wrap($changed) : $changed[0];
    }

    private function remove($id, array $query)
    {
        $ids = $id !== '' ? [$id] : (isset($query['ids']) ? explode(',', $query['ids']) : []);
        $gone = [];
        foreach ($ids as $one) {
            $row = $this->find($one);
            $this->app->db()->delete($this->model['table'], ['id' => $row['id']]);
            $gone[] = ['id' => (int)$row['id']];
        }
        return $id !== '' ? $gone[0] : $this->wrap($gone);
    }

    private function records(array $data)
    {
        return isset($data['resource']) ? $data['resource'] : [$data];
    }

    private static function values($app, array $model, array $record)
    {
        $values = [];
        $columns = $model['columns'] + ($model['table'] === 'user' ? ['password' => 'text', 'confirm_code' => 'text'] : []);
        foreach ($columns as $name => $cast) {
            if (!array_key_exists($name, $record) || $name === 'id') {
                continue;
            }
            $value = $record[$name];
            if ($cast === 'verbs') {
                $value = array_sum(array_intersect_key(Model::VERBS, array_flip((array)$value)));
            } elseif ($name === 'password') {
                $value = $app->hasher()->make((string)$value);
            } elseif ($value !== null && in_array($name, $model['encrypted'])) {
                $value = encrypt((string)$value);
            }
            $values[$name] = is_array($value) ? json_encode($value) : (is_bool($value) ? (int)$value : $value);
        }
        return $values;
    }

    private function wrap(array $list)
    {
        return $this->app->config->get('df.always_wrap_resources', true)
            ? [$this->app->config->get('df.resources_wrapper', 'resource') => $list] : $list;
    }
}
