<?php

namespace Illuminate\Console\Commands;

use Illuminate\Console\Command;
use Illuminate\Database\Migrator;

class MigrateStatus extends Command
{
    public function handle()
    {
        $migrator = new Migrator($this->app->db(), $this->app->migrationPaths);
        if (!$migrator->isPrepared()) {
            $this->out->error('Migration table not found.');
            return 1;
        }
        $ran = $migrator->ran();
        $this->out->line();
        $this->out->twoColumns('Migration name', 'Batch / Status');
        foreach (array_keys($migrator->files()) as $name) {
            $this->out->twoColumns($name, isset($ran[$name]) ? '[' . $ran[$name] . '] Ran' : 'Pending');
        }
        $this->out->line();
        return 0;
    }
}
