<?php
// What a snapshot takes of .env, and its way into the system database: no code of the installation runs and nothing is
// changed. PHP 7.2 to 8.5.

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
    $value = $env->env($key);
    return is_string($value) && $value !== '' ? $value : $default;
}

// Where the system database is (env/database_settings.php).
function df_db_settings($root, $env)
{
    $s = (new DatabaseSettings($root, $env))->resolve();
    return array('engine' => $s['driver'], 'name' => $s['database']) + $s;
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
