<?php

use Illuminate\Database\Connection;
use Illuminate\Database\Migration;
use Illuminate\Database\Schema;

return new class extends Migration {
    public function up(Schema $schema, Connection $db)
    {
        $schema->create('db_table_extras', 'id; service_id uint >service!; table string; label string null; plural string null; name_field '
            . 'string(128) null; model string null; description text null; @dates; @by');
        $schema->create('db_field_extras', 'id; service_id uint >service!; table string; field string; label string null; extra_type string '
            . 'null; description text null; picklist text null; validation text null; client_info text null; '
            . '@dates; @by');
        $schema->create('db_relationship_extras', 'id; service_id uint >service!; table string; relationship string; alias string null; label '
            . 'string null; description text null; always_fetch bool =0; flatten bool =0; flatten_drop_prefix '
            . 'bool =0; @dates; @by');
    }
};
