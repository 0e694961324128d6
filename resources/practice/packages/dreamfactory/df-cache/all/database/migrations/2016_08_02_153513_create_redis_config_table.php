<?php

use Illuminate\Database\Connection;
use Illuminate\Database\Migration;
use Illuminate\Database\Schema;

return new class extends Migration {
    public function up(Schema $schema, Connection $db)
    {
        $schema->create('redis_config', 'service_id uint primary >service!; host string; port int =6379; password longtext null; '
            . 'database_index int =0; default_ttl int =300; options mediumtext null');
    }
};
