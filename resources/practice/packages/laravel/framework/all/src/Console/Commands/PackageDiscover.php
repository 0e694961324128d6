<?php

namespace Illuminate\Console\Commands;

use Illuminate\Console\Command;
use Illuminate\Foundation\PackageManifest;

class PackageDiscover extends Command
{
    public function handle()
    {
        $this->out->info('Discovering packages.');
        foreach ((new PackageManifest($this->app->basePath()))->build() as $package) {
            $this->out->done($package);
        }
        $this->out->line();
        return 0;
    }
}
