<?php

use Illuminate\Database\Connection;
use Illuminate\Database\Migration;
use Illuminate\Database\Schema;

return new class extends Migration {
    public function up(Schema $schema, Connection $db)
    {
        $schema->create('user_custom', 'id; user_id uint >user!; name string; value longtext null; @dates');
    }
};
