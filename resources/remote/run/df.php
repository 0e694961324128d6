<?php
// The run's helper on the server: php df.php COMMAND ARGUMENTS. Runs nothing of the installation's own code.
// Errors go to stderr, exit code 1.
error_reporting(E_ALL & ~E_DEPRECATED);
ini_set('display_errors', 'stderr');
ini_set('log_errors', '0');
set_time_limit(0);

function df_die($message)
{
    fwrite(STDERR, $message . "\n");
    exit(1);
}

/** Whole or not at all: temporary name, fsync, rename. $st: it comes with owner, group and mode of that. */
function df_write($file, $text, $mode, $st = null)
{
    $tmp = $file . '.df-new';
    $old = umask(0077);
    $ok = file_put_contents($tmp, $text);
    umask($old);
    df_sync($tmp);
    if ($ok === false || $ok !== strlen($text) || !chmod($tmp, $mode)) {
        @unlink($tmp);
        df_die("cannot write $file");
    }
    if ($st) {
        df_wear($tmp, $st);
    }
    if (!rename($tmp, $file)) {
        df_die("cannot rename to $file");
    }
}

function df_append($file, $text)
{
    $handle = fopen($file, 'ab');
    if (!$handle || fwrite($handle, $text) !== strlen($text) || !fflush($handle)) {
        df_die("cannot write $file");
    }
    if (function_exists('fsync')) {
        fsync($handle);
    }
    fclose($handle);
}

function df_sync($path)
{
    if (function_exists('exec')) {
        exec('sync ' . escapeshellarg($path) . ' 2>/dev/null');
    }
}

/** A file, or a folder with all that is in it. */
function df_sync_all($path)
{
    if (function_exists('exec')) {
        exec('find ' . escapeshellarg($path) . ' ! -type l -exec sync {} + 2>/dev/null || sync');
    }
}

foreach (['dotenv', 'secrecy', 'database_settings', 'env', 'db', 'keyproof', 'tree', 'move', 'http', 'fcgi', 'sitefile', 'pool', 'state'] as $part) {
    require __DIR__ . "/$part.php";
}

$df_command = isset($argv[1]) ? 'df_cmd_' . str_replace('-', '_', $argv[1]) : '';
if (!function_exists($df_command)) {
    df_die('unknown command');
}
try {
    call_user_func_array($df_command, array_slice($argv, 2));
} catch (Throwable $e) {
    df_die(get_class($e) . ': ' . $e->getMessage());
}
