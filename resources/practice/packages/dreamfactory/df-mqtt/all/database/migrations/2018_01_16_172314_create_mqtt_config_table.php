<?php

use Illuminate\Database\Connection;
use Illuminate\Database\Migration;
use Illuminate\Database\Schema;

return new class extends Migration {
    public function up(Schema $schema, Connection $db)
    {
        $schema->create('mqtt_config', 'service_id uint primary >service!; host string; port int =1883; client_id string null; username '
            . 'string null; password text null');
    }
};
