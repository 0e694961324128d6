<?php
// The PHP part of the look: reads, never writes (its only files are in the private folder that probe.sh made).
// PHP 7.2 to 8.5. The files of this folder are joined in the order of their names.
error_reporting(0);
ini_set('memory_limit', '768M');

/** What is left of the time that the look may take; every call outwards asks here first. */
final class Budget
{
    private static $end = 0.0;

    public static function start($seconds)
    {
        self::$end = microtime(true) + $seconds;
    }

    public static function left($atMost)
    {
        return max(0.0, min((float)$atMost, self::$end - microtime(true)));
    }
}

final class Text
{
    /** Values that may not leave the server, wherever they turn up. */
    private static $secrets = [];

    public static function hide($value)
    {
        if (is_string($value) && strlen($value) >= 6) {
            self::$secrets[$value] = true;
            self::$secrets[substr(json_encode($value, JSON_PARTIAL_OUTPUT_ON_ERROR), 1, -1)] = true;
        }
    }

    /** For free text (messages, command lines): no credentials in addresses, no known secret. */
    public static function redact($text)
    {
        $text = self::withoutCredentials((string)$text);
        return self::$secrets ? str_replace(array_map('strval', array_keys(self::$secrets)), '***', $text) : $text;
    }

    /** https://user:word@host and https://token@host, wherever they stand; a user alone is no secret of ssh's. */
    public static function withoutCredentials($value)
    {
        if (is_array($value)) {
            return array_map([__CLASS__, 'withoutCredentials'], $value);
        }
        return is_string($value) && strpos($value, '@') !== false
            ? preg_replace('~([a-z][a-z0-9+.-]*:(?:\\\\?/){2})(?:(?<!ssh://)[^/@\s"\'\\\\]+|[^/@:\s"\'\\\\]*:[^/@\s"\'\\\\]+)@~i', '$1***@', $value) : $value;
    }

    public static function lines($text)
    {
        return array_values(array_filter(preg_split('/\r\n|\n|\r/', (string)$text), 'strlen'));
    }

    public static function clip($text, $bytes)
    {
        return strlen($text) > $bytes ? substr($text, 0, $bytes) : $text;
    }
}

/** Commands: bounded in time and output, without a terminal, in their own process group, as another user where asked. */
final class Shell
{
    /** @return array{code:?int,out:string,err:string,ok:bool} code is null when it was ended by us or never began */
    public static function run(array $words, array $o = [])
    {
        $job = self::start($words, $o);
        return self::finish($job, isset($o['timeout']) ? $o['timeout'] : 10);
    }

    public static function start(array $words, array $o = [])
    {
        $seconds = (int)ceil(Budget::left(isset($o['timeout']) ? $o['timeout'] : 10));
        if ($seconds < 1) {
            return null;
        }
        $user = isset($o['user']) ? $o['user'] : '';
        $words = array_merge(self::become($user), $words);
        if (getenv('DF_TIMEOUT') && self::has('timeout')) { // probe.sh tried it: not every timeout knows -k
            $words = array_merge([self::which('timeout'), '-k', '2', (string)$seconds], $words);
        }
        if (PHP_VERSION_ID < 70400) { // older ones know no list of words
            $words = 'exec ' . implode(' ', array_map([__CLASS__, 'quote'], $words));
        }
        $cwd = isset($o['cwd']) && is_dir($o['cwd']) ? $o['cwd'] : '/';
        $input = isset($o['input']) ? ['pipe', 'r'] : ['file', '/dev/null', 'r'];
        $process = proc_open($words, [$input, ['pipe', 'w'], ['pipe', 'w']], $pipes, $cwd,
            self::environment($user, isset($o['env']) ? $o['env'] : []));
        if (!is_resource($process)) {
            return null;
        }
        if (isset($o['input'])) {
            fwrite($pipes[0], $o['input']);
            if (empty($o['keepInput'])) {
                fclose($pipes[0]);
                unset($pipes[0]);
            }
        }
        return self::follow((object)['process' => $process, 'pipes' => $pipes, 'out' => '', 'err' => '',
            'max' => isset($o['max']) ? $o['max'] : 4194304, 'end' => microtime(true) + $seconds + 1]);
    }

