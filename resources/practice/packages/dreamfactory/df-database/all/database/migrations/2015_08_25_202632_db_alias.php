<?php

use Illuminate\Database\Connection;
use Illuminate\Database\Migration;
use Illuminate\Database\Schema;

return new class extends Migration {
    public function up(Schema $schema, Connection $db)
    {
        $schema->add('db_table_extras', 'alias string null');
        $schema->add('db_field_extras', 'alias string null');
    }
};
