<?php

// env.php ROOT PRACTICE.JSON: makes .env from .env-dist. Database settings come from the environment, else SQLite.

$root = $argv[1];
$text = file_get_contents("$root/.env-dist");
$state = json_decode(file_get_contents($argv[2]), true);

$values = ['APP_ENV' => 'production', 'APP_KEY' => $state['appKey'], 'DF_INSTALL' => 'Practice',
           'CACHE_DRIVER' => 'file', 'DB_CONNECTION' => getenv('DB_CONNECTION') ?: 'sqlite'];
if ($values['DB_CONNECTION'] === 'sqlite') {
    $values['DB_DATABASE'] = getenv('DB_DATABASE') ?: "$root/storage/databases/dreamfactory.sqlite";
} else {
    $values += ['DB_CHARSET' => 'utf8', 'DB_COLLATION' => 'utf8_unicode_ci'];
    foreach (['DB_HOST', 'DB_PORT', 'DB_DATABASE', 'DB_USERNAME', 'DB_PASSWORD', 'DB_SOCKET'] as $name) {
        if (getenv($name) !== false) {
            $values[$name] = getenv($name);
        }
    }
}
foreach ($values as $name => $value) {
    if (preg_match('/[\s#"\'$\\\\]/', $value)) {
        $value = '"' . addcslashes($value, '"\\$') . '"';
    }
    $line = "$name=$value";
    $text = preg_replace("/^#?$name=.*$/m", strtr($line, ['\\' => '\\\\', '$' => '\\$']), $text, 1, $found);
    $text = $found ? $text : rtrim($text) . "\n$line\n";
}
file_put_contents("$root/.env", $text);
