<?php

use Illuminate\Database\Connection;
use Illuminate\Database\Migration;
use Illuminate\Database\Schema;

return new class extends Migration {
    public function up(Schema $schema, Connection $db)
    {
        $schema->create('user_config', 'service_id uint primary >service!; allow_open_registration bool =0; open_reg_role_id uint null '
            . '>role?; open_reg_email_service_id uint null >service?; open_reg_email_template_id uint null '
            . '>email_template?; invite_email_service_id uint null >service?; invite_email_template_id uint '
            . 'null >email_template?; password_email_service_id uint null >service?; '
            . 'password_email_template_id uint null >email_template?');
    }
};
