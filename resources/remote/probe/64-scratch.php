<?php
/** The system database's facts: the look into it, its tools, and where a scratch copy can be had (design: side by side). */
final class Database
{
    private $settings, $user, $php, $folder;

    public function __construct(array $settings, $user, array $binaries, $privateFolder)
    {
        $this->settings = $settings;
        $this->user = Users::uid() === 0 ? $user : '';
        $this->binaries = $binaries;
        $this->folder = $privateFolder;
    }

    private $binaries;

    public function facts($root)
    {
        $s = $this->settings;
        $f = ['engine' => in_array($s['driver'], ['sqlite', 'mysql', 'pgsql', 'sqlsrv'], true) ? $s['driver'] : '', 'host' => $s['host'],
            'port' => $s['port'], 'name' => $s['database'], 'user' => $s['user'], 'prefix' => $s['prefix'], 'socket' => $s['socket'],
            'insideTree' => $s['driver'] === 'sqlite' && Files::below($s['database'], $root), 'scratchWay' => '', 'adminSocket' => ''];
        list($job, $look) = $this->answer();
        $f = array_merge($f, $look);
        if ($s['driver'] === 'sqlite' && is_file($s['database'])) {
            $file = Files::ownerAndMode($s['database']);
            $f += ['fileMode' => $file['mode'], 'fileOwner' => "$file[owner]:$file[group]"];
        }
        $f['error'] = Text::redact(Text::clip((string)$f['error'], 1000));
        if ($f['reachable']) {
            $f = array_merge($f, $this->scratch($f));
        }
        if ($job) {
            self::end($job); // now the connection may go
        }
        $f += $this->tools($f);
        if (!self::isHere($f)) {
            unset($f['dataFolder']);
        }
        $f['foreignHosts'] = array_slice(array_values(array_unique($f['foreignHosts'])), 0, 20);
        unset($f['connection'], $f['serverSocket'], $f['mayCreate']);
        return $f;
    }

    private $asked = null;

    /** The look begins; meanwhile others can be asked. This PHP goes on as the other user, where it can, and no new one has to start. */
    public function begin()
    {
        $this->asked = $this->ask();
    }

    private function ask($binary = null)
    {
        $own = "$this->folder/db-" . substr(md5($this->user . $this->settings['database']), 0, 8);
        @mkdir($own, 0700);
        if ($this->user !== '') {
            @chown($own, Users::byName($this->user)['uid']);
        }
        $settings = $this->settings + ['addresses' => Addresses::local(), 'folder' => $own, 'asWebUser' => $this->user !== ''];
        if ($binary === null) {
            return class_exists('PDO') && in_array($this->settings['driver'], PDO::getAvailableDrivers(), true) ? Fork::start(function ($socket) use ($settings) {
                DatabaseLook::talk($settings, $socket, $socket);
            }, $this->user, 25) : null;
        }
        return Shell::start([$binary, '-d', 'display_errors=0', '-d', 'log_errors=0', '-d', 'disable_functions=', '-d', 'open_basedir=', '-d',
            'auto_prepend_file=', '-d', 'mysqlnd.net_read_timeout=15', __FILE__, 'database'],
            ['user' => $this->user, 'input' => json_encode($settings) . "\n", 'keepInput' => true, 'timeout' => 25, 'cwd' => '/']);
    }

    private static function end($job)
    {
        if (isset($job->pipes[0])) {
            fclose($job->pipes[0]);
            unset($job->pipes[0]);
        } elseif (isset($job->pipes[1])) {
            stream_socket_shutdown($job->pipes[1], STREAM_SHUT_WR);
        }
        Shell::finish($job);
    }

    /** Of the first PHP that has the driver: the running look and its answer. */
    private function answer()
    {
        foreach (array_merge([null], $this->binaries) as $binary) {
            $job = $binary === null ? $this->asked : $this->ask($binary);
            Shell::pump($job, function ($job) {
                return strpos($job->out, "\n") !== false;
            });
            $begin = $job ? strpos($job->out, '{"') : false;
            $answer = $begin === false ? null : json_decode(substr($job->out, $begin), true);
            if (is_array($answer)) {
                $answer['counts'] = (object)$answer['counts'];
                foreach (['serviceTypes', 'collations', 'rowFormats', 'largestTables'] as $map) {
                    $answer[$map] = (object)(isset($answer[$map]) ? $answer[$map] : []);
                }
                return [$job, $answer];
            }
            if ($job) {
                self::end($job);
            }
        }
        return [null, ['reachable' => false, 'foreignHosts' => [], 'error' => 'The look into the database gave no answer in time.']];
    }

