<?php
/**
 * The look into the system database. A process of its own, as the user of the web site, which has the right drivers and may
 * use the socket. Reads its settings from standard input, says one JSON line, and keeps the connection open until its input ends,
 * so that root can prove that a socket leads to the same server.
 */
final class DatabaseLook
{
    const TABLES = ['role', 'role_service_access', 'app', 'service', 'lookup', 'cors_config', 'email_template', 'event_script',
        'script_config', 'limits', 'scheduler_tasks', 'user_to_app_to_role', 'app_role_map', 'service_doc', 'system_config',
        'service_report', 'jobs', 'failed_jobs', 'instance_id'];

    private $db, $s, $f;

    public static function main()
    {
        self::talk((array)json_decode((string)fgets(STDIN), true), STDOUT, STDIN);
    }

    /** Says what it finds and keeps the connection until the listener has done with it. */
    public static function talk(array $settings, $say, $listen)
    {
        ini_set('default_socket_timeout', '10');
        $look = new self;
        $text = json_encode($look->facts($settings), JSON_INVALID_UTF8_SUBSTITUTE | JSON_PARTIAL_OUTPUT_ON_ERROR) . "\n";
        for ($at = 0; $at < strlen($text) && ($n = fwrite($say, substr($text, $at))); $at += $n) {
            continue;
        }
        fflush($say);
        fgets($listen);
        $look->db = null;
        if ($look->copy) {
            array_map('unlink', glob($look->copy . '*'));
        }
    }

    private $copy = '';

    private function facts(array $s)
    {
        $this->s = $s;
        $this->f = ['reachable' => false, 'error' => '', 'counts' => [], 'serviceTypes' => [], 'migrations' => [], 'bcryptCosts' => [],
            'missingRights' => [], 'tables' => 0, 'bytes' => 0, 'keyGood' => 0, 'keyBad' => 0, 'keyBadIn' => [], 'ownApiKeys' => [],
            'servicePaths' => [], 'passwordsDestroyed' => 0, 'zeroDates' => 0, 'readOnly' => false, 'foreignDefiners' => [], 'foreignHosts' => []];
        try {
            if (!in_array($s['driver'], PDO::getAvailableDrivers(), true)) {
                throw new RuntimeException("This PHP has no driver for $s[driver].");
            }
            $this->{'open' . ucfirst($s['driver'])}();
            $this->f['reachable'] = true;
            $tables = $this->{'about' . ucfirst($s['driver'])}();
            $this->f['tables'] = count($tables);
            $this->contents(array_flip($tables));
        } catch (Throwable $e) {
            $this->f['error'] = str_replace([$s['password'] ?: "\0", "\n"], ['***', ' '], $e->getMessage());
        }
        $this->f['counts'] = (object)$this->f['counts'];
        $this->f['serviceTypes'] = (object)$this->f['serviceTypes'];
        return $this->f;
    }

    private function connect($dsn, array $options = [])
    {
        $this->db = new PDO($dsn, $this->s['user'], $this->s['password'],
            [PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION, PDO::ATTR_DEFAULT_FETCH_MODE => PDO::FETCH_NUM] + $options);
    }

    public function rows($sql)
    {
        return $this->db->query($sql)->fetchAll();
    }

    /** First row; empty when the server refuses the question. */
    public function ask($sql)
    {
        try {
            $rows = $this->rows($sql);
            return $rows ? $rows[0] : [];
        } catch (Throwable $e) {
            return [];
        }
    }

    private function one($sql)
    {
        $row = $this->ask($sql);
        return $row ? (string)$row[0] : '';
    }

    private function quiet(array $statements)
    {
        foreach ($statements as $sql) {
            try {
                $this->db->exec($sql);
            } catch (Throwable $e) {
                continue; // this server doesn't know the setting
            }
        }
    }

    // --- MySQL and MariaDB ---

