<?php
// The system database, read only: the same facts as by REST where nobody signs in, and what only tables tell (counts,
// migrations, whether stored passwords changed).

class DfSql
{
    private $pdo;
    private $engine;
    private $prefix;
    public $tables;

    public function __construct($pdo, $db)
    {
        $this->pdo = $pdo;
        $this->engine = $db['engine'];
        $this->prefix = $db['prefix'];
        $this->tables = df_sql_tables($pdo, $db['engine'], $db['prefix']);
    }

    public function has($table)
    {
        return in_array($table, $this->tables, true);
    }

    private function name($table)
    {
        return df_sql_name($this->engine, $this->prefix . $table);
    }

    public function quote($column)
    {
        return df_sql_name($this->engine, $column);
    }

    public function count($table)
    {
        try {
            return (int) $this->pdo->query('SELECT COUNT(*) FROM ' . $this->name($table))->fetchColumn();
        } catch (Exception $e) {
            return null;
        }
    }

    // At most $limit rows, never more text than a script should hold.
    public function rows($table, $where = '', $columns = '*', $limit = 2000)
    {
        if (!$this->has($table)) {
            return array();
        }
        $top = $this->engine === 'sqlsrv' ? 'TOP ' . (int) $limit . ' ' : '';
        $query = $this->pdo->query('SELECT ' . $top . $columns . ' FROM ' . $this->name($table)
            . ($where === '' ? '' : ' WHERE ' . $where) . ($top === '' ? ' LIMIT ' . (int) $limit : ''));
        return $query->fetchAll(PDO::FETCH_ASSOC);
    }

    public function columns($table)
    {
        $row = $this->rows($table, '', '*', 1);
        return count($row) > 0 ? array_keys($row[0]) : array();
    }

    public function isTrue($column)
    {
        return $this->quote($column) . ($this->engine === 'pgsql' ? ' = true' : ' = 1');
    }
}

function df_sql_group($rows, $key)
{
    $groups = array();
    foreach ($rows as $row) {
        $groups[df_get($row, $key)][] = $row;
    }
    return $groups;
}

// What REST would have said. $left: the areas that are still missing, with the reason.
function df_collect_sql_entities($snapshot, $sql, $left)
{
    $services = df_names($sql->rows('service'));
    $roles = df_names($sql->rows('role'));
    $apps = df_names($sql->rows('app'));
    $people = function ($admins) use ($snapshot, $sql, $apps, $roles) {
        $flag = $sql->isTrue('is_sys_admin');
        $rows = $sql->rows('user', $admins ? $flag : 'NOT (' . $flag . ')');
        $grants = $admins ? array() : df_sql_group($sql->rows('user_to_app_to_role', '', '*', 20000), 'user_id');
        foreach ($rows as $i => $row) {
            $rows[$i]['user_to_app_to_role_by_user_id'] = df_get($grants, df_get($row, 'id')) ?: array();
        }
        return df_items_people($snapshot, $rows, $apps, $roles);
    };
    $make = array(
        'services' => function () use ($snapshot, $sql) {
            $snapshot->keep('services', $sql->rows('service'));
            $snapshot->keep('configs', df_sql_paths($sql));
            return df_sql_configs($snapshot, $sql, df_items_services($snapshot, $sql->rows('service')));
        },
        'roles' => function () use ($snapshot, $sql, $services) {
            $access = df_sql_group($sql->rows('role_service_access', '', '*', 20000), 'role_id');
            $lookups = $sql->has('lookup') ? df_sql_group($sql->rows('lookup', $sql->quote('role_id') . ' IS NOT NULL'), 'role_id')
                : array();
            $rows = $sql->rows('role');
            foreach ($rows as $i => $row) {
                $rows[$i]['role_service_access_by_role_id'] = df_get($access, $row['id']) ?: array();
                $rows[$i]['lookup_by_role_id'] = df_get($lookups, $row['id']) ?: array();
            }
            return df_items_roles($snapshot, $rows, $services);
        },
        'apps' => function () use ($snapshot, $sql, $roles) {
            return df_items_apps($snapshot, $sql->rows('app'), $roles);
        },
        'users' => function () use ($people) {
            return $people(false);
        },
        'admins' => function () use ($people) {
            return $people(true);
        },
        'lookups' => function () use ($snapshot, $sql) {
            return df_items_lookups($snapshot, df_sql_system_lookups($sql), true);
        },
        'cors' => function () use ($snapshot, $sql) {
            return df_items_cors($snapshot, $sql->rows('cors_config'));
        },
        'email-templates' => function () use ($snapshot, $sql) {
            return df_items_templates($snapshot, $sql->rows('email_template'));
        },
        'event-scripts' => function () use ($snapshot, $sql) {
            return df_items_scripts($snapshot, $sql->rows('event_script'));
        },
        'limits' => function () use ($snapshot, $sql) {
            return df_items_limits($snapshot, $sql->rows('limits'));
        },
        'schedules' => function () use ($snapshot, $sql) {
            return df_items_schedules($snapshot, $sql->rows('scheduler_tasks'));
        },
    );
    foreach ($make as $id => $items) {
        if ($snapshot->has($id)) {
            continue;
        }
        try {
            $snapshot->area($id, 'sql', trim('From the tables. ' . (isset($left[$id]) ? $left[$id] : '')), $items());
        } catch (Exception $e) {
            $snapshot->missing($id, 'The table could not be read: ' . df_log_kind($e->getMessage()));
        }
    }
    if (!$snapshot->has('service-types')) {
        $snapshot->missing('service-types', isset($left['service-types']) ? $left['service-types']
            : 'Only an admin\'s log-in lists what this installation can run.');
    }
}

