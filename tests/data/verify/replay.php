<?php
// Answers as a recorded DreamFactory did: `php -S 127.0.0.1:PORT replay.php`, DF_REPLAY names the recording. Keeps the
// habits that matter to a snapshot: no token no data, `fields`, one answer type, quick log-ins turned away while DF_BUSY is
// above 0. Calls are written to DF_CALLS. DF_BREAK: a call that answers 500.
$all = json_decode(file_get_contents(getenv('DF_REPLAY')), true);
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
$call = $_SERVER['REQUEST_METHOD'] . ' ' . $path;
$token = isset($_SERVER['HTTP_X_DREAMFACTORY_SESSION_TOKEN']) ? $_SERVER['HTTP_X_DREAMFACTORY_SESSION_TOKEN'] : '';
file_put_contents(getenv('DF_CALLS'), microtime(true) . ' ' . $call . ($token === '' ? '' : ' (token)') . "\n", FILE_APPEND);

if (strpos(isset($_SERVER['HTTP_ACCEPT']) ? $_SERVER['HTTP_ACCEPT'] : '', ',') !== false) {
    http_response_code(400);
    exit('Array ( )');
}
if ($call === getenv('DF_BREAK')) {
    http_response_code(500);
    exit(json_encode(array('error' => array('code' => 0, 'message' => 'The MAC is invalid.'))));
}
$busy = (int) getenv('DF_BUSY');
if ($call === 'POST /api/v2/system/admin/session'
    && substr_count(file_get_contents(getenv('DF_CALLS')), $call) <= $busy) {
    http_response_code(429);
    exit('<html><head><title>429 Too Many Requests</title></head></html>');
}
$login = $all['POST /api/v2/system/admin/session'];
if ($call === 'POST /api/v2/system/admin/session') {
    $answer = $login;
    $given = json_decode(file_get_contents('php://input'), true);
    if (!isset($given['password']) || strlen($given['password']) < 16) {
        $answer = array('status' => 401, 'json' => array('error' => array('code' => 401, 'context' => null,
            'message' => 'Invalid credentials supplied.', 'status_code' => 401)));
    }
} elseif ($call === 'DELETE /api/v2/system/admin/session') {
    $answer = array('status' => 200, 'json' => array('success' => true));
} elseif ($token !== '' && isset($login['json']['session_token']) && $token === $login['json']['session_token']) {
    $answer = isset($all['signed in'][$call]) ? $all['signed in'][$call] : array('status' => 404, 'json' => array());
} else {
    $answer = isset($all['anonymous'][$call]) ? $all['anonymous'][$call] : $all['anonymous']['refused'];
}
// DF_EXTRA: answers beside the recorded ones, for whoever is signed in or has an app's key; "<now>" becomes the time.
$extra = json_decode((string) getenv('DF_EXTRA'), true);
$key = isset($_SERVER['HTTP_X_DREAMFACTORY_API_KEY']) ? $_SERVER['HTTP_X_DREAMFACTORY_API_KEY'] : '';
if (isset($extra[$call]) && ($token !== '' || $key !== '')) {
    $answer = json_decode(str_replace('<now>', (string) microtime(true), json_encode($extra[$call])), true);
}
if (isset($_GET['fields'], $answer['json']['resource']) && $_GET['fields'] !== '*') {
    foreach ($answer['json']['resource'] as $i => $row) {
        $answer['json']['resource'][$i] = is_array($row) ? array_intersect_key($row, array_flip(explode(',', $_GET['fields']))) : $row;
    }
}
// DF_TROUBLE: from this call on the server is in trouble.
$trouble = (int) getenv('DF_TROUBLE');
if ($trouble > 0 && substr_count(file_get_contents(getenv('DF_CALLS')), "\n") > $trouble) {
    $answer = array('status' => 503, 'text' => '<html></html>');
}
http_response_code($answer['status']);
if (isset($answer['location'])) {
    header('Location: ' . $answer['location'], true, $answer['status']);
}
header('Content-Type: ' . (isset($answer['json']) ? 'application/json' : 'text/html'));
echo isset($answer['json']) ? json_encode($answer['json']) : (isset($answer['text']) ? $answer['text'] : '');
