<?php

namespace Illuminate\Console;

abstract class Command
{
    /** @var \Illuminate\Foundation\Application */
    protected $app;
    /** @var Output */
    protected $out;
    protected $options = [];
    protected $arguments = [];

    /** @return int exit code */
    abstract public function handle();

    public function start($app, Output $out, array $options, array $arguments)
    {
        $this->app = $app;
        $this->out = $out;
        $this->options = $options;
        $this->arguments = $arguments;
        return (int)$this->handle();
    }

    protected function option($name, $default = null)
    {
        return isset($this->options[$name]) ? $this->options[$name] : $default;
    }

    protected function call($command, array $options = [])
    {
        return $this->app->make('Illuminate\Contracts\Console\Kernel')->call($command, $options, $this->out);
    }

    protected function interactive()
    {
        return !isset($this->options['no-interaction']) && !isset($this->options['n']);
    }

    /** In production nothing that changes data runs unasked; without a terminal the answer is no. */
    protected function confirmToProceed()
    {
        if ($this->app->environment() !== 'production' || $this->option('force')) {
            return true;
        }
        $this->out->alert('APPLICATION IN PRODUCTION.');
        if ($this->interactive() && function_exists('posix_isatty') && posix_isatty(STDIN)) {
            echo " Are you sure you want to run this command? (yes/no) [no]:\n > ";
            if (preg_match('/^y(es)?$/i', trim((string)fgets(STDIN)))) {
                return true;
            }
        }
        $this->out->warn('Command cancelled.');
        return false;
    }

    protected function ask($question)
    {
        echo "\n $question:\n > ";
        $answer = $this->interactive() ? fgets(STDIN) : false;
        return $answer === false ? null : trim($answer);
    }
}
