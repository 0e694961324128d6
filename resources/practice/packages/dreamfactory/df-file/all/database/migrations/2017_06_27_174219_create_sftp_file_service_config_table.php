<?php

use Illuminate\Database\Connection;
use Illuminate\Database\Migration;
use Illuminate\Database\Schema;

return new class extends Migration {
    public function up(Schema $schema, Connection $db)
    {
        $schema->create('sftp_service_config', 'service_id uint primary >service!; host string; port int =22; username text null; password text '
            . 'null; timeout int =90; host_fingerprint text null; private_key text null');
    }
};
