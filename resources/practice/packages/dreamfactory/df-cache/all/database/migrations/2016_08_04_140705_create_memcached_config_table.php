<?php

use Illuminate\Database\Connection;
use Illuminate\Database\Migration;
use Illuminate\Database\Schema;

return new class extends Migration {
    public function up(Schema $schema, Connection $db)
    {
        $schema->create('memcached_config', 'service_id uint primary >service!; host string; port int =11211; default_ttl int =300');
    }
};
