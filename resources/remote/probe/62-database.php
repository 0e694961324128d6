<?php
/**
 * The look into the system database. A process of its own, as the user of the web site, which has the right drivers and may
 * use the socket. Reads its settings from standard input, says one JSON line, and keeps the connection open until its input ends,
 * so that root can prove that a socket leads to the same server.
 */
final class DatabaseLook
{
    use MysqlLook, PgsqlLook, SqlsrvLook, SqliteLook;

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
