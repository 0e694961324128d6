<?php

/**
 * data.php FOLDER: fills the freshly installed practice server, through the application's own models, so that whatever
 * must be encrypted is encrypted under its key: people, roles, apps with rotated keys, services, look-ups, files.
 */

use DreamFactory\Core\TableResource;

$state = json_decode(file_get_contents($argv[1] . '/practice.json'), true);
$root = $state['root'];
$customer = dirname($root) . '/customer';

require "$root/vendor/autoload.php";
$app = require "$root/bootstrap/app.php";
$app->boot();
$db = $app->db();
$add = function ($model, array $record) use ($app) {
    return TableResource::insert($app, $model, $record);
};

$admin = $add('admin', ['name' => 'Ops Admin', 'first_name' => 'Ops', 'last_name' => 'Admin', 'is_active' => true,
    'email' => $state['adminEmail'], 'phone' => '5551234', 'password' => $state['adminPassword'], 'confirm_code' => 'y']);
$add('admin', ['name' => 'Second Admin', 'first_name' => 'Second', 'last_name' => 'Admin', 'is_active' => true,
    'email' => 'admin2@example.com', 'password' => bin2hex(random_bytes(10)), 'confirm_code' => 'y']);
$anna = $add('user', ['name' => 'Anna Alt', 'first_name' => 'Anna', 'last_name' => 'Alt', 'is_active' => true,
    'email' => $state['userEmail'], 'password' => $state['userPassword'], 'confirm_code' => 'y']);
$add('user', ['name' => 'Bob Größe', 'first_name' => 'Bob', 'last_name' => 'Größe', 'is_active' => true,
    'email' => 'bob@example.com', 'password' => bin2hex(random_bytes(10)), 'confirm_code' => 'y']);
$add('user', ['name' => 'Gone User', 'first_name' => 'Gone', 'last_name' => 'User', 'is_active' => false,
    'email' => 'gone@example.com', 'password' => bin2hex(random_bytes(10)), 'confirm_code' => 'y']);

