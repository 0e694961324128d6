<?php

use Illuminate\Database\Connection;
use Illuminate\Database\Migration;
use Illuminate\Database\Schema;

return new class extends Migration {
    public function up(Schema $schema, Connection $db)
    {
        $schema->add('cors_config', 'description string null; exposed_header text null; supports_credentials bool =0');
    }
};
