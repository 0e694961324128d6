<?php

// add-canaries.php PRACTICE.JSON, in the installation's root: secrets that tests know and look for where they must not be.

use DreamFactory\Core\TableResource;

$state = json_decode(file_get_contents($argv[1]), true);
require 'vendor/autoload.php';
$app = require 'bootstrap/app.php';
$app->boot();
TableResource::insert($app, 'service', ['name' => 'canary', 'label' => 'Canary', 'description' => null, 'type' => 'smtp_email',
    'is_active' => true, 'mutable' => true, 'deletable' => true, 'config' => ['host' => '127.0.0.1', 'port' => '2525',
    'encryption' => '', 'username' => 'canary', 'password' => 'canary-service-secret-8Hd2']]);
TableResource::insert($app, 'lookup', ['name' => 'canary', 'value' => 'canary-lookup-secret-3Zk9', 'private' => true]);
