<?php

use Illuminate\Database\Connection;
use Illuminate\Database\Migration;
use Illuminate\Database\Schema;

return new class extends Migration {
    public function up(Schema $schema, Connection $db)
    {
        $schema->create('mcp_server_config', 'service_id uint primary >service!; api_name string null; oauth_client_id string null; '
            . 'oauth_client_secret text null');
        $schema->create('mcp_custom_tools', 'id; service_id uint >service!; name string; description text null; enabled bool =1; @dates');
    }
};
