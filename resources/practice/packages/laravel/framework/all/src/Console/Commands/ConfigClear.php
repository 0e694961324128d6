<?php

namespace Illuminate\Console\Commands;

use Illuminate\Console\Command;

class ConfigClear extends Command
{
    public function handle()
    {
        @unlink($this->app->basePath('bootstrap/cache/config.php'));
        $this->out->info('Configuration cache cleared successfully.');
        return 0;
    }
}
