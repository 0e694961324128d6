<?php

// The practice server's "site file": what nginx and its settings are on a real server. Serves files below public/, hands the
// rest to the application, and turns quick log-ins away as the vendor's nginx site does (one a second, a few in store).

$public = $_SERVER['DOCUMENT_ROOT'];
$uri = rawurldecode((string)parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH));

if (preg_match('#^/api/v2/(system/admin|user)/session/?$#', $uri) && !admitted((string)getenv('DF_PRACTICE_SITE'))) {
    http_response_code(429);
    header('Content-Type: text/html');
    echo "<html>\n<head><title>429 Too Many Requests</title></head>\n<body>\n"
        . "<center><h1>429 Too Many Requests</h1></center>\n<hr><center>practice server</center>\n</body>\n</html>\n";
    return true;
}
if ($uri !== '/' && is_file($public . $uri) && substr($uri, -4) !== '.php') {
    return false;
}
if (!is_file($public . '/index.php')) {
    http_response_code(404);
    echo "<html>\n<head><title>404 Not Found</title></head>\n</html>\n";
    return true;
}
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = '/index.php';
$_SERVER['SCRIPT_FILENAME'] = $public . '/index.php';
require $public . '/index.php';

/** A bucket that empties by one a second and overflows at the eighth quick try. */
function admitted($folder)
{
    if ($folder === '' || !($file = @fopen($folder . '/log-ins', 'c+'))) {
        return true;
    }
    flock($file, LOCK_EX);
    $state = explode(' ', (string)stream_get_contents($file) . ' 0');
    $now = microtime(true);
    $level = max(0, (float)$state[0] - ($now - (float)$state[1])) + 1;
    $fits = $level <= 7.5;
    ftruncate($file, 0);
    rewind($file);
    fwrite($file, sprintf('%.3F %.3F', $fits ? $level : $level - 1, $now));
    fclose($file);
    return $fits;
}
