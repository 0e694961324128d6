<?php
// Where nobody logs in: DreamFactory's own command df:request asks its services without a log-in. It gives no rows without
// a role, but says whether a service can be reached. It runs the installation's code by the command line's PHP, one call
// after the other, and only as the web user (another one's cache files would break the site; facts §16).

function df_collect_by_command($snapshot, $root)
{
    if (isset($snapshot->areas['calls']) || !is_file($root . '/artisan') || count($snapshot->kept('services')) === 0) {
        return;
    }
    $problem = df_command_problem($snapshot, $root);
    if ($problem !== '') {
        $snapshot->missing('calls', trim('Nobody logged in. ' . $problem));
        return;
    }
    $end = microtime(true) + min(25, $snapshot->secondsLeft() / 3);
    $items = array();
    $left = array();
    $failed = 0;
    foreach ($snapshot->kept('services') as $service) {
        $name = (string) df_get($service, 'name');
        $type = (string) df_get($service, 'type');
        $paths = df_probe_paths(df_group_of($type), '');
        if (count($paths) === 0 || !df_yes($service, 'is_active') || !preg_match('/^[A-Za-z0-9_.-]+$/', $name) || !df_is_there($snapshot, $name, $type)) {
            continue;
        }
        if (microtime(true) > $end || $failed >= 3) {
            $left[$failed >= 3 ? 'the rest, since df:request itself failed' : 'what the time was too short for'][] = $name;
            continue;
        }
        $look = df_request_look($snapshot, $root, $name, $paths[0]);
        $failed += $look['answer'] === 'none' ? 1 : 0;
        $items['df:request GET ' . $name . ($paths[0][0] === '?' ? '' : '/' . $paths[0])] = $look + array('group' => df_group_of($type),
            'label:' => $name . ' (' . $type . '), whether it can be reached');
    }
    if (count($items) > 0) {
        $snapshot->area('calls', 'processes', 'By df:request on the server, since nobody logged in.' . df_said_left($left), $items);
    }
}

function df_command_problem($snapshot, $root)
{
    if (!function_exists('posix_getuid') || posix_getuid() === 0 || !is_writable($root . '/storage/framework')) {
        return 'df:request can\'t be run as the web user from here.';
    }
    if (is_dir($root . '/vendor/dreamfactory/df-scheduler')) {
        return 'df:request isn\'t run where df-scheduler is installed, which may write to the crontab then.';
    }
    if (is_file($root . '/bootstrap/cache/config.php')) {
        return 'df:request isn\'t run where the configuration is cached, since it would write to the log.';
    }
    if (is_file($root . '/storage/framework/down')) {
        return 'The installation is in maintenance.';
    }
    return is_dir($root . '/vendor/dreamfactory/df-core') ? '' : 'There is no df:request.';
}

function df_request_look($snapshot, $root, $service, $path)
{
    // Its own failures are told here and are not to stand in the log.
    list(, $out) = df_command(array('env', 'LOG_CHANNEL=errorlog', 'APP_LOG=errorlog', PHP_BINARY, $root . '/artisan', 'df:request', '--no-ansi', '--no-interaction',
        '--service=' . $service, '--resource=' . ($path[0] === '?' ? '' : $path), '--verb=get'), 15);
    if (!preg_match('/^\s*\[statusCode:protected\] => (\d{3})$/m', $out, $m)) {
        return array('answer' => 'none', 'body' => df_log_kind(trim((string) strtok($out, "\n"))));
    }
    $problem = preg_match('/\[message\] => ([^\n]*)/', $out, $t) ? df_redact($snapshot, $t[1]) : '';
    return array('answer' => 'HTTP ' . $m[1]) + ((int) $m[1] < 400 ? array() : array('body' => $problem));
}
