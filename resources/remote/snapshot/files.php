<?php
// What the installation's files tell: packages, versions, .env, owners and modes, errors in the log. No code of the tree
// is loaded.

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

// Error lines by kind, from the ends of the newest logs.
function df_collect_log($snapshot, $root)
{
    $files = array_merge(glob($root . '/storage/logs/dreamfactory*.log') ?: array(),
        glob($root . '/storage/logs/laravel*.log') ?: array());
    usort($files, function ($a, $b) {
        return (int) @filemtime($b) - (int) @filemtime($a);
    });
    $items = array();
    $unread = array();
    foreach (array_slice($files, 0, 5) as $file) {
        if (!is_readable($file)) {
            $unread[] = basename($file);
            continue;
        }
        foreach (preg_split('/\n/', df_tail($file, 2097152)) as $line) {
            if (preg_match('/^\[([^\]]{10,40})\] [\w.-]+\.(ERROR|CRITICAL|ALERT|EMERGENCY): (.*)$/', $line, $m)) {
                $kind = $m[2] . ' ' . df_log_kind($m[3]);
                $n = isset($items[$kind]) ? $items[$kind]['count'] : 0;
                $items[$kind] = array('count' => $n + 1, 'last' => $m[1]);
            }
        }
    }
    if (count($unread) > 0 && count($unread) === min(5, count($files))) {
        $snapshot->missing('log', 'The log could not be read by this account: ' . implode(', ', $unread));
        return;
    }
    arsort($items);
    $snapshot->area('log', 'files', count($files) === 0 ? 'There is no log file yet.'
        : 'Errors in the last 2 MB of ' . implode(', ', array_map('basename', array_slice($files, 0, 5))) . '.',
        array_slice($items, 0, 200, true));
}

function df_tail($file, $bytes)
{
    $handle = @fopen($file, 'rb');
    if ($handle === false) {
        return '';
    }
    $size = (int) @filesize($file);
    fseek($handle, max(0, $size - $bytes));
    $text = (string) stream_get_contents($handle, $bytes);
    fclose($handle);
    return $text;
}

// A message without what differs from case to case or may be private: two of one kind look the same.
function df_log_kind($text)
{
    // The context's JSON, and the statement that Laravel appends (each release in another form).
    $text = preg_replace(array('/\s*\{".*$/s', '/\s*\((Connection: [^)]*?, )?SQL: .*$/s'), '', $text);
    $text = preg_replace(array(
        '/\b(\w*(?:passw|secret|token|api_?key|app_?key)\w*)\s*[=:]\s*\S+/i',
        '/&(lt|gt|amp|quot|#0?39);/',
        '/[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+/',
        '~(?:(?:https?|ftp)://)[^\s"\')]+~',
        '/"(?:[^"\\\\]|\\\\.)*"|\'(?:[^\'\\\\]|\\\\.)*\'/',
        '~(?<![\w])/[\w.@/+-]{3,}~',
        '~[A-Za-z0-9+/=_.-]{24,}~',
        '/\b[0-9a-f]{8,}\b/i',
        '/(?<=[\s=:(,#])\d+(?=$|[\s,.;:)])/',
    ), array('$1 <hidden>', ' ', '<address>', '<URL>', '<text>', '<path>', '<token>', '<hex>', '<n>'), $text);
    return DfSnapshot::text(trim(preg_replace('/\s+/', ' ', $text)), 200);
}
