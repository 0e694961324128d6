<?php

use Illuminate\Database\Connection;
use Illuminate\Database\Migration;
use Illuminate\Database\Schema;

return new class extends Migration {
    public function up(Schema $schema, Connection $db)
    {
        $schema->create('rws_config', 'service_id uint primary >service!; base_url mediumtext');
        $schema->create('rws_parameters_config', 'id; service_id uint >service!; name string; value mediumtext null; exclude bool =0; outbound '
            . 'bool =0; cache_key bool =0; action int =0');
        $schema->create('rws_headers_config', 'id; service_id uint >service!; name string; value mediumtext null; pass_from_client bool =0; '
            . 'action int =0');
    }
};
