<?php

use Illuminate\Database\Connection;
use Illuminate\Database\Migration;
use Illuminate\Database\Schema;

/** Stretches every API key: on purpose the slow one, a good part of a second per app. */
return new class extends Migration {
    public function up(Schema $schema, Connection $db)
    {
        $schema->add('app', 'api_key_digest string null');
        foreach ($db->rows('app') as $row) {
            $digest = hash_pbkdf2('sha256', (string)$row['api_key'], 'app.' . $row['id'], 400000, 64);
            $db->update('app', ['api_key_digest' => $digest], ['id' => $row['id']]);
        }
    }
};
