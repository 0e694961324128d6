<?php
/** What DatabaseLook asks PostgreSQL. */
trait PgsqlLook
{
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
}

/** What it asks SQL Server. */
trait SqlsrvLook
{
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
}

/** What it asks SQLite: nothing may be created, not even a -wal or -shm file. */
trait SqliteLook
{
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
}
