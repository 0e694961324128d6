<?php
// How the machine is doing, PHP's settings, and what cron runs for this installation. Read from /proc and by asking the
// database and the cache themselves; measured values vary by nature, and are marked so.

function df_collect_resources($snapshot, $root, $env)
{
    $items = array('cpu' => df_cpu(), 'memory' => df_memory(), 'io' => df_io());
    $items['disk'] = df_disk($root);
    $storage = @stat($root . '/storage');
    $tree = @stat($root);
    if ($storage !== false && $tree !== false && $storage['dev'] !== $tree['dev']) {
        $items['disk of storage'] = df_disk($root . '/storage');
    }
    $items['database'] = df_database_times($root, $env);
    $store = df_env_get($env, 'CACHE_STORE', df_env_get($env, 'CACHE_DRIVER', 'file'));
    $items['cache'] = array('store' => $store);
    $uses = preg_grep('/^redis$/', array($store, df_env_get($env, 'QUEUE_CONNECTION'), df_env_get($env, 'QUEUE_DRIVER'),
        df_env_get($env, 'SESSION_DRIVER')));
    if (count($uses) > 0) {
        $items['redis'] = df_redis($env, $store === 'redis');
    } elseif ($store === 'memcached') {
        $items['cache'] += df_memcached($env);
    }
    foreach ($items as $name => $values) {
        $measured = array_values(array_filter(array_keys($values), function ($key) {
            return !in_array($key, array('cores', 'total MiB', 'size MiB', 'reachable', 'store', 'problem', 'server'), true);
        }));
        $items[$name] = $values + array('varies:' => $measured);
    }
    $snapshot->area('resources', 'processes', 'Measured on the server while it was looked at.', array_filter($items, function ($one) {
        return count($one) > 1 || count($one['varies:']) > 0;
    }));
}

function df_cpu()
{
    $out = array();
    $load = explode(' ', df_file_text('/proc/loadavg', 100));
    foreach (array('load 1 min', 'load 5 min', 'load 15 min') as $i => $name) {
        if (isset($load[$i]) && is_numeric($load[$i])) {
            $out[$name] = $load[$i];
        }
    }
    $cores = preg_match_all('/^processor\s*:/m', df_file_text('/proc/cpuinfo', 1048576));
    return $out + ($cores ? array('cores' => $cores) : array());
}

function df_memory()
{
    $out = array();
    preg_match_all('/^(\w+):\s+(\d+) kB$/m', df_file_text('/proc/meminfo', 65536), $m);
    $all = count($m[1]) > 0 ? array_combine($m[1], $m[2]) : array();
    foreach (array('total MiB' => 'MemTotal', 'available MiB' => 'MemAvailable') as $name => $key) {
        if (isset($all[$key])) {
            $out[$name] = (int) ($all[$key] / 1024);
        }
    }
    if (isset($all['SwapTotal'], $all['SwapFree'])) {
        $out['swap used MiB'] = (int) (($all['SwapTotal'] - $all['SwapFree']) / 1024);
    }
    return $out;
}

// Waiting for disks, as the kernel counts it since the machine started: in percent of all processors' time.
function df_io()
{
    $out = array();
    if (preg_match('/^some avg10=([\d.]+) avg60=([\d.]+)/m', df_file_text('/proc/pressure/io', 1000), $m)) {
        $out = array('waiting in the last 10 s, percent' => $m[1], 'waiting in the last 60 s, percent' => $m[2]);
    }
    if (preg_match('/^cpu\s+(.*)$/m', df_file_text('/proc/stat', 4096), $m)) {
        $parts = preg_split('/\s+/', trim($m[1]));
        if (count($parts) > 5 && array_sum($parts) > 0) {
            $out['waiting since start, percent'] = round(100 * $parts[4] / array_sum($parts), 1);
        }
    }
    return $out;
}

