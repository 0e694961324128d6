<?php

use Illuminate\Database\Connection;
use Illuminate\Database\Migration;
use Illuminate\Database\Schema;

return new class extends Migration {
    public function up(Schema $schema, Connection $db)
    {
        echo 'Migration driver used: ', $db->driver, "\n";
        $schema->create('user', 'id; name string; first_name string null; last_name string null; last_login_date datetime null; '
            . 'email string unique; password text null; is_sys_admin bool =0; is_active bool =1; phone '
            . 'string(32) null; security_question string null; security_answer text null; confirm_code string '
            . 'null; default_app_id uint null; remember_token string(100) null; @dates; @by');
        $schema->create('password_resets', 'email string; token string; created_date timestamp null');
        $schema->create('service', 'id; name string(40) unique; label string(80); description string null; is_active bool =0; type '
            . 'string(40); mutable bool =1; deletable bool =1; @dates; @by');
        $schema->create('service_doc', 'service_id uint primary >service!; format uint =0; content mediumtext null; @dates');
        $schema->create('role', 'id; name string(64) unique; description string null; is_active bool =0; @dates; @by');
        $schema->create('role_service_access', 'id; role_id uint >role!; service_id uint null >service!; component string null; verb_mask uint '
            . '=0; requestor_mask uint =0; filters text null; filter_op string(32) =and; @dates; @by');
        $schema->create('email_template', 'id; name string(64) unique; description string null; to text null; cc text null; bcc text null; '
            . 'subject string(80) null; body_text text null; body_html text null; from_name string(80) null; '
            . 'from_email string null; reply_to_name string(80) null; reply_to_email string null; defaults '
            . 'text null; @dates; @by');
        $schema->create('cors_config', 'id; path string unique; origin string null; header text null; method uint =0; max_age uint =0; '
            . 'enabled bool =1; @dates; @by');
        $schema->create('app', 'id; name string(64) unique; api_key string null; description string null; is_active bool =0; '
            . 'type uint =0; path text null; url text null; storage_service_id uint null >service?; '
            . 'storage_container string null; requires_fullscreen bool =0; allow_fullscreen_toggle bool =1; '
            . 'toggle_location string(64) =top; role_id uint null >role?; @dates; @by');
        $schema->create('user_to_app_to_role', 'id; user_id uint >user!; app_id uint >app!; role_id uint >role!');
        $schema->create('token_map', 'user_id uint >user!; token text; iat uint; exp uint');
        $schema->create('file_service_config', 'service_id uint primary >service!; public_path text null; container text null');
        $schema->create('service_cache_config', 'service_id uint primary >service!; cache_enabled bool =0; cache_ttl uint =0');
        $schema->create('system_config', 'service_id uint primary >service!; default_app_id uint null >app?; invite_email_service_id uint '
            . 'null >service?; invite_email_template_id uint null >email_template?; password_email_service_id '
            . 'uint null >service?; password_email_template_id uint null >email_template?');
        $schema->create('system_custom', 'name string primary; value mediumtext null; @dates; @by');
        $schema->create('lookup', 'id; app_id uint null >app!; role_id uint null >role!; user_id uint null >user!; name string; '
            . 'value text null; private bool =0; description text null; @dates; @by');
    }
};
