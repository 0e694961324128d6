<?php

namespace Illuminate\Console\Commands;

use Illuminate\Console\Command;

class ViewClear extends Command
{
    public function handle()
    {
        $folder = $this->app->basePath('storage/framework/views');
        if (!is_dir($folder)) {
            throw new \RuntimeException('View path not found.');
        }
        foreach (glob($folder . '/*.php') ?: [] as $file) {
            @unlink($file);
        }
        $this->out->info('Compiled views cleared successfully.');
        return 0;
    }
}
