<?php

// describe.php FOLDER new|set name=value…: keeps FOLDER/practice.json (0600), what there is to know about the server.

list(, $folder, $what) = $argv;
$file = "$folder/practice.json";
if ($what === 'new') {
    $word = function ($bytes) {
        return bin2hex(random_bytes($bytes));
    };
    $state = ['version' => 1, 'practice' => true, 'createdAt' => gmdate('Y-m-d\TH:i:s\Z'),
              'adminEmail' => 'admin@example.com', 'adminPassword' => 'practice-' . $word(8),
              'userEmail' => 'anna@example.com', 'userPassword' => 'practice-' . $word(8),
              'appKey' => 'base64:' . base64_encode(random_bytes(32))];
} else {
    $state = json_decode(file_get_contents($file), true);
}
foreach (array_slice($argv, 3) as $pair) {
    list($name, $value) = explode('=', $pair, 2);
    $state[$name] = ctype_digit($value) ? (int)$value : $value;
}
umask(077);
file_put_contents("$file.new", json_encode($state, JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES) . "\n");
chmod("$file.new", 0600);
rename("$file.new", $file);
