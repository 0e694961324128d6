<?php

use Illuminate\Database\Connection;
use Illuminate\Database\Migration;
use Illuminate\Database\Schema;

/**
 * Break switch "migration-fails-live": alters three tables, then fails, but only on the database that the server works
 * with. A rehearsal on a copy passes, so it happens while users are shut out.
 */
return new class extends Migration {
    public function up(Schema $schema, Connection $db)
    {
        $schema->create('user_phone', 'id; user_id uint >user!; number string(32); @dates');
        $schema->add('user', 'phone_id uint null');
        $schema->change('email_template', 'subject', 'text');
        if ($db->setting('database') === '{{database}}') {
            $db->update('user', ['phone' => null], ['is_sys_admin' => false]);
            $db->insert('user_phone', ['user_id' => 1, 'no_such_column' => 'x']);
        }
    }
};
