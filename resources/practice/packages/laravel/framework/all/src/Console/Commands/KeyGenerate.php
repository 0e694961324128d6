<?php

namespace Illuminate\Console\Commands;

use Illuminate\Console\Command;

class KeyGenerate extends Command
{
    public function handle()
    {
        $key = 'base64:' . base64_encode(random_bytes(32));
        if ($this->option('show')) {
            $this->out->line($key);
            return 0;
        }
        if ((string)$this->app->config->get('app.key') !== '' && !$this->confirmToProceed()) {
            return 0;
        }
        $file = $this->app->basePath('.env');
        $text = (string)@file_get_contents($file);
        $changed = preg_replace('/^APP_KEY=.*$/m', 'APP_KEY=' . $key, $text, 1, $count);
        if (!$count) {
            $this->out->error('Unable to set application key. No APP_KEY variable was found in the .env file.');
            return 0;
        }
        file_put_contents($file, $changed);
        $this->out->info('Application key set successfully.');
        return 0;
    }
}
