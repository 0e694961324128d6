<?php

namespace DreamFactory\Core\Commands;

use Illuminate\Console\Command;

/** Edits .env by replacing text: values go in unquoted, and whatever happens the exit code is 0. */
class Env extends Command
{
    public function handle()
    {
        $bar = str_repeat('*', 118);
        $this->out->line($bar);
        $this->out->line('* Configuring DreamFactory... ');
        $this->out->line($bar);
        $file = $this->app->basePath('.env');
        if (!is_file($file)) {
            copy($this->app->basePath('.env-dist'), $file);
            $this->out->line('Created .env file with default configuration.');
        }
        $text = file_get_contents($file);
        foreach ($this->options as $option => $value) {
            if (preg_match('/^(db|redis|memcached|cache|df)_\w+$/', $option) && is_string($value)) {
                $text = self::set($text, strtoupper($option), $value);
            }
        }
        file_put_contents($file, $text);
        $this->out->line('Configuration complete!');
        $this->out->line('******************************************* WARNING! *****************************************************');
        $this->out->line("*\n* Please take a moment to review the .env file. You can make any changes as necessary there. \n*");
        $this->out->line("* Please run \"php artisan df:setup\" to complete the setup process.\n*");
        $this->out->line(str_repeat('*', 106));
        return 0;
    }

    private static function set($text, $key, $value)
    {
        $line = $key . '=' . $value;
        $changed = preg_replace('/^#?' . $key . '=.*$/m', strtr($line, ['\\' => '\\\\', '$' => '\\$']), $text, 1, $count);
        return $count ? $changed : rtrim($text) . "\n" . $line . "\n";
    }
}
