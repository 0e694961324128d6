<?php

use Illuminate\Database\Connection;
use Illuminate\Database\Migration;
use Illuminate\Database\Schema;

return new class extends Migration {
    public function up(Schema $schema, Connection $db)
    {
        $schema->create('amqp_config', 'service_id uint primary >service!; host string; port int =5672; username string null; password '
            . 'text null; vhost string null');
    }
};