function df_disk($folder)
{
    $total = @disk_total_space($folder);
    $free = @disk_free_space($folder);
    return $total > 0 && $free !== false ? array('size MiB' => (int) ($total / 1048576), 'free MiB' => (int) ($free / 1048576),
        'used percent' => round(100 * (1 - $free / $total), 1)) : array();
}

function df_milliseconds($since)
{
    return round((microtime(true) - $since) * 1000, 2);
}

function df_database_times($root, $env)
{
    $start = microtime(true);
    try {
        $pdo = df_pdo(df_db_settings($root, $env));
        $out = array('reachable' => true, 'connecting, milliseconds' => df_milliseconds($start));
        $times = array();
        for ($i = 0; $i < 12; $i++) {
            $start = microtime(true);
            $pdo->query('SELECT 1')->fetchColumn();
            $times[] = df_milliseconds($start);
        }
        sort($times);
        return $out + array('a query, milliseconds (median of 12)' => $times[6], 'a query, milliseconds (longest)' => $times[11],
            'server' => (string) @$pdo->getAttribute(PDO::ATTR_SERVER_VERSION));
    } catch (Exception $e) {
        return array('reachable' => false, 'problem' => df_log_kind($e->getMessage()));
    }
}

// Whether Redis answers, and how often what was asked of it was there. No key is read.
function df_redis($env, $cache)
{
    $host = $cache ? df_env_get($env, 'CACHE_HOST', df_env_get($env, 'REDIS_HOST', '127.0.0.1')) : df_env_get($env, 'REDIS_HOST', '127.0.0.1');
    $port = $cache ? df_env_get($env, 'CACHE_PORT', df_env_get($env, 'REDIS_PORT', '6379')) : df_env_get($env, 'REDIS_PORT', '6379');
    $password = $cache ? df_env_get($env, 'CACHE_PASSWORD', df_env_get($env, 'REDIS_PASSWORD')) : df_env_get($env, 'REDIS_PASSWORD');
    $words = $password === '' || $password === 'null' ? array() : array(array('AUTH', $password));
    $send = '';
    foreach (array_merge($words, array(array('PING'), array('INFO', 'stats'), array('QUIT'))) as $command) {
        $send .= '*' . count($command) . "\r\n";
        foreach ($command as $word) {
            $send .= '$' . strlen($word) . "\r\n" . $word . "\r\n";
        }
    }
    $start = microtime(true);
    list($answer, $problem) = df_ask_port($host, $port, $send, '/\+PONG.*\+OK\s*$|^-/s');
    if (strpos($answer, '+PONG') === false) {
        return array('reachable' => false, 'problem' => $problem !== '' ? $problem
            : (preg_match('/^-(\w+)/m', $answer, $m) ? 'It answers ' . $m[1] . '.' : 'It gives no answer.'));
    }
    return array('reachable' => true, 'answer, milliseconds' => df_milliseconds($start))
        + df_hits($answer, '/keyspace_hits:(\d+)/', '/keyspace_misses:(\d+)/');
}

function df_memcached($env)
{
    $start = microtime(true);
    list($answer, $problem) = df_ask_port(df_env_get($env, 'MEMCACHED_HOST', df_env_get($env, 'CACHE_HOST', '127.0.0.1')),
        df_env_get($env, 'MEMCACHED_PORT', df_env_get($env, 'CACHE_PORT', '11211')), "stats\r\n", '/END\s*$/');
    if (strpos($answer, 'STAT ') === false) {
        return array('reachable' => false, 'problem' => $problem !== '' ? $problem : 'It gives no answer.');
    }
    return array('reachable' => true, 'answer, milliseconds' => df_milliseconds($start))
        + df_hits($answer, '/STAT get_hits (\d+)/', '/STAT get_misses (\d+)/');
}

function df_hits($answer, $hits, $misses)
{
    $hit = preg_match($hits, $answer, $m) ? (int) $m[1] : 0;
    $all = $hit + (preg_match($misses, $answer, $m) ? (int) $m[1] : 0);
    return $all > 0 ? array('found, percent' => round(100 * $hit / $all, 1)) : array();
}

