<?php

namespace Illuminate\Console\Commands;

use Illuminate\Console\Command;
use Illuminate\Foundation\Maintenance;

class Down extends Command
{
    public function handle()
    {
        if ($this->app->isDownForMaintenance() && !$this->option('secret')) {
            $this->out->info('Application is already down.');
            return 0;
        }
        try {
            Maintenance::enter($this->app->basePath(), $this->options);
        } catch (\Exception $e) {
            $this->out->error('Failed to enter maintenance mode: ' . $e->getMessage() . '.');
            return 1;
        }
        $this->out->info('Application is now in maintenance mode.');
        if ($this->option('secret')) {
            $this->out->info('You may bypass maintenance mode via [' . $this->app->config->get('app.url', 'http://localhost')
                . '/' . $this->option('secret') . '].');
        }
        return 0;
    }
}
