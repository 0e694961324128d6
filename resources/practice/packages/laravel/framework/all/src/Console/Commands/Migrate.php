<?php

namespace Illuminate\Console\Commands;

use Illuminate\Console\Command;
use Illuminate\Database\Migrator;

class Migrate extends Command
{
    public function handle()
    {
        if (!$this->confirmToProceed()) {
            return 1;
        }
        $migrator = new Migrator($this->app->db(), $this->app->migrationPaths);
        if (!$migrator->isPrepared() && !$this->option('pretend')) {
            $this->out->info('Preparing database.');
            $this->out->task('Creating migration table', [$migrator, 'prepare']);
        }
        $pending = $migrator->pending();
        if (!$pending) {
            $this->out->info('Nothing to migrate.');
        } else {
            $this->out->info('Running migrations.');
            $this->migrate($migrator, $pending);
            $this->out->line();
        }
        if ($this->option('seed') && !$this->option('pretend')) {
            return $this->call('db:seed', ['force' => true]);
        }
        return 0;
    }

    private function migrate(Migrator $migrator, array $pending)
    {
        $ran = $migrator->ran();
        $batch = $ran ? max($ran) + 1 : 1;
        foreach ($pending as $name => $file) {
            if ($this->option('pretend')) {
                $this->out->line('  ' . $name);
                continue;
            }
            $this->out->task($name, function () use ($migrator, $name, $file, $batch) {
                $migrator->run($name, $file, $batch);
            });
        }
    }
}