is_dir($customer . '/files') || mkdir($customer . '/files', 0755, true);
file_put_contents("$customer/files/hello.txt", "Hello, customer\n");
$shop = new PDO("sqlite:$customer/shop.sqlite", null, null, [PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION]);
$shop->exec('create table if not exists contact (id integer primary key, first_name text, last_name text, email text)');
$shop->exec('create table if not exists orders (id integer primary key, contact_id integer, total real, note text)');
$shop->exec("insert or ignore into contact values (1, 'Ada', 'Lovelace', 'ada@example.com'), (2, 'Alan', 'Turing', 'alan@example.com'),
    (3, 'Grace', 'Hopper', 'grace@example.com')");
$shop->exec("insert or ignore into orders values (1, 1, 12.5, 'first'), (2, 1, 99.99, 'Größe M'), (3, 3, 7, null)");

$web = isset($state['url']) ? $state['url'] : 'http://127.0.0.1';
$services = [
    'shop' => ['Shop DB', 'customer orders', 'sqlite', true, ['database' => "$customer/shop.sqlite"]],
    'docs' => ['Documents', null, 'local_file', true, ['public_path' => [], 'container' => "$customer/files"]],
    'erp' => ['ERP REST', null, 'rws', true, ['base_url' => "$web/api/v2", 'headers' => [
        ['name' => 'X-Erp-Key', 'value' => 'erp-' . bin2hex(random_bytes(6)), 'pass_from_client' => 0, 'action' => 31]]]],
    'mailer' => ['SMTP', null, 'smtp_email', true, ['host' => '127.0.0.1', 'port' => '2525', 'encryption' => '',
        'username' => 'mailuser', 'password' => 'mail-' . bin2hex(random_bytes(6))]],
    'warehouse' => ['PG warehouse', null, 'pgsql', false, ['host' => '127.0.0.1', 'port' => 5432, 'database' => 'wh',
        'username' => 'wh', 'password' => 'wh-' . bin2hex(random_bytes(6))]],
    'kv' => ['Local cache', null, 'cache_local', true, ['store' => 'file', 'default_ttl' => 300]],
    'archive' => ['Archive on SFTP', 'nightly', 'sftp_file', true, ['host' => '127.0.0.1', 'port' => 22,
        'username' => 'archive', 'password' => 'archive-' . bin2hex(random_bytes(6))]],
    'newsletter' => ['Mailgun', null, 'mailgun_email', true, ['domain' => 'example.com', 'key' => 'key-' . bin2hex(random_bytes(12))]],
];
$ids = [];
foreach ($services as $name => $service) {
    $ids[$name] = $add('service', ['name' => $name, 'label' => $service[0], 'description' => $service[1], 'type' => $service[2],
        'is_active' => $service[3], 'mutable' => true, 'deletable' => true, 'created_by_id' => $admin, 'config' => $service[4]]);
}

$reader = $add('role', ['name' => 'ReadOnly', 'description' => 'GET on shop', 'is_active' => true]);
$editor = $add('role', ['name' => 'Editor', 'description' => 'all on shop and docs', 'is_active' => true]);
$add('role_service_access', ['role_id' => $reader, 'service_id' => $ids['shop'], 'component' => '_table/*', 'verb_mask' => 1,
    'requestor_mask' => 1, 'filters' => [], 'filter_op' => 'AND']);
foreach (['shop', 'docs'] as $name) {
    $add('role_service_access', ['role_id' => $editor, 'service_id' => $ids[$name], 'component' => '*', 'verb_mask' => 31,
        'requestor_mask' => 3, 'filters' => [['name' => 'id', 'operator' => '<', 'value' => '1000']], 'filter_op' => 'AND']);
}
$app1 = $add('app', ['name' => 'mobile', 'description' => 'phone app', 'is_active' => true, 'type' => 0, 'role_id' => $reader]);
$app2 = $add('app', ['name' => 'web', 'description' => 'portal', 'is_active' => true, 'type' => 0, 'role_id' => $editor]);
$add('app', ['name' => 'legacy', 'is_active' => false, 'type' => 2, 'url' => 'https://legacy.example.com/']);
$db->insert('user_to_app_to_role', ['user_id' => $anna, 'app_id' => $app2, 'role_id' => $editor]);
// keys that somebody changed, and a delivered service that somebody deleted: seeding undoes both
foreach (['admin', 'file_manager'] as $name) {
    $db->update('app', ['api_key' => bin2hex(random_bytes(32))], ['name' => $name]);
}
$db->delete('file_service_config', ['service_id' => (int)$db->row('service', ['name' => 'logs'])['id']]);
$db->delete('service', ['name' => 'logs']);

$add('role_lookup', ['role_id' => $reader, 'name' => 'region', 'value' => 'EU', 'private' => false]);
$add('lookup', ['name' => 'tenant', 'value' => 'acme', 'private' => false]);
$add('lookup', ['name' => 'api_secret', 'value' => 'lookup-' . bin2hex(random_bytes(6)), 'private' => true]);
$add('user_lookup', ['user_id' => $anna, 'name' => 'colour', 'value' => 'blue', 'private' => false]);
$add('cors', ['path' => 'api/v2/shop/*', 'description' => 'shop', 'origin' => 'https://portal.example.com', 'header' => '*',
    'exposed_header' => '', 'method' => ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'], 'max_age' => 600,
    'supports_credentials' => false, 'enabled' => true]);
$now = gmdate('Y-m-d H:i:s');
$db->insert('system_custom', ['name' => 'colours', 'value' => '{"head":"#203040"}', 'created_date' => $now,
    'last_modified_date' => $now], false);
$db->insert('instance_id', ['instance_id' => bin2hex(random_bytes(16)), 'created_date' => $now, 'last_modified_date' => $now]);
$db->insert('jobs', ['queue' => 'default', 'payload' => '{"job":"practice"}', 'attempts' => 0, 'available_at' => time(),
    'created_at' => time()]);

$files = "$root/storage/app";
foreach (['reports/2026', 'Träger und Größe', 'uploads/a/b/c'] as $name) {
    is_dir("$files/$name") || mkdir("$files/$name", 0755, true);
}
foreach (['reports/2026/quarter 1.csv' => "a;b\n1;2\n", 'Träger und Größe/märz.txt' => "März\n", "uploads/it's \"odd\".txt" => "odd\n",
          'uploads/-rf.txt' => "dash\n", 'uploads/$HOME `id`.txt' => "shell\n", 'uploads/empty' => '',
          'uploads/a/b/c/deep.json' => "{}\n", 'uploads/tail ' => "space\n", '.hidden' => "dot\n"] as $name => $text) {
    file_put_contents("$files/$name", $text);
}
for ($i = 0; $i < 40; ++$i) {
    file_put_contents(sprintf('%s/uploads/scan-%03d.bin', $files, $i), random_bytes(20000));
}
file_put_contents("$files/uploads/video.mp4", random_bytes(6 * 1024 * 1024));
is_link("$files/latest.csv") || symlink('reports/2026/quarter 1.csv', "$files/latest.csv");
touch("$files/reports/2026/quarter 1.csv", 1767225600);
file_put_contents("$root/storage/logs/dreamfactory.log", "[2026-11-20 08:00:00] production.WARNING: Practice log\n", FILE_APPEND);
file_put_contents("$root/storage/logs/laravel-2026-11-19.log", "[2026-11-19 08:00:00] production.INFO: yesterday\n");
new PDO("sqlite:$root/storage/databases/db.sqlite");
touch("$root/storage/databases/db.sqlite");
