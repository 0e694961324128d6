<?php

namespace DreamFactory\Core\SqlDb;

use DreamFactory\Core\Exceptions\RestException;
use DreamFactory\Core\Services;

/** A SQLite file as an API: _schema and _table. */
class SqliteService
{
    private $file;
    private $type;

    public function __construct($app, array $service, $session)
    {
        $config = Services::config($app, $service);
        $this->type = $service['type'];
        $this->file = (string)$config['database'];
        if (strpos($this->file, '/') === false) {
            $this->file = rtrim($app->config->get('df.db.sqlite_storage'), '/') . '/' . $this->file;
        }
    }

    public function handle($verb, $resource, array $query, array $data)
    {
        if ($this->type !== 'sqlite') {
            throw new RestException(500, 'Failed to connect to the database: there is none behind this practice service.');
        }
        $db = new \PDO('sqlite:' . $this->file, null, null, [\PDO::ATTR_ERRMODE => \PDO::ERRMODE_EXCEPTION,
                                                           \PDO::ATTR_DEFAULT_FETCH_MODE => \PDO::FETCH_ASSOC]);
        $parts = explode('/', $resource, 2);
        if ($resource === '') {
            return ['resource' => [['name' => '_schema'], ['name' => '_table']]];
        }
        $tables = $db->query("select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name")
            ->fetchAll();
        if (!in_array($parts[0], ['_schema', '_table'])) {
            throw new RestException(404, "Resource '{$parts[0]}' not found.");
        }
        if (!isset($parts[1])) {
            return ['resource' => $tables];
        }
        if (!in_array(['name' => $parts[1]], $tables)) {
            throw new RestException(404, "Table '{$parts[1]}' does not exist in the database.");
        }
        return $verb === 'POST' ? $this->insert($db, $parts[1], $data) : $this->read($db, $parts[1], $query);
    }

    private function read(\PDO $db, $table, array $query)
    {
        $limit = isset($query['limit']) ? ' limit ' . (int)$query['limit'] : '';
        $answer = ['resource' => $db->query('select * from "' . $table . '"' . $limit)->fetchAll()];
        if (isset($query['include_count']) && $query['include_count'] === 'true') {
            $answer['meta'] = ['count' => (int)$db->query('select count(*) from "' . $table . '"')->fetchColumn()];
        }
        return $answer;
    }

    private function insert(\PDO $db, $table, array $data)
    {
        $made = [];
        foreach (isset($data['resource']) ? $data['resource'] : [$data] as $record) {
            $columns = array_map(function ($name) {
                return '"' . str_replace('"', '""', $name) . '"';
            }, array_keys($record));
            $statement = $db->prepare('insert into "' . $table . '" (' . implode(', ', $columns) . ') values ('
                . implode(', ', array_fill(0, count($record), '?')) . ')');
            $statement->execute(array_values($record));
            $made[] = ['id' => (int)$db->lastInsertId()];
        }
        return ['resource' => $made];
    }
}
