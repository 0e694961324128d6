<?php

namespace Illuminate\Console\Commands;

use Illuminate\Console\Command;

class DbSeed extends Command
{
    public function handle()
    {
        if (!$this->confirmToProceed()) {
            return 1;
        }
        $this->out->info('Seeding database.');
        $seeder = new \DatabaseSeeder();
        $seeder->output = $this->out;
        $seeder->db = $this->app->db();
        $seeder->run();
        return 0;
    }
}
