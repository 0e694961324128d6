<?php

use Illuminate\Database\Connection;
use Illuminate\Database\Migration;
use Illuminate\Database\Schema;

return new class extends Migration {
    public function up(Schema $schema, Connection $db)
    {
        $schema->create('ftp_service_config', 'service_id uint primary >service!; host string; port int =21; username text null; password text '
            . 'null; ssl bool =0; timeout int =90; passive bool =1');
    }
};