    private static $running = [];

    /** From now on its output is taken whenever any job is waited for, so that none stands still with a full pipe. */
    public static function follow($job)
    {
        foreach ([1, 2] as $n) {
            if (isset($job->pipes[$n])) {
                stream_set_blocking($job->pipes[$n], false);
            }
        }
        self::$running[spl_object_id($job)] = $job;
        return $job;
    }

    /** Waits until the job's output ends, or until $until finds what it wants in it; the others' output is taken meanwhile. */
    public static function pump($job, $until = null)
    {
        while ($job) {
            if ($until && $until($job)) {
                return true;
            }
            if (!self::outputs($job) || microtime(true) > $job->end) {
                return !self::outputs($job);
            }
            $owners = $ready = [];
            foreach (self::$running as $id => $one) {
                foreach (self::outputs($one) as $n => $pipe) {
                    $owners["$id.$n"] = [$one, $n];
                    $ready["$id.$n"] = $pipe;
                }
            }
            $none = null;
            if (@stream_select($ready, $none, $none, 0, 200000) === false) {
                return false;
            }
            foreach ($ready as $key => $pipe) {
                self::take($owners[$key][0], $owners[$key][1]);
            }
        }
        return false;
    }

    private static function outputs($job)
    {
        return array_intersect_key($job->pipes, [1 => true, 2 => true]);
    }

    private static function take($job, $n)
    {
        $chunk = fread($job->pipes[$n], 65536);
        if ($chunk === '' || $chunk === false) {
            if (feof($job->pipes[$n])) {
                fclose($job->pipes[$n]);
                unset($job->pipes[$n]);
            }
            return;
        }
        $name = $n === 1 ? 'out' : 'err';
        if (strlen($job->$name) < $job->max) {
            $job->$name .= $chunk;
        }
    }

    public static function finish($job, $timeout = 10)
    {
        if (!$job) {
            return ['code' => null, 'out' => '', 'err' => 'no time left', 'ok' => false];
        }
        $ended = self::pump($job);
        unset(self::$running[spl_object_id($job)]);
        foreach ($job->pipes as $pipe) {
            fclose($pipe);
        }
        if (is_int($job->process)) {
            return ['code' => Fork::end($job->process, $ended), 'out' => $job->out, 'err' => '', 'ok' => $ended];
        }
        if (!$ended) {
            proc_terminate($job->process, 9);
        }
        $code = proc_close($job->process);
        if (!$ended || $code === 124 || $code === 137) {
            $code = null;
        }
        return ['code' => $code, 'out' => $job->out, 'err' => $job->err, 'ok' => $code === 0];
    }

    public static function quote($word)
    {
        return "'" . str_replace("'", "'\\''", (string)$word) . "'";
    }

    /** The first of the names that exists as a program, as an absolute path; "" if none does. */
    public static function which($names)
    {
        static $known = [];
        foreach ((array)$names as $name) {
            if (!array_key_exists($name, $known)) {
                $known[$name] = '';
                foreach (explode(':', self::path()) as $folder) {
                    if ($folder !== '' && $folder[0] === '/' && is_file("$folder/$name") && is_executable("$folder/$name")) {
                        $known[$name] = "$folder/$name";
                        break;
                    }
                }
            }
            if ($known[$name] !== '') {
                return $known[$name];
            }
        }
        return '';
    }

    public static function has($name)
    {
        return self::which($name) !== '';
    }

    private static function path()
    {
        return getenv('PATH') ?: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
    }

    /** The words that make a command run as $user; nothing unless we are root and that is somebody else. */
    private static function become($user)
    {
        if ($user === '' || Users::uid() !== 0 || $user === 'root') {
            return [];
        }
        $entry = Users::byName($user);
        if (self::has('setpriv')) {
            return [self::which('setpriv'), '--reuid=' . $entry['uid'], '--regid=' . $entry['gid'],
                Users::isNamed($user) ? '--init-groups' : '--clear-groups', '--'];
        }
        if (self::has('runuser')) {
            return [self::which('runuser'), '-u', $user, '--'];
        }
        return [self::which('su'), '-s', '/bin/sh', $user, '-c', 'exec "$0" "$@"', '--'];
    }

