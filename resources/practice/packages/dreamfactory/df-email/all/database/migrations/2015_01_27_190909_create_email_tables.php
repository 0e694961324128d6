<?php

use Illuminate\Database\Connection;
use Illuminate\Database\Migration;
use Illuminate\Database\Schema;

return new class extends Migration {
    public function up(Schema $schema, Connection $db)
    {
        $schema->create('cloud_email_config', 'service_id uint primary >service!; domain string null; key text');
        $schema->create('smtp_config', 'service_id uint primary >service!; host string; port string =587; encryption string null; '
            . 'username text null; password text null');
        $schema->create('email_parameters_config', 'id; service_id uint >service!; name string; value mediumtext null; active bool =1');
    }
};
