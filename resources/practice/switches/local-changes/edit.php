<?php

// edit.php ROOT: what an administrator changed by hand over the years.
$root = $argv[1];
$replace = function ($file, $from, $to) use ($root) {
    $text = file_get_contents("$root/$file");
    if (strpos($text, $from) === false) {
        fwrite(STDERR, "error $file has no line \"$from\"\n");
        exit(1);
    }
    file_put_contents("$root/$file", str_replace($from, $to, $text));
};
// does not fit newer releases: they have another line here
$replace('config/database.php', "env('DB_CONNECTION', env('DB_DRIVER', 'sqlite'))",
    "env('DB_CONNECTION', env('DB_DRIVER', env('OUR_DEFAULT_DB', 'sqlite')))");
// the vendor's guide recommends this one; it fits
$replace('config/database.php', "'strict' => true,", "'strict' => false,");
$replace('resources/views/errors/503.blade.php', '<div class="title">Be right back.</div>',
    '<div class="title">We are updating. Call 555 0100 if it is urgent.</div>');
$replace('public/.htaccess', 'LimitRequestBody 9990000', 'LimitRequestBody 52428800');
// and a file of their own
file_put_contents("$root/public/health.php", "<?php\n\necho 'ok';\n");
