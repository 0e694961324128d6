<?php

namespace Illuminate\Console\Commands;

use Illuminate\Console\Command;

class Environment extends Command
{
    public function handle()
    {
        $this->out->info('The application environment is [' . $this->app->environment() . '].');
        return 0;
    }
}