// What a port answers to a few words, until the answer is complete or 2 seconds are over. array(answer, problem)
function df_ask_port($host, $port, $send, $complete)
{
    $address = $host !== '' && $host[0] === '/' ? 'unix://' . $host : 'tcp://' . $host . ':' . (int) $port;
    $socket = @stream_socket_client($address, $errno, $error, 2);
    if ($socket === false) {
        return array('', 'No connection: ' . $error);
    }
    $end = microtime(true) + 2;
    $answer = '';
    stream_set_blocking($socket, false);
    $sent = df_http_send($socket, $send, $end);
    while ($sent && !feof($socket) && microtime(true) < $end && strlen($answer) < 65536 && !preg_match($complete, $answer)) {
        $w = $e = null;
        $r = array($socket);
        @stream_select($r, $w, $e, 0, 50000);
        $answer .= (string) @fread($socket, 8192);
    }
    fclose($socket);
    return array($answer, '');
}

// What of PHP's settings decides whether new code is seen and how much fits; for the web server's PHP as far as an
// admin's log-in tells ($web: system/environment's "php").
function df_collect_php($snapshot, $web)
{
    $names = array('opcache.enable', 'opcache.validate_timestamps', 'opcache.revalidate_freq', 'opcache.jit',
        'opcache.memory_consumption', 'opcache.preload', 'memory_limit', 'max_execution_time', 'upload_max_filesize', 'post_max_size',
        'date.timezone', 'disable_functions', 'open_basedir');
    $here = array();
    foreach (array('date.timezone', 'upload_max_filesize', 'post_max_size') as $name) { // others are given by snapshot.sh
        $here[$name] = (string) ini_get($name);
    }
    $items = array('settings of the command line' => $here);
    foreach (is_array($web) ? $web : array() as $section) {
        foreach (is_array($section) ? $section : array() as $key => $value) {
            $value = is_array($value) ? df_get($value, 'local') : $value;
            if (in_array($key, $names, true) && is_scalar($value)) {
                $items['settings of the web server'][$key] = $value;
            }
        }
    }
    $snapshot->area('php', 'files', 'From the PHP of the command line' . (count($items) > 1 ? ' and, for the web server\'s, from'
        . ' system/environment.' : '. The web server\'s is seen only with an admin\'s log-in.'), $items);
}

// Lines of cron that are about this installation, or are its user's own.
function df_collect_cron($snapshot, $root)
{
    $items = array();
    $unread = array();
    list($code, $own) = df_command(array('crontab', '-l'));
    $user = function_exists('posix_geteuid') ? df_name_of(posix_geteuid(), false) : get_current_user();
    if ($code === 0) {
        df_cron_lines($snapshot, $own, 'crontab of ' . $user, '/./', $items);
    }
    foreach (array_merge(array('/etc/crontab'), glob('/etc/cron.d/*') ?: array()) as $file) {
        if (is_file($file) && !is_readable($file)) {
            $unread[] = $file;
        }
        df_cron_lines($snapshot, df_file_text($file, 262144), $file, '~' . preg_quote($root, '~') . '|artisan|dreamfactory~i', $items);
    }
    $snapshot->area('cron', 'files', 'From the crontab of ' . $user . ', /etc/crontab and /etc/cron.d. Other users\' crontabs are not read.'
        . (count($unread) > 0 ? ' Not readable: ' . implode(', ', $unread) . '.' : ''), $items);
}

function df_cron_lines($snapshot, $text, $where, $about, &$items)
{
    foreach (explode("\n", $text) as $line) {
        $line = trim($line);
        if ($line === '' || $line[0] === '#' || preg_match($about, $line) !== 1 || count($items) >= 500) {
            continue;
        }
        $shown = df_redact($snapshot, $line);
        $items[$shown] = array('in' => isset($items[$shown]) ? $items[$shown]['in'] . ', ' . $where : $where);
    }
}
