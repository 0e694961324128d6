<?php

use Illuminate\Database\Connection;
use Illuminate\Database\Migration;
use Illuminate\Database\Schema;

return new class extends Migration {
    public function up(Schema $schema, Connection $db)
    {
        $schema->create('sql_db_config', 'service_id uint primary >service!; connection text null; options text null; attributes text '
            . 'null');
    }
};
