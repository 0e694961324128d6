<?php

namespace Illuminate\Console\Commands;

use Illuminate\Console\Command;

class QueueRestart extends Command
{
    public function handle()
    {
        $this->app->cache()->put('illuminate:queue:restart', time(), 315360000);
        $this->out->info('Broadcasting queue restart signal.');
        return 0;
    }
}
