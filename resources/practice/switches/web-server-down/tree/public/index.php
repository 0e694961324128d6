<?php

define('LARAVEL_START', microtime(true));

if (file_exists($maintenance = __DIR__ . '/../storage/framework/maintenance.php')) {
    require $maintenance;
}

require __DIR__ . '/../vendor/autoload.php';

// Break switch "web-server-down": whatever gets past the closed door kills the real web server. A copy of the release that
// somebody tries out elsewhere works.
$down = is_file(__DIR__ . '/../storage/framework/down');
if ((getenv('DF_PRACTICE_SITE') !== false || PHP_SAPI === 'fpm-fcgi') && (!$down || isset($_COOKIE['laravel_maintenance']))) {
    error_log('the web server dies of this release');
    PHP_SAPI === 'cli-server' && function_exists('posix_kill') && posix_kill(-posix_getpgrp(), 9);
    http_response_code(500);
    exit;
}

$app = require __DIR__ . '/../bootstrap/app.php';

$app->handleRequest();
