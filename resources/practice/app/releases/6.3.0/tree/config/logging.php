<?php

return [
    'default' => env('LOG_CHANNEL', env('APP_LOG', 'stack')),
    'level' => env('APP_LOG_LEVEL', 'warning'),
];
