<?php

use Illuminate\Database\Connection;
use Illuminate\Database\Migration;
use Illuminate\Database\Schema;

return new class extends Migration {
    public function up(Schema $schema, Connection $db)
    {
        $schema->create('webdav_service_config', 'service_id uint primary >service!; base_uri string; username text null; password text null; '
            . 'auth_type int null; encoding int null; proxy string null');
    }
};
