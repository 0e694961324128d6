<?php

namespace Illuminate\Console\Commands;

use Illuminate\Console\Command;

class ConfigCache extends Command
{
    public function handle()
    {
        $text = '<?php return ' . var_export($this->app->config->all(), true) . ";\n";
        file_put_contents($this->app->basePath('bootstrap/cache/config.php'), $text);
        $this->out->info('Configuration cached successfully.');
        return 0;
    }
}
