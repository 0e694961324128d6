<?php

use Illuminate\Database\Connection;
use Illuminate\Database\Migration;
use Illuminate\Database\Schema;

return new class extends Migration {
    public function up(Schema $schema, Connection $db)
    {
        $schema->create('app_role_map', 'id; service_id uint >service!; app_id uint null >app!; role_id uint null >role!');
    }
};
