<?php

// For PHP's own web server: what exists below public/ is served as it is, everything else is the application's.
$uri = urldecode((string)parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH));
if ($uri !== '/' && is_file(__DIR__ . '/public' . $uri)) {
    return false;
}
require_once __DIR__ . '/public/index.php';
