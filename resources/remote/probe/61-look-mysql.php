<?php
/** What DatabaseLook asks MySQL and MariaDB. */
trait MysqlLook
{
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
}
