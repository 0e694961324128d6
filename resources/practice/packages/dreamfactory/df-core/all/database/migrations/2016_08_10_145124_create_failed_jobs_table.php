<?php

use Illuminate\Database\Connection;
use Illuminate\Database\Migration;
use Illuminate\Database\Schema;

return new class extends Migration {
    public function up(Schema $schema, Connection $db)
    {
        $schema->create('failed_jobs', 'id; connection text; queue text; payload longtext; exception longtext; failed_at timestamp =now');
    }
};
