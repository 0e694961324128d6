<?php
// Who runs on this machine: the web server, PHP-FPM, cron, workers. By the service manager where there is one, else by
// the processes that can be seen.

// A short command's output, bounded in time. array(code or null, output)
function df_command($words, $seconds = 5)
{
    if (!function_exists('proc_open')) {
        return array(null, '');
    }
    $pipes = array();
    $process = @proc_open(implode(' ', array_map('escapeshellarg', $words)) . ' 2>&1 </dev/null',
        array(1 => array('pipe', 'w')), $pipes);
    if (!is_resource($process)) {
        return array(null, '');
    }
    stream_set_blocking($pipes[1], false);
    $out = '';
    $end = microtime(true) + $seconds;
    while (!feof($pipes[1]) && microtime(true) < $end && strlen($out) < 65536) {
        $w = $e = null;
        $r = array($pipes[1]);
        @stream_select($r, $w, $e, 0, 100000);
        $out .= (string) fread($pipes[1], 8192);
    }
    if (!feof($pipes[1])) {
        proc_terminate($process, 9);
        fclose($pipes[1]);
        proc_close($process);
        return array(null, $out);
    }
    fclose($pipes[1]);
    return array(proc_close($process), $out);
}

function df_service_state($name)
{
    if (is_dir('/run/systemd/system')) {
        list(, $out) = df_command(array('systemctl', 'is-active', '--', $name));
        $word = trim(strtok($out, "\n") ?: '');
        return array($word === '' ? 'unknown' : $word, 'systemd');
    }
    if (is_executable('/etc/init.d/' . $name)) {
        list($code) = df_command(array('/etc/init.d/' . $name, 'status'));
        return array($code === null ? 'unknown' : ($code === 0 ? 'active' : 'inactive'), 'init script');
    }
    return array('', '');
}

// Command lines of all processes that this account may see.
function df_processes()
{
    $lines = array();
    foreach (@scandir('/proc') ?: array() as $entry) {
        if (ctype_digit($entry) && (int) $entry !== getmypid()) {
            $text = @file_get_contents('/proc/' . $entry . '/cmdline', false, null, 0, 4096);
            if ($text !== false && $text !== '') {
                $lines[(int) $entry] = trim(str_replace("\0", ' ', $text));
            }
        }
    }
    return $lines;
}

// $services: "web" => "nginx", "fpm" => "php8.2-fpm" …: asked by name. $watch: kinds whose processes are counted; others
// on this machine are none of our business.
function df_collect_services($snapshot, $services, $watch)
{
    $items = array();
    foreach ($services as $what => $name) {
        if ($name === '' || !preg_match('/^[A-Za-z0-9@._-]+$/', $name)) {
            continue;
        }
        list($state, $by) = df_service_state($name);
        if ($state !== '' && !($what === 'optional' && $state !== 'active')) {
            $items[$name] = array('state' => $state, 'by' => $by);
        }
    }
    $kinds = array(
        'nginx' => array('nginx', '/^nginx: master/'),
        'apache' => array('Apache', '~^(/usr/sbin/)?(apache2|httpd)\b~'),
        'fpm' => array('PHP-FPM', '/^php-fpm[\d.]*: master/'),
        'cron' => array('cron', '~^(/usr/sbin/)?(cron|crond)\b~'),
        'workers' => array('queue worker', '/artisan queue:(work|listen)/'),
    );
    $processes = df_processes();
    foreach (array_intersect_key($kinds, array_flip($watch)) as $kind) {
        $n = count(preg_grep($kind[1], $processes));
        if ($n > 0) {
            $items[$kind[0] . ' processes'] = array('state' => 'running', 'number' => $n);
        }
    }
    $snapshot->area('service-states', 'processes', is_dir('/run/systemd/system') ? 'From systemd and the processes.'
        : 'From init scripts and the processes.', $items);
}
