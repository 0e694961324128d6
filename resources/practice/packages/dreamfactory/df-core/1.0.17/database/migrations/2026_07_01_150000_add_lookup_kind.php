<?php

use Illuminate\Database\Connection;
use Illuminate\Database\Migration;
use Illuminate\Database\Schema;

return new class extends Migration {
    public function up(Schema $schema, Connection $db)
    {
        $schema->add('lookup', 'kind string(32) null');
        $schema->change('service', 'description', 'text');
    }
};
