<?php
// Reads an installation's .env and opens its system database as the application itself would. Shared by the scripts that
// look at a server: no code of the installation runs and nothing is changed. PHP 7.2 to 8.5.

// Key => value as Laravel's dotenv reads them: the last of two equal keys counts, ${OTHER} is filled in.
function df_env_parse($text)
{
    $values = array();
    $lines = preg_split('/\r\n|\n|\r/', $text);
    for ($i = 0, $n = count($lines); $i < $n; $i++) {
        if (!preg_match('/^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_.]*)\s*=(.*)$/', $lines[$i], $m)) {
            continue;
        }
        $raw = ltrim($m[2]);
        if ($raw !== '' && $raw[0] === '"') {
            while (!preg_match('/^"((?:[^"\\\\]|\\\\.)*)"/s', $raw, $q) && $i + 1 < $n) {
                $raw .= "\n" . $lines[++$i];
            }
            $value = isset($q[1]) ? df_env_unescape($q[1]) : '';
            $q = null;
        } elseif ($raw !== '' && $raw[0] === "'") {
            $end = strpos($raw, "'", 1);
            $values[$m[1]] = $end === false ? '' : substr($raw, 1, $end - 1);
            continue;
        } else {
            $value = rtrim(preg_replace('/#.*$/', '', $raw)); // even in the middle of a word (facts §16)
        }
        $values[$m[1]] = preg_replace_callback('/\$\{([A-Za-z0-9_.]+)\}/', function ($v) use ($values) {
            return isset($values[$v[1]]) ? $values[$v[1]] : $v[0];
        }, $value);
    }
    return $values;
}

function df_env_unescape($text)
{
    return strtr($text, array('\\\\' => '\\', '\\"' => '"', '\\n' => "\n", '\\r' => "\r", '\\t' => "\t", '\\$' => '$'));
}

// Is this entry's value to stay on the server? Everything that sounds like a secret, every URL with a password in it,
// and every key that neither DreamFactory nor Laravel knows.
function df_env_is_secret($key, $value)
{
    if (preg_match('/KEY|SECRET|PASS|PWD|TOKEN|CREDENTIAL|PRIVATE|SALT|DSN|AUTH|SIGNATURE/i', $key)) {
        return true;
    }
    if (preg_match('~://[^/\s]*@~', $value) || preg_match('/(_URL|^URL)$/', $key) && strpos($value, '?') !== false) {
        return true;
    }
    return !preg_match('/^(APP|DB|DF|CACHE|LOG|LOGSDB|QUEUE|SESSION|MAIL|REDIS|MEMCACHED|BROADCAST|BCRYPT|FILESYSTEM|AWS|'
        . 'SQS|JWT|SENDMAIL|MYSQL|PHP|VITE|MIX|FORCE|HASH|DATABASE|API|MCP|CORS)(_|$)/', $key);
}

// The bytes of an APP_KEY ("base64:…" or raw); '' if there is none.
function df_app_key($value)
{
    if (strncmp($value, 'base64:', 7) !== 0) {
        return $value;
    }
    $bytes = base64_decode(substr($value, 7), true);
    return $bytes === false ? '' : $bytes;
}

function df_file_text($path, $limit = 4194304)
{
    $text = is_file($path) && is_readable($path) ? @file_get_contents($path, false, null, 0, $limit) : false;
    return $text === false ? '' : $text;
}

function df_env_get($env, $key, $default = '')
{
    return isset($env[$key]) && $env[$key] !== '' && strtolower($env[$key]) !== 'null' ? $env[$key] : $default;
}

// Where the system database is, by .env and by which keys this release's config/database.php knows.
function df_db_settings($root, $env)
{
    $config = df_file_text($root . '/config/database.php');
    $driver = df_env_get($env, 'DB_CONNECTION');
    if ($driver === '' && strpos($config, 'DB_DRIVER') !== false) {
        $driver = df_env_get($env, 'DB_DRIVER');
    }
    $driver = $driver === '' ? 'sqlite' : ($driver === 'mariadb' ? 'mysql' : $driver);
    $ports = array('mysql' => '3306', 'pgsql' => '5432', 'sqlsrv' => '1433');
    $db = array(
        'engine' => $driver,
        'host' => df_env_get($env, 'DB_READ_HOST', df_env_get($env, 'DB_HOST', '127.0.0.1')),
        'port' => df_env_get($env, 'DB_PORT', isset($ports[$driver]) ? $ports[$driver] : ''),
        'name' => df_env_get($env, 'DB_DATABASE', 'dreamfactory'),
        'user' => df_env_get($env, 'DB_USERNAME'),
        'password' => isset($env['DB_PASSWORD']) ? $env['DB_PASSWORD'] : '',
        'socket' => strpos($config, 'DB_SOCKET') !== false ? df_env_get($env, 'DB_SOCKET') : '',
        'prefix' => df_env_get($env, 'DB_PREFIX'),
        'ca' => df_env_get($env, 'MYSQL_ATTR_SSL_CA'),
    );
    foreach (array('DB_URL', 'DATABASE_URL') as $key) {
        if (df_env_get($env, $key) !== '' && strpos($config, "'" . $key . "'") !== false) {
            $db = df_db_from_url($db, $env[$key]);
        }
    }
    if ($driver === 'sqlite') {
        $db['name'] = df_sqlite_file($root, $env);
        $db['host'] = $db['port'] = $db['user'] = $db['password'] = '';
    }
    return $db;
}

