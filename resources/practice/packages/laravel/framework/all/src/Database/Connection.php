<?php

namespace Illuminate\Database;

/** A thin layer over PDO that speaks SQLite, MySQL/MariaDB and PostgreSQL. Connects at the first statement. */
class Connection
{
    public $driver;
    private $label;
    private $config;
    private $pdo;

    public function __construct($label, array $config)
    {
        if (!isset($config['driver'])) {
            throw new \InvalidArgumentException("Database connection [$label] not configured.");
        }
        $this->label = $label;
        $this->config = $config;
        $this->driver = $config['driver'];
    }

    public function setting($name, $default = null)
    {
        return isset($this->config[$name]) ? $this->config[$name] : $default;
    }

    public function pdo()
    {
        if (!$this->pdo) {
            try {
                $this->pdo = $this->connect();
            } catch (\PDOException $e) {
                throw new QueryException($this->label, 'select 1', [], $e);
            }
        }
        return $this->pdo;
    }

    /** A table's name, prefixed and quoted. */
    public function name($table)
    {
        return $this->quote($this->setting('prefix', '') . $table);
    }

    public function quote($identifier)
    {
        return $this->driver === 'mysql' ? '`' . str_replace('`', '``', $identifier) . '`'
            : '"' . str_replace('"', '""', $identifier) . '"';
    }

    public function select($sql, array $bindings = [])
    {
        return $this->run($sql, $bindings)->fetchAll(\PDO::FETCH_ASSOC);
    }

    public function statement($sql, array $bindings = [])
    {
        return $this->run($sql, $bindings)->rowCount();
    }

    public function rows($table, array $where = [], $order = 'id')
    {
        list($condition, $bindings) = $this->where($where);
        return $this->select('select * from ' . $this->name($table) . $condition
            . ($order ? ' order by ' . $this->quote($order) : ''), $bindings);
    }

    public function row($table, array $where)
    {
        $rows = $this->rows($table, $where, null);
        return $rows ? $rows[0] : null;
    }

    public function count($table, array $where = [])
    {
        list($condition, $bindings) = $this->where($where);
        $rows = $this->select('select count(*) as aggregate from ' . $this->name($table) . $condition, $bindings);
        return (int)$rows[0]['aggregate'];
    }

    public function insert($table, array $row, $hasId = true)
    {
        $columns = implode(', ', array_map([$this, 'quote'], array_keys($row)));
        $sql = 'insert into ' . $this->name($table) . " ($columns) values ("
            . implode(', ', array_fill(0, count($row), '?')) . ')';
        if ($this->driver === 'pgsql' && $hasId) {
            return (int)$this->select($sql . ' returning "id"', array_values($row))[0]['id'];
        }
        $this->run($sql, array_values($row));
        return $hasId ? (int)$this->pdo()->lastInsertId() : null;
    }

    public function update($table, array $values, array $where)
    {
        $set = [];
        foreach (array_keys($values) as $column) {
            $set[] = $this->quote($column) . ' = ?';
        }
        list($condition, $bindings) = $this->where($where);
        return $this->statement('update ' . $this->name($table) . ' set ' . implode(', ', $set) . $condition,
            array_merge(array_values($values), $bindings));
    }

    public function delete($table, array $where)
    {
        list($condition, $bindings) = $this->where($where);
        return $this->statement('delete from ' . $this->name($table) . $condition, $bindings);
    }

    public function hasTable($table)
    {
        $name = $this->setting('prefix', '') . $table;
        $sql = ['sqlite' => "select 1 from sqlite_master where type = 'table' and name = ?",
                'mysql' => 'select 1 from information_schema.tables where table_schema = database() and table_name = ?',
                'pgsql' => 'select 1 from information_schema.tables where table_schema = current_schema() and table_name = ?'];
        return (bool)$this->select($sql[$this->driver], [$name]);
    }

    private function where(array $where)
    {
        $parts = [];
        $bindings = [];
        foreach ($where as $column => $value) {
            if ($value === null) {
                $parts[] = $this->quote($column) . ' is null';
            } else {
                $parts[] = $this->quote($column) . ' = ?';
                $bindings[] = $value;
            }
        }
        return [$parts ? ' where ' . implode(' and ', $parts) : '', $bindings];
    }

    private function run($sql, array $bindings)
    {
        $pdo = $this->pdo();
        try {
            $statement = $pdo->prepare($sql);
            foreach (array_values($bindings) as $i => $value) {
                $value = is_bool($value) ? (int)$value : $value;
                $type = $value === null ? \PDO::PARAM_NULL : (is_int($value) ? \PDO::PARAM_INT : \PDO::PARAM_STR);
                $statement->bindValue($i + 1, $value, $this->driver === 'pgsql' && is_int($value) ? \PDO::PARAM_STR : $type);
            }
            $statement->execute();
            return $statement;
        } catch (\PDOException $e) {
            throw new QueryException($this->label, $sql, $bindings, $e);
        }
    }

    private function connect()
    {
        $options = [\PDO::ATTR_ERRMODE => \PDO::ERRMODE_EXCEPTION, \PDO::ATTR_EMULATE_PREPARES => false,
                    \PDO::ATTR_STRINGIFY_FETCHES => false];
        if ($this->driver === 'sqlite') {
            $pdo = new \PDO('sqlite:' . $this->sqliteFile(), null, null, $options);
            $pdo->exec('PRAGMA busy_timeout = 5000');
            if (getenv('DF_PRACTICE_SETUP') !== false) {
                $pdo->exec('PRAGMA synchronous = OFF'); // what is being set up may as well be set up again
            }
            if ($this->setting('foreign_key_constraints')) {
                $pdo->exec('PRAGMA foreign_keys = ON');
            }
            return $pdo;
        }
        $dsn = $this->driver . ':host=' . $this->setting('host') . ';port=' . $this->setting('port')
            . ';dbname=' . $this->setting('database');
        if ($this->driver === 'mysql') {
            $socket = $this->setting('unix_socket');
            $dsn = $socket ? 'mysql:unix_socket=' . $socket . ';dbname=' . $this->setting('database') : $dsn;
            $dsn .= ';charset=' . $this->setting('charset', 'utf8mb4');
        }
        $pdo = new \PDO($dsn, $this->setting('username'), $this->setting('password'), $options);
        if ($this->driver === 'mysql') {
            $pdo->exec("set names '" . $this->setting('charset', 'utf8mb4') . "' collate '"
                . $this->setting('collation', 'utf8mb4_unicode_ci') . "', time_zone = '+00:00'");
        }
        return $pdo;
    }

    /** A name without a slash lies in storage/databases; a missing file comes into being, empty. */
    private function sqliteFile()
    {
        $file = (string)$this->setting('database');
        if ($file === ':memory:') {
            return $file;
        }
        if (strpos($file, '/') === false) {
            $file = rtrim(config('df.db.sqlite_storage', storage_path('databases')), '/') . '/' . $file;
        }
        if (!is_dir(dirname($file))) {
            @mkdir(dirname($file));
        }
        if (realpath(dirname($file)) === false) {
            throw new \InvalidArgumentException('Failed to create storage location for SQLite database.');
        }
        return $file;
    }
}
