<?php

namespace Illuminate\Console\Commands;

use Illuminate\Console\Command;

class OptimizeClear extends Command
{
    public function handle()
    {
        $this->out->info('Clearing cached bootstrap files.');
        $this->out->task('events', function () {
        });
        foreach (['views' => 'storage/framework/views/*.php', 'route' => 'bootstrap/cache/routes-*.php',
                  'config' => 'bootstrap/cache/config.php', 'compiled' => 'bootstrap/cache/{packages,services}.php'] as $what => $files) {
            $this->out->task($what, function () use ($files) {
                array_map('unlink', glob($this->app->basePath($files), GLOB_BRACE) ?: []);
            });
        }
        $this->out->task('cache', function () {
            $this->app->cache()->flush();
        });
        $this->out->line();
        return 0;
    }
}