    /** Is the database's server this machine? */
    private static function isHere(array $f)
    {
        $host = $f['host'];
        return $f['engine'] === 'sqlite' || $f['socket'] !== '' || $host === '' || $host[0] === '/'
            || Addresses::isLocal($host);
    }

    // --- scratch databases ---

    private function scratch(array $f)
    {
        if ($f['engine'] === 'sqlite') {
            return ['scratchWay' => 'file'];
        }
        $socket = Users::uid() === 0 ? ($f['engine'] === 'mysql' ? $this->mysqlSocket($f) : ($f['engine'] === 'pgsql' ? $this->pgsqlSocket($f) : '')) : '';
        if ($socket !== '') {
            return ['scratchWay' => 'root-socket', 'adminSocket' => $socket] + ($this->foreign === null ? []
                : ['foreignHosts' => $this->foreign, 'foreignConnections' => count($this->foreign)]);
        }
        if (!empty($f['mayCreate'])) {
            return ['scratchWay' => 'app-user'];
        }
        return ['scratchWay' => self::ownServer($f['engine']) ? 'own-server' : ''];
    }

    private $foreign = null; // clients from elsewhere, as root sees them: the application's account sees its own alone

    /** A socket over which root, without a password, sees our own connection: then it is the same server. */
    private function mysqlSocket(array $f)
    {
        $db = "'" . addslashes($f['name']) . "'";
        $client = Shell::which(['mariadb', 'mysql']);
        foreach ($client === '' ? [] : self::mysqlSockets($f['serverSocket']) as $socket) {
            // Anybody may listen somewhere and say yes: whoever owns the data must have made it.
            if (is_dir($f['dataFolder']) && @fileowner($socket) !== fileowner($f['dataFolder'])) {
                continue;
            }
            $r = Shell::run([$client, '--no-defaults', '--local-infile=0', '--protocol=socket', '-S', $socket, '-u', 'root', '--connect-timeout=5', '-N', '-B', '-e',
                'SELECT host FROM information_schema.processlist WHERE id = ' . (int)$f['connection'] . " AND db = $db;"
                . " SELECT '-'; SELECT host FROM information_schema.processlist WHERE db = $db LIMIT 1000"], ['timeout' => 8]);
            $hosts = explode("\n", rtrim($r['out'], "\n"));
            if ($r['ok'] && count($hosts) > 2 && $hosts[1] === '-') {
                $this->foreign = DatabaseLook::fromElsewhere(array_slice($hosts, 2), $hosts[0], Addresses::local());
                return $socket;
            }
        }
        return '';
    }

    private static function mysqlSockets($told)
    {
        $sockets = [$told];
        foreach (Processes::all() as $p) {
            if (preg_match('/(?:^|\/)(mysqld|mariadbd)$/', $p['args'][0])) {
                foreach ($p['args'] as $i => $word) {
                    if (preg_match('/^(?:--socket=|-S)(.+)$/', $word, $m)) {
                        $sockets[] = $m[1];
                    } elseif (($word === '--socket' || $word === '-S') && isset($p['args'][$i + 1])) {
                        $sockets[] = $p['args'][$i + 1];
                    }
                }
            }
        }
        foreach (array_merge(['/etc/my.cnf'], glob('/etc/mysql/*.cnf') ?: [], glob('/etc/mysql/*/*.cnf') ?: [], glob('/etc/my.cnf.d/*.cnf') ?: []) as $file) {
            preg_match_all('/^\s*socket\s*=\s*(\S+)/m', (string)Files::read($file, 262144), $m);
            $sockets = array_merge($sockets, $m[1]);
        }
        $sockets = array_merge($sockets, ['/run/mysqld/mysqld.sock', '/var/run/mysqld/mysqld.sock', '/var/lib/mysql/mysql.sock', '/tmp/mysql.sock']);
        return array_slice(array_filter(array_unique($sockets), function ($s) {
            return $s !== '' && @filetype($s) === 'socket';
        }), 0, 8);
    }

