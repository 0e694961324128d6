<?php
// Tells a running PHP-FPM to forget compiled code without ending a single request: a reload kills the requests that are under way
// (process_control_timeout is 0 by default), and users would see 502. PHP 7.2 to 8.5.

function df_fcgi_record($type, $body)
{
    return pack('CCnnCx', 1, $type, 1, strlen($body), 0) . $body;
}

function df_fcgi_pair($name, $value)
{
    $length = function ($n) {
        return $n < 128 ? chr($n) : pack('N', $n | 0x80000000);
    };
    return $length(strlen($name)) . $length(strlen($value)) . $name . $value;
}

/** What SCRIPT prints when the pool behind SOCKET (a path or host:port) runs it for the address URI; null if nobody answers. */
function df_fcgi($socket, $script, $uri)
{
    $address = $socket[0] === '/' ? "unix://$socket" : 'tcp://' . preg_replace('/^(\*|0\.0\.0\.0|\[::\])?:?(\d+)$/', '127.0.0.1:$2', $socket);
    $handle = @stream_socket_client($address, $code, $message, 5);
    if (!$handle) {
        return null;
    }
    stream_set_timeout($handle, 20);
    $params = '';
    foreach (['SCRIPT_FILENAME' => $script, 'SCRIPT_NAME' => '/' . basename($script), 'REQUEST_METHOD' => 'GET', 'REQUEST_URI' => $uri,
        'QUERY_STRING' => '', 'SERVER_PROTOCOL' => 'HTTP/1.1', 'GATEWAY_INTERFACE' => 'CGI/1.1', 'REMOTE_ADDR' => '127.0.0.1'] as $name => $value) {
        $params .= df_fcgi_pair($name, $value);
    }
    fwrite($handle, df_fcgi_record(1, pack('nCx5', 1, 0)) . df_fcgi_record(4, $params) . df_fcgi_record(4, '') . df_fcgi_record(5, ''));
    $out = '';
    while (strlen($head = (string) df_fcgi_bytes($handle, 8)) === 8) {
        $r = unpack('Cversion/Ctype/nid/nlength/Cpadding/Creserved', $head);
        $body = (string) df_fcgi_bytes($handle, $r['length']);
        df_fcgi_bytes($handle, $r['padding']);
        if ($r['type'] === 6) {
            $out .= $body;
        } elseif ($r['type'] === 3) {
            fclose($handle);
            $split = strpos($out, "\r\n\r\n");
            return $split === false ? $out : substr($out, $split + 4);
        }
    }
    fclose($handle);
    return null;
}

function df_fcgi_bytes($handle, $count)
{
    $out = '';
    while (strlen($out) < $count && ($part = fread($handle, $count - strlen($out))) !== false && $part !== '') {
        $out .= $part;
    }
    return $out;
}

/** opcache-reset SOCKET SCRIPT: SCRIPT is a file that the pool's user can read. Prints what came of it; dies if it can't be had. */
function df_cmd_opcache_reset($socket, $script)
{
    $since = time() - 1;
    $code = '<?php $s = function_exists("opcache_get_status") ? @opcache_get_status(false) : false;'
        . ' if ($s === false) { echo "off"; return; }'
        . ' if ($_SERVER["REQUEST_URI"] === "/reset") { echo opcache_reset() ? "reset" : "refused"; return; }'
        . ' echo $s["restart_pending"] || $s["restart_in_progress"] ? "pending" : max($s["opcache_statistics"]["last_restart_time"], $s["opcache_statistics"]["start_time"]);';
    if (@file_put_contents($script, $code) !== strlen($code)) {
        df_die("cannot write $script");
    }
    chmod($script, 0644);
    $first = df_fcgi($socket, $script, '/state');
    if ($first === 'off') {
        echo "this PHP keeps no compiled code\n";
        return;
    }
    if ($first === null || df_fcgi($socket, $script, '/reset') !== 'reset') {
        df_die('the pool does not let its compiled code be dropped');
    }
    for ($i = 0; $i < 100; $i++) {
        $state = df_fcgi($socket, $script, '/state');
        if (ctype_digit((string) $state) && (int) $state >= $since) {
            echo "PHP-FPM has dropped the old code\n";
            return;
        }
        usleep(100000);
    }
    df_die('the pool did not drop its compiled code');
}