    private function openMysql()
    {
        $s = $this->s;
        $where = $s['socket'] !== '' ? "unix_socket=$s[socket]" : "host=$s[host];port=$s[port]";
        $options = [PDO::ATTR_TIMEOUT => 5];
        if ($s['ca'] !== '') {
            $options[defined('Pdo\Mysql::ATTR_SSL_CA') ? constant('Pdo\Mysql::ATTR_SSL_CA') : constant('PDO::MYSQL_ATTR_SSL_CA')] = $s['ca'];
        }
        $this->connect("mysql:$where;dbname=$s[database];charset=utf8mb4", $options);
        // With ANSI_QUOTES names come in other quotes.
        $this->quiet(["SET SESSION sql_mode = ''", 'SET SESSION TRANSACTION READ ONLY', 'SET SESSION max_statement_time=10', 'SET SESSION max_execution_time=10000']);
    }

    private function mysqlStart()
    {
        $now = $this->ask('SELECT UNIX_TIMESTAMP()');
        $up = $this->ask("SHOW GLOBAL STATUS LIKE 'Uptime'");
        return $now && isset($up[1]) ? (int)$now[0] - (int)$up[1] : 0;
    }

    private function aboutMysql()
    {
        list($version, $comment, $host, $port, $data, $socket, $id, $charset, $collation, $connection, $user) = $this->rows(
            'SELECT @@version, @@version_comment, @@hostname, @@port, @@datadir, @@socket, @@server_id, @@character_set_database,'
            . ' @@collation_database, CONNECTION_ID(), CURRENT_USER()')[0];
        $unique = $this->one('SELECT @@server_uuid') ?: $this->one('SELECT @@server_uid');
        $local = $this->s['socket'] !== '' || $this->s['host'] === 'localhost';
        $this->f = ['serverVersion' => $version, 'isMariaDb' => stripos("$version $comment", 'mariadb') !== false, 'charset' => $charset,
            'collation' => $collation, 'socket' => $local ? ($this->s['socket'] ?: $socket) : '', 'serverSocket' => $socket, 'dataFolder' => $data,
            'startedAt' => $this->mysqlStart(), 'connection' => (int)$connection, 'identity' => 'mysql:' . substr(hash('sha256', "$host|$port|$data|$id|$unique"), 0, 32) . '/'
            . $this->s['database'], 'foreignHosts' => $this->foreignMysql()] + $this->f;
        $this->f['foreignConnections'] = count($this->f['foreignHosts']);
        $tables = $this->rows('SELECT table_name AS t, COALESCE(data_length, 0) + COALESCE(index_length, 0) AS b, table_collation, row_format'
            . " FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' ORDER BY 1");
        $this->f['bytes'] += array_sum(array_map('intval', array_column($tables, 1)));
        $this->f = DatabaseShape::ofTables($tables) + ['sqlMode' => $this->one('SELECT @@global.sql_mode'),
            'zeroDates' => DatabaseShape::zeroDates($this)] + $this->f;
        $this->f['mayCreate'] = $this->mayCreateMysql();
        $this->f['missingRights'] = $this->missingMysql();
        $this->f['readOnly'] = $this->readOnlyMysql();
        $this->f['foreignDefiners'] = $this->foreignDefiners();
        return array_column($tables, 0);
    }

