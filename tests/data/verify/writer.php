<?php
// Works on a server as people do, until it is ended: `php writer.php URL EMAIL PASSWORD_FILE`. Logs in, uploads a new file and
// the same file again, reads it, lists, logs out; a line on standard output for each round that went through.
list(, $url, $email, $file) = $argv;
$password = trim(file_get_contents($file));

function ask($verb, $url, $body, $token, $type = 'application/json')
{
    $headers = "Content-Type: $type\r\nAccept: application/json\r\n" . ($token === '' ? '' : "X-DreamFactory-Session-Token: $token\r\n");
    $text = @file_get_contents($url, false, stream_context_create(array('http' => array('method' => $verb, 'header' => $headers,
        'content' => $body, 'ignore_errors' => true, 'timeout' => 10))));
    return array(isset($http_response_header[0]) ? (int) substr($http_response_header[0], 9, 3) : 0, json_decode((string) $text, true));
}

for ($n = 1; ; $n++) {
    list($status, $login) = ask('POST', "$url/api/v2/system/admin/session", json_encode(array('email' => $email, 'password' => $password)), '');
    if ($status === 429) { // others log in, too
        sleep(2);
        continue;
    }
    $token = isset($login['session_token']) ? $login['session_token'] : '';
    $went = $token !== '';
    foreach (array("writer-$n.txt", 'writer.txt') as $name) {
        $went = ask('POST', "$url/api/v2/files/$name", "round $n\n" . str_repeat('x', $n % 97), $token, 'text/plain')[0] < 300 && $went;
    }
    $went = ask('GET', "$url/api/v2/files/", '', $token)[0] === 200 && $went;
    ask('DELETE', "$url/api/v2/system/admin/session", '', $token);
    echo $went ? "went $n\n" : "failed $n: $status\n";
    usleep(2500000); // log-ins are limited, and a snapshot makes some, too
}
