<?php

use Illuminate\Database\Connection;
use Illuminate\Database\Migration;
use Illuminate\Database\Schema;

return new class extends Migration {
    public function up(Schema $schema, Connection $db)
    {
        $schema->create('jobs', 'id; queue string; payload longtext; attempts uint; reserved_at uint null; available_at uint; '
            . 'created_at uint');
    }
};
