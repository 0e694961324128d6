<?php

namespace Illuminate\Console\Commands;

use Illuminate\Console\Command;

/** Every table of the database that .env names is dropped, whoever's it is. */
class MigrateFresh extends Command
{
    const TABLES = [
        'sqlite' => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
        'mysql' => "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()",
        'pgsql' => "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'",
    ];

    public function handle()
    {
        if (!$this->confirmToProceed()) {
            return 1;
        }
        $this->out->line();
        $this->out->task('Dropping all tables', [$this, 'drop']);
        return $this->call('migrate', array_intersect_key($this->options, ['seed' => 1]) + ['force' => true]);
    }

    public function drop()
    {
        $db = $this->app->db();
        $engine = $db->pdo()->getAttribute(\PDO::ATTR_DRIVER_NAME);
        $off = ['sqlite' => 'PRAGMA foreign_keys = OFF', 'mysql' => 'SET FOREIGN_KEY_CHECKS = 0'];
        if (isset($off[$engine])) {
            $db->statement($off[$engine]);
        }
        foreach ($db->select(self::TABLES[$engine]) as $row) {
            $db->statement('DROP TABLE ' . $db->quote($row['name']) . ($engine === 'pgsql' ? ' CASCADE' : ''));
        }
    }
}
