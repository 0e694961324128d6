<?php

return [
    'api_route_prefix' => env('DF_API_ROUTE_PREFIX', 'api'),
    'status_route_prefix' => env('DF_STATUS_ROUTE_PREFIX', 'status'),
    'landing_page' => env('DF_LANDING_PAGE', '/dreamfactory/dist/index.html'),
    'login_attribute' => env('DF_LOGIN_ATTRIBUTE', 'email'),
    'always_wrap_resources' => env('DF_ALWAYS_WRAP_RESOURCES', true),
    'resources_wrapper' => env('DF_RESOURCE_WRAPPER', 'resource'),
    'jwt_ttl' => env('DF_JWT_TTL', 1440),
    'allow_forever_sessions' => env('DF_ALLOW_FOREVER_SESSIONS', false),
    'default_cache_ttl' => env('CACHE_DEFAULT_TTL', 18000),
    'db' => [
        'max_records_returned' => env('DB_MAX_RECORDS_RETURNED', 100000),
        'sqlite_storage' => env('DF_SQLITE_STORAGE', storage_path('databases')),
    ],
];