    private static function environment($user, array $more)
    {
        $entry = Users::byName($user === '' ? Users::name(Users::uid()) : $user);
        $env = ['PATH' => self::path(), 'LC_ALL' => 'C', 'HOME' => $entry['home'], 'USER' => $entry['name'],
            'LOGNAME' => $entry['name'], 'GIT_OPTIONAL_LOCKS' => '0'];
        foreach (['http_proxy', 'https_proxy', 'no_proxy', 'all_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'ALL_PROXY',
            'TMPDIR', 'SSL_CERT_FILE', 'SSL_CERT_DIR', 'GIT_SSL_CAINFO'] as $name) {
            $value = getenv($name);
            if ($value !== false) {
                $env[$name] = $value;
            }
        }
        return array_merge($env, $more);
    }
}

/**
 * A part of this program as a process of its own, as another user where asked. It begins at once, which a new PHP does not.
 * Where the extensions for it are missing there is none.
 */
final class Fork
{
    /** A job as Shell knows them: its output is what $make gives to say; it may go on when its input has ended. */
    public static function start($make, $user, $seconds)
    {
        $pair = self::possible() ? stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0) : false;
        $pid = $pair ? pcntl_fork() : -1;
        if ($pid < 0) {
            return null;
        }
        if ($pid === 0) {
            fclose($pair[0]);
            try {
                if (self::become($user)) {
                    $make($pair[1]);
                }
            } catch (Throwable $e) {
                $user = '';
            }
            posix_kill(posix_getpid(), 9); // nothing that the other process has is ended with this one
        }
        fclose($pair[1]);
        return Shell::follow((object)['process' => $pid, 'pipes' => [1 => $pair[0]], 'out' => '', 'err' => '', 'max' => 33554432,
            'end' => microtime(true) + Budget::left($seconds)]);
    }

    private static function possible()
    {
        foreach (['pcntl_fork', 'pcntl_waitpid', 'posix_kill', 'posix_getpid', 'posix_setuid', 'posix_setgid', 'posix_initgroups', 'posix_getuid',
            'posix_geteuid', 'posix_getegid', 'stream_socket_pair'] as $name) {
            if (!function_exists($name)) {
                return false;
            }
        }
        return true;
    }

    /** For good: all three user ids change, and with them every right of root goes. */
    private static function become($user)
    {
        $entry = Users::byName($user === '' ? Users::name(Users::uid()) : $user);
        foreach (['HOME' => $entry['home'], 'USER' => $entry['name'], 'LOGNAME' => $entry['name']] as $name => $value) {
            putenv("$name=$value");
        }
        if ($user === '' || $entry['uid'] === Users::uid()) {
            return true;
        }
        return Users::isNamed($user) && posix_setgid($entry['gid']) && posix_initgroups($entry['name'], $entry['gid']) && posix_setuid($entry['uid'])
            && posix_getuid() === $entry['uid'] && posix_geteuid() === $entry['uid'] && posix_getegid() === $entry['gid'];
    }

    /** @return int|null null when it had to be ended */
    public static function end($pid, $ended)
    {
        if (!$ended) {
            posix_kill($pid, 9);
        }
        pcntl_waitpid($pid, $status);
        return $ended ? 0 : null;
    }
}

/** One answer: a JSON object on a line of its own. */
final class Answer
{
    public static function say($root, $section, $value)
    {
        $line = json_encode(['root' => $root, 'section' => $section, 'value' => Text::withoutCredentials($value)],
            JSON_INVALID_UTF8_SUBSTITUTE | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_PARTIAL_OUTPUT_ON_ERROR);
        if ($line !== false) {
            echo "J\t", $line, "\n";
            flush();
        }
    }
}