    /**
     * What migrations need and the grants on this database don't hold: better told now than in the window. Nothing, where roles or
     * grants on single tables leave it open.
     */
    private function missingMysql()
    {
        $has = [];
        try {
            foreach ($this->rows('SHOW GRANTS FOR CURRENT_USER()') as $row) {
                if (!preg_match('/^GRANT (.+?) ON (\*|`(?:[^`]|``)*`|[^ .]+)\.(\S+) TO /i', $row[0], $m)) {
                    return [];
                }
                $on = str_replace('``', '`', trim($m[2], '`'));
                if ($m[2] !== '*' && !$this->matches($on, $this->s['database'])) {
                    continue;
                }
                if ($m[3] !== '*' || stripos($m[1], 'ALL PRIVILEGES') === 0) {
                    return [];
                }
                $has = array_merge($has, array_map('strtoupper', array_map('trim', explode(',', $m[1]))));
            }
        } catch (Throwable $e) {
            return [];
        }
        $needed = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'CREATE', 'ALTER', 'DROP'];
        return array_values(array_diff($this->f['isMariaDb'] ? $needed : array_merge($needed, ['REFERENCES']), $has));
    }

    /** A replica, or a server set to read only: only accounts with a right of their own may still write there. */
    private function readOnlyMysql()
    {
        if (!in_array($this->one('SELECT @@global.read_only'), ['1', 'ON', 'NO_LOCK', 'NO_LOCK_NO_ADMIN'], true)) {
            return false;
        }
        try {
            foreach ($this->rows('SHOW GRANTS FOR CURRENT_USER()') as $row) {
                if (!preg_match('/^GRANT (.+?) ON (\S+)/i', $row[0], $m)
                    || ($m[2] === '*.*' && preg_match('/ALL PRIVILEGES|\bSUPER\b|READ[_ ]ONLY|CONNECTION_ADMIN/i', $m[1]))) {
                    return false; // it may, or a role leaves it open
                }
            }
        } catch (Throwable $e) {
            return false;
        }
        return true;
    }

    /** Views and triggers that another account defined: a copy of them can't be made by ours, unless it may act for others. */
    private function foreignDefiners()
    {
        $found = [];
        try {
            foreach ($this->rows('SHOW GRANTS FOR CURRENT_USER()') as $row) {
                if (!preg_match('/^GRANT (.+?) ON (\S+)/i', $row[0], $m)
                    || ($m[2] === '*.*' && preg_match('/ALL PRIVILEGES|\bSUPER\b|SET USER|SET_USER_ID|SET_ANY_DEFINER/i', $m[1]))) {
                    return [];
                }
            }
            $own = $this->one('SELECT CURRENT_USER()');
            foreach ($this->rows("SELECT 'view', table_name, definer FROM information_schema.views WHERE table_schema = DATABASE()"
                . " UNION ALL SELECT 'trigger', trigger_name, definer FROM information_schema.triggers WHERE trigger_schema = DATABASE() LIMIT 200") as $row) {
                if ((string)$row[2] !== $own && count($found) < 20) {
                    $found[] = Text::clip("$row[0] $row[1] ($row[2])", 200);
                }
            }
        } catch (Throwable $e) {
            return [];
        }
        return $found;
    }

    /** Clients of this database that come from elsewhere than we do. */
    private function foreignMysql()
    {
        $mine = $this->one('SELECT host FROM information_schema.processlist WHERE id = CONNECTION_ID()');
        try {
            return self::fromElsewhere(array_column($this->rows('SELECT host FROM information_schema.processlist WHERE db = DATABASE()'), 0),
                $mine, $this->s['addresses']);
        } catch (Throwable $e) {
            return [];
        }
    }

    /** Of these clients, "10.0.0.6:40016" each, the addresses that are not of this machine, one for each connection. */
    public static function fromElsewhere(array $clients, $mine, array $addresses)
    {
        $here = [preg_replace('/:\d+$/', '', $mine) => true] + array_flip(array_merge(['localhost', '127.0.0.1', '::1', ''], $addresses));
        return array_values(array_filter(array_map(function ($client) {
            return Text::clip(preg_replace('/:\d+$/', '', (string)$client), 100);
        }, $clients), function ($host) use ($here) {
            return !isset($here[$host]);
        }));
    }

    /** May the application's own user make and drop a database of another name? */
    private function mayCreateMysql()
    {
        try {
            foreach ($this->rows('SHOW GRANTS FOR CURRENT_USER()') as $row) {
                if (preg_match('/^GRANT (.+?) ON (\*|`(?:[^`]|``)*`|[^ .]+)\.\*/i', $row[0], $m)
                    && ($m[2] === '*' || $this->covers(trim($m[2], '`')))
                    && (stripos($m[1], 'ALL PRIVILEGES') !== false
                        || (preg_match('/\bCREATE\b(?! [A-Z])/i', $m[1]) && preg_match('/\bDROP\b(?! ROLE)/i', $m[1])
                            && preg_match('/\bINSERT\b/i', $m[1]) && preg_match('/\bALTER\b/i', $m[1])))) {
                    return true;
                }
            }
        } catch (Throwable $e) {
            return false;
        }
        return false;
    }

    /** A grant on a pattern such as dfu\_% reaches the names that scratch databases have. */
    private function covers($pattern)
    {
        if (strpos(str_replace('\\%', '', $pattern), '%') === false) {
            return false;
        }
        return $this->matches($pattern, 'dfu_0123456789ab');
    }

    private function matches($pattern, $name)
    {
        $regex = strtr(preg_quote($pattern, '/'), ['\\\\%' => '%', '\\\\_' => '_', '%' => '.*', '_' => '.']);
        return preg_match('/^' . $regex . '$/i', $name) === 1;
    }

    // --- PostgreSQL ---

    private function openPgsql()
    {
        $s = $this->s;
        $this->connect("pgsql:host=$s[host];port=$s[port];dbname='" . addcslashes($s['database'], "'\\") . "';connect_timeout=5");
        $this->quiet(['SET default_transaction_read_only = on', 'SET statement_timeout = 10000']);
    }

    private function aboutPgsql()
    {
        list($version, $encoding, $collation, $bytes, $pid, $create, $super) = $this->rows(
            'SELECT current_setting(\'server_version\'), pg_encoding_to_char(encoding), datcollate, pg_database_size(current_database()),'
            . ' pg_backend_pid(), rolcreatedb::int, rolsuper::int FROM pg_database, pg_roles WHERE datname = current_database() AND rolname = current_user')[0];
        $system = $this->one('SELECT system_identifier FROM pg_control_system()');
        $host = $this->one('SELECT COALESCE(host(inet_server_addr()), \'\')');
        $this->f = ['serverVersion' => $version, 'charset' => $encoding, 'collation' => $collation, 'bytes' => (int)$bytes, 'connection' => (int)$pid,
            'startedAt' => (int)$this->one('SELECT EXTRACT(EPOCH FROM pg_postmaster_start_time())::bigint'), 'mayCreate' => $create || $super, 'socket' => $this->s['host'] !== '' && $this->s['host'][0] === '/' ? $this->s['host'] : '',
            'identity' => 'pgsql:' . substr(hash('sha256', $system !== '' ? $system : $host . '|' . $this->s['port']), 0, 32) . '/' . $this->s['database'],
            'serverSocket' => $this->one("SELECT current_setting('unix_socket_directories', true)"),
            'dataFolder' => $this->one("SELECT current_setting('data_directory', true)"), 'foreignConnections' => $this->foreignPgsql()] + $this->f;
        $this->f['missingRights'] = $this->missingPgsql();
        $this->f['readOnly'] = $this->one('SELECT pg_is_in_recovery()::int') === '1';
        $tables = array_column($this->rows("SELECT c.relname, pg_total_relation_size(c.oid) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p')"
            . " AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_toast%' ORDER BY 1"), 1, 0);
        $this->f['largestTables'] = (object)DatabaseShape::largest(array_map('intval', $tables));
        return array_map('strval', array_keys($tables));
    }

    /** Tables can be made in the schema by whom it lets, and changed by whom they belong to. */
    private function missingPgsql()
    {
        $missing = $this->one("SELECT has_schema_privilege(current_schema(), 'CREATE')::int") === '0' ? ['CREATE'] : [];
        // Only its own tables count: others (an extension's) may lie in the same schema.
        $own = implode(', ', array_map(function ($table) {
            return $this->db->quote($this->s['prefix'] . $table);
        }, array_merge(self::TABLES, ['user', 'migrations'])));
        $others = $this->one("SELECT COUNT(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename IN ($own)"
            . " AND NOT pg_has_role(tableowner, 'USAGE')");
        return array_merge($missing, (int)$others > 0 ? ["ownership of $others tables"] : []);
    }

    private function foreignPgsql()
    {
        $here = array_flip(array_merge(['127.0.0.1', '::1', ''], $this->s['addresses'],
            [$this->one('SELECT COALESCE(host(inet_client_addr()), \'\')')]));
        $foreign = 0;
        foreach ($this->rows('SELECT COALESCE(host(client_addr), \'\') FROM pg_stat_activity WHERE datname = current_database()') as $row) {
            $foreign += isset($here[(string)$row[0]]) ? 0 : 1;
        }
        return $foreign;
    }

    // --- SQL Server ---

    private function openSqlsrv()
    {
        $s = $this->s;
        $this->connect("sqlsrv:Server=$s[host],$s[port];Database=$s[database];LoginTimeout=5;ApplicationIntent=ReadOnly");
    }

    private function aboutSqlsrv()
    {
        list($version, $server, $collation) = $this->rows("SELECT CAST(SERVERPROPERTY('ProductVersion') AS varchar(60)),"
            . " CAST(SERVERPROPERTY('ServerName') AS varchar(200)), CAST(DATABASEPROPERTYEX(DB_NAME(), 'Collation') AS varchar(100))")[0];
        $this->f = ['serverVersion' => $version, 'collation' => $collation,
            'identity' => 'sqlsrv:' . substr(hash('sha256', (string)$server), 0, 32) . '/' . $this->s['database'],
            'bytes' => (int)$this->one('SELECT SUM(CAST(size AS bigint)) * 8192 FROM sys.database_files'),
            'mayCreate' => $this->one("SELECT IS_SRVROLEMEMBER('dbcreator')") === '1'] + $this->f;
        return array_column($this->rows('SELECT name FROM sys.tables ORDER BY name'), 0);
    }

    // --- SQLite: nothing may be created, not even a -wal or -shm file ---

    private function openSqlite()
    {
        $file = $this->s['database'];
        if (!is_file($file)) {
            throw new RuntimeException('The file does not exist.');
        }
        $head = @file_get_contents($file, false, null, 0, 20);
        if ($head === false) {
            throw new RuntimeException('The file may not be read.');
        }
        $wal = strlen($head) === 20 && $head[18] === "\x02";
        $pending = $wal ? (int)@filesize("$file-wal") > 0 : (int)@filesize("$file-journal") > 0;
        $uri = PHP_VERSION_ID >= 80100;
        if ($uri && !$pending) {
            $this->connect('sqlite:file:' . str_replace(['%', '?', '#'], ['%25', '%3f', '%23'], $file) . ($wal ? '?immutable=1' : '?mode=ro'));
        } elseif ($uri && $wal && file_exists("$file-shm")) {
            $this->connect('sqlite:file:' . str_replace(['%', '?', '#'], ['%25', '%3f', '%23'], $file) . '?mode=ro');
        } elseif (!$wal && !$pending && defined('PDO::SQLITE_ATTR_OPEN_FLAGS')) {
            $this->connect("sqlite:$file", [constant('PDO::SQLITE_ATTR_OPEN_FLAGS') => constant('PDO::SQLITE_OPEN_READONLY')]);
        } else {
            $this->openCopy($file);
        }
        $this->quiet(['PRAGMA query_only = 1', 'PRAGMA busy_timeout = 3000']);
    }

    private function openCopy($file)
    {
        if (filesize($file) > 536870912) {
            throw new RuntimeException('The file has unfinished writes and is too large to look at a copy of it.');
        }
        $this->copy = $this->s['folder'] . '/look.sqlite';
        umask(0077);
        foreach (['', '-wal', '-journal'] as $end) {
            if (is_file($file . $end) && !copy($file . $end, $this->copy . $end)) {
                throw new RuntimeException('The file could not be copied to look at it.');
            }
        }
        $this->connect('sqlite:' . $this->copy);
    }

    private function aboutSqlite()
    {
        clearstatcache();
        $file = $this->s['database'];
        $machine = trim((string)@file_get_contents('/etc/machine-id'));
        $this->f = ['serverVersion' => $this->one('SELECT sqlite_version()'), 'charset' => $this->one('PRAGMA encoding'),
            'bytes' => (int)filesize($file) + (int)@filesize("$file-wal"), 'dataFolder' => dirname($file),
            'identity' => 'sqlite:' . substr(hash('sha256', $machine . '|' . php_uname('n')), 0, 32) . $file] + $this->f;
        if (!empty($this->s['asWebUser']) && $file !== ':memory:') {
            foreach ([$file, dirname($file)] as $place) {
                if (!is_writable($place)) {
                    $this->f['missingRights'][] = "write $place";
                }
            }
        }
        return array_column($this->rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"), 0);
    }

    // --- what is in it, the same everywhere ---

    public function name($table)
    {
        $marks = ['mysql' => '``', 'sqlsrv' => '[]'];
        $m = isset($marks[$this->s['driver']]) ? $marks[$this->s['driver']] : '""';
        return $m[0] . $this->s['prefix'] . $table . $m[1];
    }

    private function contents(array $tables)
    {
        $has = function ($table) use ($tables) {
            return isset($tables[$this->s['prefix'] . $table]);
        };
        foreach (self::TABLES as $table) {
            if ($has($table)) {
                $n = $this->one('SELECT COUNT(*) FROM ' . $this->name($table));
                if ($n !== '') {
                    $this->f['counts'][$table] = (int)$n;
                }
            }
        }
        if ($has('user')) {
            $this->people();
        }
        $this->traces($has, array_keys($tables));
        if ($has('service')) {
            foreach ($this->rows('SELECT type, is_active, COUNT(*) FROM ' . $this->name('service') . ' GROUP BY type, is_active') as $row) {
                if (self::truth($row[1])) {
                    $this->f['serviceTypes'][(string)$row[0]] = (int)$row[2];
                }
            }
        }
        $this->proveKey(array_keys($tables));
        if ($has('migrations')) {
            $this->f['migrations'] = array_slice(array_map('strval', array_column($this->rows('SELECT migration FROM ' . $this->name('migrations')
                . ' ORDER BY ' . $this->order('migrations')), 0)), 0, 5000);
        }
    }

    private $services = []; // id → name

    /** What isn't there in every version's tables is left out. */
    private function traces($has, array $tables)
    {
        $quietly = function ($name, $make) {
            try {
                $this->f[$name] = $make();
            } catch (Throwable $e) {
                return; // another version's columns
            }
        };
        if ($has('service')) {
            $this->services = array_column($this->rows('SELECT id, name FROM ' . $this->name('service')), 1, 0);
            $quietly('servicePaths', function () use ($tables) {
                $own = array_map(function ($table) {
                    return (string)substr($table, strlen($this->s['prefix']));
                }, $tables);
                return SystemTables::servicePaths($this, $own, $this->services);
            });
        }
        if ($has('app')) {
            $quietly('ownApiKeys', function () {
                return SystemTables::ownApiKeys($this);
            });
        }
        if ($has('user') && in_array($this->s['driver'], ['mysql', 'pgsql'], true)) { // on SQLite that log-in comes through
            $quietly('passwordsDestroyed', function () {
                return SystemTables::passwordsDestroyed($this);
            });
        }
    }

    /** The first rows of a table by column names; none where it can't be read. */
    public function records($table, $most)
    {
        $records = [];
        try {
            $rows = $this->db->query('SELECT * FROM ' . $this->name($table));
            while (count($records) < $most && ($row = $rows->fetch(PDO::FETCH_ASSOC))) {
                $records[] = $row;
            }
        } catch (Throwable $e) {
            return [];
        }
        return $records;
    }

    /**
     * Is APP_KEY the one that the stored secrets were written with? Recomputes the HMAC of every encrypted value (facts §5) in the tables
     * that hold them; nothing is decrypted. All begin alike, since they are base64 of {"iv":".
     */
    private function proveKey(array $tables)
    {
        $keys = array_map('base64_decode', isset($this->s['keys']) ? $this->s['keys'] : []);
        $until = microtime(true) + 4;
        foreach ($keys ? $tables : [] as $table) {
            $bare = substr($table, strlen($this->s['prefix']));
            if (!preg_match('/^lookup$|_lookup$|_config$|^rws_/', $bare) || microtime(true) > $until) {
                continue;
            }
            foreach ($this->records($bare, 5000) as $row) {
                foreach ($row as $column => $value) {
                    if (is_string($value) && strpos($value, 'eyJpdiI6') !== false) {
                        $this->proveValues(str_replace('\\/', '/', $value), $keys, "$bare.$column", $this->rowName($row));
                    }
                }
            }
        }
        $named = [];
        foreach (array_slice($this->f['keyBadIn'], 0, 50) as $column => $rows) {
            $named[] = "$column (" . implode(', ', array_slice(array_keys($rows), 0, 8)) . (count($rows) > 8 ? ', …' : '') . ')';
        }
        $this->f['keyBadIn'] = $named;
    }

    /** What a person knows the row by: its service, its own name, or its number. */
    private function rowName(array $row)
    {
        if (isset($row['service_id'], $this->services[$row['service_id']])) {
            return Text::clip($this->services[$row['service_id']], 64);
        }
        return isset($row['name']) ? Text::clip((string)$row['name'], 64) : (isset($row['id']) ? "id $row[id]" : '?');
    }

    private function proveValues($text, array $keys, $where, $row)
    {
        preg_match_all('~eyJpdiI6[A-Za-z0-9+/]+=*~', $text, $all);
        foreach ($all[0] as $value) {
            $payload = json_decode((string)base64_decode($value), true);
            if (!isset($payload['iv'], $payload['value'], $payload['mac']) || !is_string($payload['iv']) || !is_string($payload['value'])
                || !is_string($payload['mac']) || $payload['mac'] === '') {
                continue;
            }
            $good = false;
            foreach ($keys as $key) {
                $good = $good || hash_equals(hash_hmac('sha256', $payload['iv'] . $payload['value'], $key), $payload['mac']);
            }
            $this->f[$good ? 'keyGood' : 'keyBad']++;
            if (!$good) {
                $this->f['keyBadIn'][$where][$row] = true;
            }
        }
    }

    /** Before Laravel 5.4 the migrations table had no id. */
    private function order($table)
    {
        return $this->ask('SELECT id FROM ' . $this->name($table)) ? 'id' : 'batch, migration';
    }

    private function people()
    {
        $this->f['counts'] += ['user' => 0, 'admin' => 0];
        foreach ($this->rows('SELECT is_sys_admin, COUNT(*) FROM ' . $this->name('user') . ' GROUP BY is_sys_admin') as $row) {
            $this->f['counts'][self::truth($row[0]) ? 'admin' : 'user'] += (int)$row[1];
        }
        $costs = [];
        $part = $this->s['driver'] === 'sqlsrv' ? 'SUBSTRING(password, 1, 7)' : 'SUBSTR(password, 1, 7)';
        foreach ($this->rows("SELECT $part, COUNT(*) FROM " . $this->name('user') . " GROUP BY $part") as $row) {
            if (preg_match('/^\$2[abxy]?\$(\d\d)\$/', (string)$row[0], $m)) {
                $costs += [(int)$m[1] => 0];
                $costs[(int)$m[1]] += (int)$row[1];
            }
        }
        // The commonest first: what most passwords have is what must be kept.
        arsort($costs);
        $this->f['counts']['password'] = array_sum($costs);
        $this->f['bcryptCosts'] = array_keys($costs);
    }

    private static function truth($value)
    {
        return in_array($value, [true, 1, '1', 't', 'true'], true);
    }
}
