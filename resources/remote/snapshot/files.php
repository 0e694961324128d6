<?php
// What the installation's files tell: packages, versions, .env, owners and modes. No code of the tree is loaded.

function df_collect_packages($snapshot, $root)
{
    foreach (array('vendor/composer/installed.json', 'composer.lock') as $file) {
        $data = json_decode(df_file_text($root . '/' . $file, 33554432), true);
        $list = isset($data['packages']) ? $data['packages'] : $data;
        if (!is_array($list) || count($list) === 0) {
            continue;
        }
        $items = array();
        foreach ($list as $package) {
            if (isset($package['name'], $package['version'])) {
                $items[$package['name']] = array('version' => $package['version']);
            }
        }
        $snapshot->area('packages', 'files', 'From ' . $file . '.', $items);
        return;
    }
    $snapshot->missing('packages', 'Neither vendor/composer/installed.json nor composer.lock could be read.');
}

function df_config_version($root)
{
    return preg_match('/[\'"]version[\'"]\s*=>\s*[\'"]([^\'"]{1,40})[\'"]/', df_file_text($root . '/config/app.php'), $m)
        ? $m[1] : '';
}

// The commit that is checked out, from git's own files: proves which code this is, where a version text does not.
function df_commit($root)
{
    $git = $root . '/.git';
    if (is_file($git) && preg_match('/^gitdir: (.+)$/m', df_file_text($git, 4096), $m)) {
        $git = $m[1][0] === '/' ? $m[1] : $root . '/' . $m[1];
    }
    $head = trim(df_file_text($git . '/HEAD', 4096));
    if (!preg_match('~^ref: (refs/[A-Za-z0-9._/-]+)$~', $head, $m) || strpos($m[1], '..') !== false) {
        return preg_match('/^[0-9a-f]{40,64}$/', $head) ? $head : '';
    }
    $ref = trim(df_file_text($git . '/' . $m[1], 4096));
    if (preg_match('/^[0-9a-f]{40,64}$/', $ref)) {
        return $ref;
    }
    return preg_match('~^([0-9a-f]{40,64}) ' . preg_quote($m[1], '~') . '$~m', df_file_text($git . '/packed-refs'), $p)
        ? $p[1] : '';
}

function df_collect_env($snapshot, $root, $env)
{
    if (!is_file($root . '/.env')) {
        $snapshot->missing('env', 'There is no .env.');
        return;
    }
    if (!is_readable($root . '/.env')) {
        $snapshot->missing('env', '.env could not be read by this account.');
        return;
    }
    $items = array();
    foreach ($env->values() as $key => $value) {
        $items[$key] = array('value' => df_env_is_secret($key, $value) ? $snapshot->mask($value) : $value);
    }
    $snapshot->area('env', 'files', 'From .env. Secrets are compared without being read out.', $items);
}

function df_name_of($id, $group)
{
    $call = $group ? 'posix_getgrgid' : 'posix_getpwuid';
    $entry = function_exists($call) ? $call($id) : false;
    return is_array($entry) ? $entry['name'] : (string) $id;
}

function df_collect_owners($snapshot, $root)
{
    $items = array();
    foreach (array('.', '.env', 'storage', 'storage/app', 'storage/databases', 'storage/framework', 'storage/framework/cache',
        'storage/framework/cache/data', 'storage/framework/sessions', 'storage/framework/views', 'storage/logs',
        'bootstrap/cache', 'public', 'vendor') as $name) {
        $stat = @stat($root . '/' . $name);
        if ($stat !== false) {
            $items[$name] = array(
                'owner' => df_name_of($stat['uid'], false) . ':' . df_name_of($stat['gid'], true),
                'mode' => sprintf('%04o', $stat['mode'] & 07777),
            );
        }
    }
    foreach (array('storage/framework', 'storage/logs', 'storage/app', 'bootstrap/cache') as $name) {
        if (is_dir($root . '/' . $name)) {
            $items[$name . ' (folders below)'] = df_folders_below($root . '/' . $name);
        }
    }
    $snapshot->area('owners', 'files', 'Seen by ' . (function_exists('posix_geteuid') ? df_name_of(posix_geteuid(), false)
        : get_current_user()) . '.', $items);
}

// Cache folders that the web user can't write are what makes calls fail after an upgrade (facts §16).
function df_folders_below($folder)
{
    $bad = 0;
    $seen = 0;
    $queue = array($folder);
    while (count($queue) > 0 && $seen < 5000) {
        $dir = array_pop($queue);
        $seen++;
        $bad += is_writable($dir) ? 0 : 1;
        foreach (@scandir($dir) ?: array() as $entry) {
            $path = $dir . '/' . $entry;
            if ($entry !== '.' && $entry !== '..' && is_dir($path) && !is_link($path) && count($queue) < 5000) {
                $queue[] = $path;
            }
        }
    }
    return array('not writable' => $bad);
}

// The files of storage (but for caches and logs, which come and go) by hash, where that was wished: as many as the time
// allows, big ones by their size and ends.
function df_collect_files($snapshot, $root, $env)
{
    if (empty($snapshot->settings['files'])) {
        return;
    }
    $items = array();
    $why = '';
    $end = microtime(true) + min(30, $snapshot->secondsLeft() / 2);
    $queue = array('storage');
    // the system database, if it is a file here, is compared row by row
    $database = df_db_settings($root, $env);
    $database = $database['engine'] === 'sqlite' ? (string) @realpath($database['name']) : '';
    while (count($queue) > 0 && $why === '') {
        $dir = array_shift($queue);
        foreach (@scandir($root . '/' . $dir) ?: array() as $entry) {
            $path = $dir . '/' . $entry;
            if (microtime(true) > $end || count($items) >= 5000) {
                $why = ' Only the first ' . count($items) . ' files, for want of ' . (count($items) >= 5000 ? 'room.' : 'time.');
                break;
            }
            if ($entry === '.' || $entry === '..' || preg_match('~^storage/(framework|logs)(/|$)~', $path)
                || $database !== '' && strncmp((string) @realpath($root . '/' . $path), $database, strlen($database)) === 0) {
                continue;
            }
            if (is_link($root . '/' . $path)) {
                $items[$path] = array('link to' => (string) @readlink($root . '/' . $path));
            } elseif (is_dir($root . '/' . $path)) {
                $queue[] = $path;
            } elseif (is_file($root . '/' . $path)) {
                $items[$path] = df_file_hash($root . '/' . $path);
            }
        }
    }
    $snapshot->area('files', 'files', 'From the folder storage, without caches and logs.' . $why, $items);
}

function df_file_hash($file)
{
    $size = (int) @filesize($file);
    if ($size > 67108864) {
        return array('bytes' => $size, 'ends' => hash('sha256', (string) @file_get_contents($file, false, null, 0, 1048576)
            . df_tail($file, 1048576)));
    }
    return array('sha256' => (string) (@hash_file('sha256', $file) ?: 'not readable'));
}
