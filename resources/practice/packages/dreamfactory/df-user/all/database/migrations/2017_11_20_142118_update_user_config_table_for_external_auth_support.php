<?php

use Illuminate\Database\Connection;
use Illuminate\Database\Migration;
use Illuminate\Database\Schema;

return new class extends Migration {
    public function up(Schema $schema, Connection $db)
    {
        $schema->add('user_config', 'alt_auth_db_service_id uint null; alt_auth_table string null; alt_auth_username_field string null; alt_auth_password_field string null; alt_auth_email_field string null; alt_auth_other_fields string null; alt_auth_filter string null');
    }
};
