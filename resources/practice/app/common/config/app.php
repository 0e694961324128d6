<?php

return [
    'name' => env('APP_NAME', 'DreamFactory'),
    'version' => '{{release}}',
    'env' => env('APP_ENV', 'production'),
    'debug' => env('APP_DEBUG', false),
    'url' => env('APP_URL', 'http://127.0.0.1'),
    'timezone' => env('APP_TIMEZONE', 'UTC'),
    'locale' => env('APP_LOCALE', 'en'),
    'key' => env('APP_KEY', ''),
    'cipher' => env('APP_CIPHER', 'AES-256-CBC'),
];
