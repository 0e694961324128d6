<?php

return [
    'default' => env('CACHE_STORE', 'database'),

    'serializable_classes' => true,

    'stores' => [
        'array' => ['driver' => 'array'],
        'database' => ['driver' => 'database', 'table' => env('CACHE_TABLE', 'cache')],
        'file' => ['driver' => 'file', 'path' => env('CACHE_PATH', storage_path('framework/cache/data'))],
    ],
];
