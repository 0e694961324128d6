<?php

namespace Illuminate\Console\Commands;

use Illuminate\Console\Command;
use Illuminate\Foundation\Maintenance;

class Up extends Command
{
    public function handle()
    {
        if (!$this->app->isDownForMaintenance()) {
            $this->out->info('Application is already up.');
            return 0;
        }
        try {
            Maintenance::leave($this->app->basePath());
        } catch (\Exception $e) {
            $this->out->error('Failed to disable maintenance mode: ' . $e->getMessage() . '.');
            return 1;
        }
        $this->out->info('Application is now live.');
        return 0;
    }
}
