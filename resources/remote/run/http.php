<?php
// Asking the web server on the server itself. PHP 7.2 to 8.5.

/** ['code' => int (0: no answer), 'headers' => [...], 'body' => string, 'ms' => float] */
function df_http($url, $hostHeader = '', $headers = [], $timeout = 20)
{
    if ($hostHeader !== '' && $hostHeader !== '_') {
        $headers[] = "Host: $hostHeader";
    }
    $headers[] = 'Connection: close';
    $context = stream_context_create([
        'http' => ['method' => 'GET', 'timeout' => $timeout, 'ignore_errors' => true, 'follow_location' => 0,
            'protocol_version' => 1.1, 'header' => implode("\r\n", $headers), 'user_agent' => 'df-upgrade-wizard'],
        // On this machine's own address only: the certificate names the public host.
        'ssl' => ['verify_peer' => false, 'verify_peer_name' => false, 'peer_name' => $hostHeader],
    ]);
    $start = microtime(true);
    $handle = @fopen($url, 'rb', false, $context);
    $answer = ['code' => 0, 'headers' => [], 'body' => '', 'ms' => 0.0];
    if ($handle) {
        $meta = stream_get_meta_data($handle);
        $answer['body'] = (string) stream_get_contents($handle, 1048576);
        fclose($handle);
        $answer['headers'] = is_array($meta['wrapper_data']) ? $meta['wrapper_data'] : [];
        foreach ($answer['headers'] as $line) {
            if (preg_match('#^HTTP/\S+\s+(\d{3})#', $line, $m)) {
                $answer['code'] = (int) $m[1];
            }
        }
    }
    $answer['ms'] = (microtime(true) - $start) * 1000;
    return $answer;
}

/** http URL HOST: prints the code alone. */
function df_cmd_http($url, $host)
{
    echo df_http($url, $host)['code'], "\n";
}

/**
 * probe URL HOST OUT STOPFILE: asks every 50 ms while in the window (STATE/phase says so), once a second else, until STOPFILE
 * exists. One line each: seconds, code, milliseconds.
 */
function df_cmd_probe($url, $host, $out, $stopFile, $phaseFile)
{
    $handle = fopen($out, 'ab');
    $next = microtime(true);
    for ($n = 0; !file_exists($stopFile) && $n < 500000; $n++) {
        $at = microtime(true);
        $a = df_http($url, $host, [], 5);
        fwrite($handle, sprintf("%.3f %d %.1f\n", $at, $a['code'], $a['ms']));
        fflush($handle);
        $phase = trim((string) @file_get_contents($phaseFile));
        $fast = $phase === 'switching' || $phase === 'going-back';
        $next = max($at + 0.05, microtime(true) + 0.001);
        usleep((int) max(0, ($next - microtime(true)) * 1e6));
        // A second's rest ends when the window opens, so that the last good answer before it is a fresh one.
        while (!$fast && microtime(true) < $at + 1.0 && !file_exists($stopFile)
            && trim((string) @file_get_contents($phaseFile)) === $phase) {
            usleep(50000);
        }
    }
}

/**
 * check URL HOST SECRETFILE CONFIGAPP: the new release answers through the real web server while users get 503.
 * Laravel's own bypass: GET /SECRET gives a cookie that lets us in (facts §16).
 */
function df_cmd_check($url, $host, $secretFile, $versionFile)
{
    $url = rtrim($url, '/');
    $secret = trim(df_read($secretFile));
    $closed = df_http("$url/status", $host);
    if ($closed['code'] !== 503) {
        df_die("users should get 503 now, but /status answered $closed[code]");
    }
    $door = df_http("$url/$secret", $host);
    $cookies = [];
    foreach ($door['headers'] as $line) {
        if (preg_match('/^Set-Cookie:\s*([^=;\s]+=[^;]*)/i', $line, $m)) {
            $cookies[] = $m[1];
        }
    }
    if (!$cookies) {
        df_die("the way in past maintenance mode did not open: answered $door[code]");
    }
    $headers = ['Cookie: ' . implode('; ', $cookies), 'Accept: application/json'];
    $status = df_http("$url/status", $host, $headers);
    $json = json_decode($status['body'], true);
    if ($status['code'] === 0) {
        df_die('the web server did not answer when /status of the new release was asked for');
    }
    if ($status['code'] !== 200 || !is_array($json)) {
        df_die("/status of the new release answered $status[code]: " . substr(trim(strip_tags($status['body'])), 0, 300));
    }
    $want = df_config_version($versionFile);
    if ($want !== '' && isset($json['version']) && (string) $json['version'] !== $want) {
        df_die("/status says version $json[version], the new release's own files say $want: old code is still running");
    }
    $home = df_http("$url/", $host, ['Cookie: ' . implode('; ', $cookies)]);
    foreach ($home['headers'] as $line) {
        if (preg_match('#^Location:\s*\S*/setup(_db)?\s*$#i', $line)) {
            df_die('the start page leads to /setup: the database is not seen as set up');
        }
    }
    if ($home['code'] >= 400 || $home['code'] === 0) {
        df_die("the start page answered $home[code]");
    }
    echo '/status ', $status['code'], ' version ', isset($json['version']) ? $json['version'] : '?', "\n";
    foreach (isset($json['resources']) && is_array($json['resources']) ? $json['resources'] : [] as $name => $count) {
        echo $name, ' ', is_scalar($count) ? $count : '?', "\n";
    }
}

function df_config_version($file)
{
    return preg_match("/'version'\\s*=>\\s*'([^']+)'/", (string) @file_get_contents($file), $m) ? $m[1] : '';
}

/** door FILE SECRETFILE: lets the wizard's own check in while everyone else gets 503. */
function df_cmd_door($file, $secretFile)
{
    $down = json_decode(df_read($file), true);
    if (!is_array($down)) {
        $down = [];
    }
    $down['secret'] = trim(df_read($secretFile));
    // With a page of its own Laravel answers before any of its code is loaded, whichever release's code that is.
    $down['template'] = '<!DOCTYPE html><title>Maintenance</title><p>This service is being upgraded and will be back in a moment.</p>' . "\n";
    $st = stat($file);
    df_write($file, json_encode($down), 0600, $st);
}

/**
 * guard INDEX COPY: front controllers before 7.0.1 load the framework before they look for maintenance mode, and would answer 500
 * while the releases change places. Puts that look first; what was there is kept in COPY. Prints 1 if the file was changed.
 */
function df_cmd_guard($index, $copy)
{
    $text = df_read($index);
    if (strpos($text, 'framework/maintenance.php') !== false) {
        echo "0\n";
        return;
    }
    $st = stat($index);
    df_write($copy, $text, 0600);
    touch($copy, $st['mtime']);
    df_write($index, df_guard() . $text, 0600, $st);
    echo "1\n";
}

/** unguard INDEX COPY: the front controller as it was, with its owner and mode. */
function df_cmd_unguard($index, $copy)
{
    $st = stat($index);
    df_write($index, df_read($copy), 0600, $st);
    touch($index, (int) filemtime($copy));
    unlink($copy);
}

/** stub FILE: releases before 5.0 have no early answer of their own; this one knows no way past it. */
function df_cmd_stub($file, $like)
{
    $st = stat($like);
    df_write($file, "<?php if (file_exists(__DIR__ . '/down')) { http_response_code(503); header('Retry-After: 60'); exit; }\n", 0600, $st);
}
