<?php

// Says which extensions PHP lacks for the practice server, one a line.
foreach (['ctype', 'curl', 'json', 'mbstring', 'openssl', 'pdo_sqlite', 'phar', 'tokenizer'] as $name) {
    extension_loaded($name) || print("$name\n");
}
if (version_compare(PHP_VERSION, '8.0', '<')) {
    echo "8.0\n"; // the newer releases ask for it
}
