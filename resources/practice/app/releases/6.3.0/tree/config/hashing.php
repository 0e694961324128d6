<?php

return [
    'bcrypt' => [
        'rounds' => env('BCRYPT_ROUNDS', 10),
    ],
];