// Before 2.8.0 the table was called system_lookup.
function df_sql_system_lookups($sql)
{
    if (!$sql->has('lookup')) {
        return $sql->rows('system_lookup');
    }
    $where = array();
    foreach (array('app_id', 'role_id', 'user_id') as $column) {
        if (in_array($column, $sql->columns('lookup'), true)) {
            $where[] = $sql->quote($column) . ' IS NULL';
        }
    }
    return $sql->rows('lookup', implode(' AND ', $where));
}

// What services of files and of SQLite name, as far as it isn't encrypted.
function df_sql_paths($sql)
{
    $names = df_names($sql->rows('service'));
    $out = array();
    foreach (array('file_service_config', 'sql_db_config') as $table) {
        foreach ($sql->rows($table) as $row) {
            $connection = json_decode((string) df_get($row, 'connection'), true);
            $name = isset($names[df_get($row, 'service_id')]) ? $names[df_get($row, 'service_id')] : '';
            $out[$name] = $row + (is_array($connection) ? $connection : array());
        }
    }
    return $out;
}

// Configurations as the tables hold them, encrypted values and all: equal means untouched.
function df_sql_configs($snapshot, $sql, $items)
{
    $names = df_names($sql->rows('service'));
    foreach ($sql->tables as $table) {
        if (!preg_match('/_config$/', $table) || !in_array('service_id', $sql->columns($table), true)) {
            continue;
        }
        $seen = array();
        foreach ($sql->rows($table) as $row) {
            $id = df_get($row, 'service_id');
            $seen[$id] = isset($seen[$id]) ? $seen[$id] + 1 : 1;
            $name = 'stored ' . $table . ($seen[$id] > 1 ? ' ' . $seen[$id] : '');
            foreach ($row as $column => $value) {
                $json = is_string($value) && $value !== '' && $value[0] === '{' ? json_decode($value, true) : null;
                $row[$column] = is_array($json) ? $json : $value;
            }
            if (isset($names[$id]) && isset($items[$names[$id]])) {
                $items[$names[$id]] += df_config_attributes($snapshot, $row, $name);
            }
        }
    }
    return $items;
}

// table => rows; null: not in the time.
function df_row_counts($sql, $end)
{
    $counts = array();
    foreach ($sql->tables as $table) {
        $counts[$table] = microtime(true) < $end ? $sql->count($table) : null;
    }
    return $counts;
}

// Counts of every table. A table too big to count in its time says so; it is no reason to wait.
function df_collect_tables($snapshot, $sql)
{
    $items = array();
    $first = $snapshot->kept('rows');
    foreach (df_row_counts($sql, microtime(true) + min(30, $snapshot->secondsLeft() / 2)) as $table => $count) {
        $items[$table] = array('rows' => $count === null ? 'not counted in time' : $count);
        if ($count !== null && isset($first[$table]) && $first[$table] !== $count) {
            $items[$table]['varies:'] = array('rows');
        }
    }
    $snapshot->area('tables', 'sql', 'Counted in the system database.', $items);
    $items = array();
    foreach ($sql->rows('migrations', '', '*', 5000) as $row) {
        $items[df_get($row, 'migration')] = array();
    }
    $snapshot->area('migrations', 'sql', 'From the table migrations.', $items);
}

// A log-in after the jump to Laravel 11 may rewrite and so destroy a password (facts §16): seen here, whoever logged in.
function df_collect_passwords($snapshot, $sql)
{
    $items = array();
    foreach ($sql->rows('user', '', '*', 5000) as $row) {
        $id = df_get($row, 'email') !== '' ? df_get($row, 'email') : df_get($row, 'username');
        $hash = df_get($row, 'password');
        $items[$id] = array(
            'stored' => $snapshot->mask($hash),
            'form' => preg_match('/^\$2[aby]\$(\d\d)\$/', $hash, $m) ? 'bcrypt, cost ' . (int) $m[1]
                : ($hash === '' ? 'none' : 'other'),
        );
    }
    $snapshot->area('passwords', 'sql', 'From the table user: whether the stored passwords are the same, never what they are.',
        $items);
}
