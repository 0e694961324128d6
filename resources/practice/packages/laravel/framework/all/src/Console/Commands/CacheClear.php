<?php

namespace Illuminate\Console\Commands;

use Illuminate\Console\Command;

/** Fails with exit code 0 when it has no right to: read what it says, or look. */
class CacheClear extends Command
{
    public function handle()
    {
        if ($this->app->cache()->flush()) {
            $this->out->info('Application cache cleared successfully.');
        } else {
            $this->out->error('Failed to clear cache. Make sure you have the appropriate permissions.');
        }
        return 0;
    }
}