    /** The folder of a socket over which the account postgres sees our own connection. */
    private function pgsqlSocket(array $f)
    {
        $client = Shell::which('psql');
        if ($client === '' || !Users::isNamed('postgres')) {
            return '';
        }
        $folders = array_merge(array_map('trim', explode(',', $f['serverSocket'])), ['/var/run/postgresql', '/run/postgresql', '/tmp']);
        foreach (Processes::all() as $p) {
            if (preg_match('/(?:^|\/)(postgres|postmaster)$/', $p['args'][0]) && preg_match('/unix_socket_directories=(\S+)/', $p['line'], $m)) {
                $folders = array_merge($folders, explode(',', trim($m[1], "'\"")));
            } elseif (preg_match('/(?:^|\/)(postgres|postmaster)$/', $p['args'][0]) && preg_match('/ -k ?(\/\S+)/', $p['line'], $m)) {
                $folders[] = $m[1];
            }
        }
        $port = (int)$f['port'] ?: 5432;
        foreach (array_unique($folders) as $folder) {
            if ($folder === '' || @filetype("$folder/.s.PGSQL.$port") !== 'socket') {
                continue;
            }
            $r = Shell::run([$client, '-X', '-w', '-h', $folder, '-p', (string)$port, '-U', 'postgres', '-d', 'postgres', '-Atc',
                'SELECT COUNT(*) FROM pg_stat_activity WHERE pid = ' . (int)$f['connection'] . " AND datname = '"
                . str_replace("'", "''", $f['name']) . "' AND (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)"],
                ['timeout' => 8, 'user' => 'postgres', 'env' => ['PGCONNECT_TIMEOUT' => '5', 'PGREQUIREPEER' => 'postgres']]);
            if ($r['ok'] && trim($r['out']) === '1') {
                return $folder;
            }
        }
        return '';
    }

    private static function ownServer($engine)
    {
        if ($engine === 'mysql') {
            return Shell::has('mariadbd') || Shell::has('mysqld');
        }
        $places = array_merge(glob('/usr/lib/postgresql/*/bin/initdb') ?: [], glob('/usr/pgsql-*/bin/initdb') ?: []);
        return Shell::has('initdb') || (bool)array_filter($places, 'is_executable');
    }

    // --- tools ---

    private function tools(array $f)
    {
        if ($f['engine'] === 'mysql') {
            $maria = !isset($f['isMariaDb']) || $f['isMariaDb'];
            return ['dumpTool' => Shell::which($maria ? ['mariadb-dump', 'mysqldump'] : ['mysqldump', 'mariadb-dump']),
                'clientTool' => Shell::which($maria ? ['mariadb', 'mysql'] : ['mysql', 'mariadb'])];
        }
        if ($f['engine'] === 'pgsql') {
            return $this->pgTools(isset($f['serverVersion']) ? (float)$f['serverVersion'] : 0);
        }
        return ['dumpTool' => $f['engine'] === 'sqlite' ? Shell::which('sqlite3') : '', 'clientTool' => $f['engine'] === 'sqlite' ? Shell::which('sqlite3') : ''];
    }

    /** pg_dump must not be older than the server: the oldest that is new enough, from one folder with its psql. */
    private function pgTools($server)
    {
        $best = ['dumpTool' => '', 'clientTool' => Shell::which('psql')];
        $bestVersion = 1e9;
        $folders = array_merge([dirname(Shell::which('pg_dump') ?: '/usr/bin/pg_dump')], glob('/usr/lib/postgresql/*/bin') ?: [],
            glob('/usr/pgsql-*/bin') ?: []);
        foreach ($folders as $folder) {
            if (!is_executable("$folder/pg_dump")) {
                continue;
            }
            preg_match('/(\d+(?:\.\d+)?)/', Shell::run(["$folder/pg_dump", '--version'], ['timeout' => 4])['out'], $m);
            $version = $m ? (float)$m[1] : 0;
            if (floor($version * ($server < 10 ? 10 : 1)) >= floor($server * ($server < 10 ? 10 : 1)) && $version < $bestVersion) {
                $bestVersion = $version;
                $best = ['dumpTool' => "$folder/pg_dump", 'clientTool' => is_executable("$folder/psql") ? "$folder/psql" : $best['clientTool']];
            }
        }
        return $best;
    }
}
