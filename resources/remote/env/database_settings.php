<?php
/** Which system database the application opens, by the rules of its own configuration files (facts §4). */
final class DatabaseSettings
{
    private $env, $config, $root;

    /** @param string $codeRoot whose configuration files count, if not those at $root */
    public function __construct($root, DotEnv $env, $codeRoot = null)
    {
        $this->root = $root;
        $this->env = $env;
        $file = ($codeRoot === null ? $root : $codeRoot) . '/config/database.php';
        $this->config = is_file($file) ? (string)@file_get_contents($file, false, null, 0, 262144) : '';
    }

    private function setting($key, $default = '')
    {
        $value = $this->env->env($key);
        return $value === null || is_bool($value) ? $default : (string)$value;
    }

    /** A key that came or went with a release counts only where this release's configuration asks for it. */
    private function sometimes($key, $default = '')
    {
        return $this->config === '' || strpos($this->config, $key) !== false ? $this->setting($key, $default) : $default;
    }

    private function defaultDriver()
    {
        return preg_match('/[\'"]default[\'"]\s*=>\s*env\((.*)\)\s*,/', $this->config, $m) && preg_match('/.*[\'"](\w+)[\'"]/', $m[1], $word)
            && strpos($word[1], 'DB_') !== 0 ? $word[1] : 'sqlite';
    }

    public function resolve()
    {
        $driver = strtolower($this->setting('DB_CONNECTION', $this->sometimes('DB_DRIVER', $this->defaultDriver())));
        $driver = $driver === 'mariadb' ? 'mysql' : $driver;
        $ports = ['mysql' => '3306', 'pgsql' => '5432', 'sqlsrv' => '1433'];
        $s = ['driver' => $driver, 'prefix' => $this->sometimes('DB_PREFIX'), 'host' => '', 'port' => '', 'database' => '', 'user' => '',
            'password' => '', 'socket' => '', 'ca' => ''];
        if (isset($ports[$driver])) {
            $s = ['host' => $this->host($driver), 'port' => $this->setting('DB_PORT', $ports[$driver]),
                'database' => $this->setting('DB_DATABASE', 'dreamfactory'), 'user' => $this->setting('DB_USERNAME'),
                'password' => $this->setting('DB_PASSWORD')] + $s;
            if ($driver === 'mysql') {
                $s['socket'] = $this->sometimes('DB_SOCKET');
                $s['ca'] = $this->sometimes('MYSQL_ATTR_SSL_CA');
            }
        } elseif ($driver === 'sqlite') {
            $s['database'] = $this->setting('DB_DATABASE', "$this->root/database/database.sqlite");
        }
        $s = $this->fromUrl($s);
        if ($s['driver'] === 'sqlite') {
            $s['database'] = $this->sqliteFile($s['database']);
        }
        return $s;
    }

    private function host($driver)
    {
        $split = $driver === 'mysql' ? $this->sometimes('DB_WRITE_HOST', $this->sometimes('DB_READ_HOST')) : '';
        if ($split !== '') {
            return $split;
        }
        return $this->setting('DB_HOST', '127.0.0.1');
    }

    /** DB_URL (or DATABASE_URL) beats the single keys, in the connections that name it. */
    private function fromUrl(array $s)
    {
        if (!preg_match('/[\'"]' . preg_quote($s['driver'], '/') . '[\'"]\s*=>\s*\[(.*?)\n        \],/s', $this->config, $m)
            || !preg_match('/[\'"]url[\'"]\s*=>\s*env\(\s*[\'"](\w+)[\'"]/', $m[1], $key)) {
            return $s;
        }
        $url = $this->env->env($key[1]);
        $parts = is_string($url) && $url !== '' ? parse_url(preg_replace('~^(sqlite3?:)///~', '$1//null/', $url)) : false;
        if (!$parts) {
            return $s;
        }
        $alias = ['mssql' => 'sqlsrv', 'mysql2' => 'mysql', 'mariadb' => 'mysql', 'postgres' => 'pgsql', 'postgresql' => 'pgsql', 'sqlite3' => 'sqlite'];
        $scheme = isset($parts['scheme']) ? strtolower($parts['scheme']) : $s['driver'];
        $s['driver'] = isset($alias[$scheme]) ? $alias[$scheme] : $scheme;
        foreach (['host' => 'host', 'port' => 'port', 'user' => 'user', 'pass' => 'password'] as $from => $to) {
            $s[$to] = isset($parts[$from]) && ($from !== 'host' || $parts[$from] !== 'null') ? rawurldecode((string)$parts[$from]) : $s[$to];
        }
        if (isset($parts['path']) && $parts['path'] !== '/') {
            $s['database'] = rawurldecode($s['driver'] === 'sqlite' ? $parts['path'] : substr($parts['path'], 1));
        }
        return $s;
    }

    private function sqliteFile($name)
    {
        if ($name === ':memory:') {
            return $name;
        }
        if (strpos($name, '/') === false) {
            $folder = $this->env->env('DF_SQLITE_STORAGE');
            $folder = is_string($folder) && $folder !== '' ? $folder : "$this->root/storage/databases";
            $name = rtrim($folder, '/') . '/' . $name;
        }
        if ($name[0] !== '/') { // the command line works in the root, the web site in public
            $name = file_exists("$this->root/$name") || !file_exists("$this->root/public/$name") ? "$this->root/$name" : "$this->root/public/$name";
        }
        return realpath($name) ?: $name;
    }
}
