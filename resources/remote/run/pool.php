<?php
// Pools of PHP-FPM: a copy of one for another PHP, and what a running one says of itself. PHP 7.2 to 8.5.

/** pool-copy FILE OLD NAME NEW: the section of FILE that listens on OLD, under the name NAME and listening on NEW. */
function df_cmd_pool_copy($file, $old, $name, $new)
{
    $sections = preg_split('/^(?=[ \t]*\[[^\]\n]+\])/m', df_read($file));
    foreach ($sections as $section) {
        if (!preg_match('/^[ \t]*\[([^\]\n]+)\]/', $section, $head)
            || !preg_match('/^[ \t]*listen[ \t]*=[ \t]*(.+?)[ \t]*(?:;.*)?$/m', $section, $listen)
            || df_socket(str_replace('$pool', $head[1], $listen[1])) !== df_socket($old)) {
            continue;
        }
        $section = preg_replace('/^[ \t]*\[[^\]\n]+\]/', "[$name]", $section, 1);
        // What the old pool wrote under its own name it goes on writing there; the address alone is new.
        $section = preg_replace_callback('/^([ \t]*listen[ \t]*=[ \t]*)[^\n]*$/m', function ($m) use ($new) {
            return $m[1] . $new;
        }, $section, 1);
        $section = preg_replace_callback('/^(?![ \t]*;)[^\n]*\$pool[^\n]*$/m', function ($m) use ($head) {
            return str_replace('$pool', $head[1], $m[0]);
        }, $section);
        echo rtrim($section), "\n";
        return;
    }
    df_die("$file has no pool that listens on $old");
}

/** What a pool may be told beside its ini files, and what of it must not differ between the two. */
function df_pool_watched()
{
    return ['memory_limit', 'upload_max_filesize', 'post_max_size', 'max_execution_time', 'max_input_time', 'max_input_vars', 'max_file_uploads',
        'date.timezone', 'default_socket_timeout', 'default_charset', 'open_basedir', 'pdo_mysql.default_socket', 'mysqli.default_socket',
        'openssl.cafile', 'openssl.capath', 'curl.cainfo', 'session.save_path', 'session.gc_maxlifetime', 'short_open_tag', 'precision',
        'serialize_precision', 'opcache.validate_timestamps', 'opcache.revalidate_freq', 'output_buffering', 'error_reporting', 'display_errors',
        'zend.assertions'];
}

/** pool-ask SOCKET SCRIPT count|settings [FILE]: SCRIPT is a file that the pool's user can read. */
function df_cmd_pool_ask($socket, $script, $what, $file = '')
{
    $settings = 'foreach (' . var_export(df_pool_watched(), true) . ' as $k) { $v = ini_get($k); if ($v !== false) { $s[$k] = $v; } }'
        . ' $e = array_map("strtolower", get_loaded_extensions()); if (extension_loaded("Zend OPcache")) { $e[] = "opcache"; }'
        . ' echo json_encode(["version" => PHP_VERSION, "settings" => $s, "extensions" => $e, "user" => function_exists("posix_geteuid") ? posix_geteuid() : -1]);';
    $code = $what === 'count' ? '$s = function_exists("fpm_get_status") ? fpm_get_status() : []; echo json_encode(["count" => isset($s["accepted-conn"]) ? $s["accepted-conn"] : -1]);'
        : '$s = []; ' . $settings;
    if (@file_put_contents($script, "<?php $code") === false) {
        df_die("cannot write $script");
    }
    chmod($script, 0644);
    $answer = json_decode((string) df_fcgi($socket, $script, '/'), true);
    if (!is_array($answer)) {
        df_die("the pool behind $socket does not answer");
    }
    if ($what === 'count') {
        if (!isset($answer['count']) || $answer['count'] < 0) {
            df_die("the pool behind $socket does not count");
        }
        echo $answer['count'], "\n";
    } else {
        df_write($file, json_encode($answer), 0600);
    }
}

/** pool-settings OLD NEW: lines for the new pool's file where the old one's ini files say otherwise. */
function df_cmd_pool_settings($oldFile, $newFile)
{
    $old = json_decode(df_read($oldFile), true)['settings'];
    $new = json_decode(df_read($newFile), true)['settings'];
    $lines = '';
    foreach (df_pool_watched() as $key) {
        if (isset($old[$key], $new[$key]) && $old[$key] !== $new[$key] && preg_match('/^[\x20-\x7e]{0,500}$/', $old[$key])) {
            $lines .= "php_value[$key] = \"" . str_replace(['\\', '"'], ['\\\\', '\\"'], $old[$key]) . "\"\n";
        }
    }
    echo $lines === '' ? '' : "; as php.ini says for the PHP before\n$lines";
}

/** pool-fits NEW OLD MINOR EXTENSIONS NOTE: is it the PHP that was meant, with what the release needs? */
function df_cmd_pool_fits($newFile, $oldFile, $minor, $extensions, $note)
{
    $new = json_decode(df_read($newFile), true);
    if (strncmp($new['version'], "$minor.", strlen($minor) + 1) !== 0) {
        df_die("the new pool runs PHP $new[version], not $minor");
    }
    $there = array_merge($new['extensions'], str_replace(' ', '-', $new['extensions']));
    $missing = array_diff(array_filter(explode(' ', $extensions), 'strlen'), $there);
    if ($missing) {
        df_die("PHP $new[version] lacks what the new release needs: " . implode(', ', $missing));
    }
    $old = is_file($oldFile) ? json_decode(df_read($oldFile), true) : null;
    $left = is_array($old) ? array_diff($old['extensions'], $new['extensions']) : [];
    if ($left) {
        df_append($note, "PHP $new[version] has no " . implode(', ', $left) . ", which PHP $old[version] has.\n");
    }
    echo "PHP $new[version] with ", count($new['extensions']), " extensions\n";
}
