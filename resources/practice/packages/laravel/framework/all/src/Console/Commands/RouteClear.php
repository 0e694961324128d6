<?php

namespace Illuminate\Console\Commands;

use Illuminate\Console\Command;

class RouteClear extends Command
{
    public function handle()
    {
        array_map('unlink', glob($this->app->basePath('bootstrap/cache/routes-*.php')) ?: []);
        $this->out->info('Route cache cleared successfully.');
        return 0;
    }
}
