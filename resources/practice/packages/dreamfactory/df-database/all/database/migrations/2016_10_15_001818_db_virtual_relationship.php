<?php

use Illuminate\Database\Connection;
use Illuminate\Database\Migration;
use Illuminate\Database\Schema;

return new class extends Migration {
    public function up(Schema $schema, Connection $db)
    {
        $schema->create('db_virtual_relationship', 'id; type string; service_id uint >service!; table string; field string; ref_service_id uint '
            . '>service!; ref_table string; ref_field string; junction_service_id uint null; junction_table '
            . 'string null; junction_field string null; junction_ref_field string null; @dates; @by');
    }
};
