<?php

use Illuminate\Database\Connection;
use Illuminate\Database\Migration;
use Illuminate\Database\Schema;

return new class extends Migration {
    public function up(Schema $schema, Connection $db)
    {
        $schema->create('api_builder_projects', 'id; name string; label string null; definition longtext null; @dates; @by');
        $schema->create('api_builder_versions', 'id; project_id uint >api_builder_projects!; number uint =1; definition longtext null; @dates');
    }
};