function df_db_from_url($db, $url)
{
    $parts = parse_url($url);
    if (!is_array($parts)) {
        return $db;
    }
    foreach (array('host' => 'host', 'port' => 'port', 'user' => 'user', 'pass' => 'password') as $from => $to) {
        if (isset($parts[$from])) {
            $db[$to] = rawurldecode((string) $parts[$from]);
        }
    }
    if (isset($parts['path']) && trim($parts['path'], '/') !== '') {
        $db['name'] = rawurldecode(ltrim($parts['path'], '/'));
    }
    return $db;
}

// df-core's SQLiteConnector: unset, a bare name, or a path (relative ones count from the web root's working directory).
function df_sqlite_file($root, $env)
{
    $name = df_env_get($env, 'DB_DATABASE');
    if ($name === '') {
        return $root . '/database/database.sqlite';
    }
    if (strpos($name, '/') === false) {
        $folder = df_env_get($env, 'DF_SQLITE_STORAGE', $root . '/storage/databases');
        return ($folder[0] === '/' ? $folder : $root . '/' . $folder) . '/' . $name;
    }
    if ($name[0] === '/') {
        return $name;
    }
    return is_file($root . '/public/' . $name) && !is_file($root . '/' . $name) ? $root . '/public/' . $name
                                                                               : $root . '/' . $name;
}

// A read-only connection whose statements are bounded in time. Throws Exception with a text that holds no password.
function df_pdo($db, $statementSeconds = 10)
{
    if (!extension_loaded('pdo_' . $db['engine'])) {
        throw new Exception('This PHP has no extension pdo_' . $db['engine'] . '.');
    }
    if ($db['engine'] === 'sqlite' && !is_file($db['name'])) {
        throw new Exception('There is no file ' . $db['name'] . '.');
    }
    $options = array(PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION, PDO::ATTR_TIMEOUT => 10);
    if ($db['engine'] === 'sqlite') {
        $dsn = 'sqlite:' . $db['name'];
        $options[1000] = 1; // PDO::SQLITE_ATTR_OPEN_FLAGS => SQLITE_OPEN_READONLY, by number: renamed in PHP 8.4
    } elseif ($db['engine'] === 'mysql') {
        $dsn = 'mysql:' . ($db['socket'] !== '' ? 'unix_socket=' . $db['socket']
            : 'host=' . $db['host'] . ';port=' . $db['port']) . ';dbname=' . $db['name'] . ';charset=utf8mb4';
        if ($db['ca'] !== '') {
            $options[defined('Pdo\Mysql::ATTR_SSL_CA') ? constant('Pdo\Mysql::ATTR_SSL_CA')
                : constant('PDO::MYSQL_ATTR_SSL_CA')] = $db['ca'];
        }
    } elseif ($db['engine'] === 'pgsql') {
        $dsn = 'pgsql:host=' . $db['host'] . ';port=' . $db['port'] . ';dbname=' . $db['name'] . ';connect_timeout=10';
    } else {
        $dsn = 'sqlsrv:Server=' . $db['host'] . ',' . $db['port'] . ';Database=' . $db['name'] . ';LoginTimeout=10';
    }
    try {
        $pdo = new PDO($dsn, $db['user'], $db['password'], $options);
    } catch (Exception $e) {
        $text = $e->getMessage();
        throw new Exception($db['password'] === '' ? $text : str_replace($db['password'], '…', $text));
    }
    df_pdo_bound($pdo, $db['engine'], $statementSeconds);
    return $pdo;
}

function df_pdo_bound($pdo, $engine, $seconds)
{
    $wishes = array(
        'sqlite' => array('PRAGMA query_only = 1', 'PRAGMA busy_timeout = 5000'),
        'mysql' => array('SET SESSION TRANSACTION READ ONLY', 'SET SESSION max_statement_time = ' . (int) $seconds,
            'SET SESSION max_execution_time = ' . (int) $seconds * 1000),
        'pgsql' => array('SET default_transaction_read_only = on',
            'SET statement_timeout = ' . (int) $seconds * 1000),
        'sqlsrv' => array(),
    );
    foreach ($wishes[$engine] as $sql) {
        try {
            $pdo->exec($sql);
        } catch (Exception $e) {
            // MariaDB and MySQL each know one of the two limits.
        }
    }
}

// A name as this engine quotes it.
function df_sql_name($engine, $name)
{
    if ($engine === 'mysql') {
        return '`' . str_replace('`', '``', $name) . '`';
    }
    if ($engine === 'sqlsrv') {
        return '[' . str_replace(']', ']]', $name) . ']';
    }
    return '"' . str_replace('"', '""', $name) . '"';
}

// The tables of the database that this connection sees, without the prefix's strangers.
function df_sql_tables($pdo, $engine, $prefix)
{
    $queries = array(
        'sqlite' => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
        'mysql' => "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()"
            . " AND table_type = 'BASE TABLE'",
        'pgsql' => "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()",
        'sqlsrv' => "SELECT table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE'",
    );
    $names = array();
    foreach ($pdo->query($queries[$engine])->fetchAll(PDO::FETCH_COLUMN) as $name) {
        if ($prefix === '' || strncmp($name, $prefix, strlen($prefix)) === 0) {
            $names[] = substr($name, strlen($prefix));
        }
    }
    sort($names, SORT_STRING);
    return $names;
}
