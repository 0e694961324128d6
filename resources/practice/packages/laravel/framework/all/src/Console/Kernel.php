<?php

namespace Illuminate\Console;

use Illuminate\Foundation\Application;
use Illuminate\Support\InvalidFileException;

class Kernel
{
    const COMMANDS = [
        'about' => 'About', 'cache:clear' => 'CacheClear', 'config:cache' => 'ConfigCache', 'config:clear' => 'ConfigClear',
        'db:seed' => 'DbSeed', 'down' => 'Down', 'env' => 'Environment', 'key:generate' => 'KeyGenerate',
        'migrate' => 'Migrate', 'migrate:fresh' => 'MigrateFresh', 'migrate:status' => 'MigrateStatus',
        'optimize:clear' => 'OptimizeClear', 'package:discover' => 'PackageDiscover', 'queue:restart' => 'QueueRestart',
        'route:clear' => 'RouteClear', 'up' => 'Up', 'view:clear' => 'ViewClear',
    ];

    private $app;

    public function __construct(Application $app)
    {
        $this->app = $app;
    }

    public function bootstrap()
    {
        $this->app->boot();
    }

    public function handle(array $argv)
    {
        list($name, $options, $arguments) = $this->parse($argv);
        try {
            $this->bootstrap();
            if ($name === null || $name === 'list') {
                return $this->usage($options);
            }
            return $this->run($name, $options, $arguments, $this->output($options));
        } catch (InvalidFileException $e) {
            fwrite(STDERR, "The environment file is invalid!\n" . $e->getMessage() . "\n");
        } catch (\Exception $e) {
            $this->show($e);
        } catch (\Error $e) {
            $this->show($e);
        }
        return 1;
    }

    public function call($name, array $options, Output $out)
    {
        return $this->run($name, $options, [], $out);
    }

    private function run($name, array $options, array $arguments, Output $out)
    {
        $commands = $this->commands();
        if (!isset($commands[$name])) {
            $out->error('Command "' . $name . '" is not defined.');
            return 1;
        }
        $class = $commands[$name];
        return (new $class())->start($this->app, $out, $options, $arguments);
    }

    private function commands()
    {
        $commands = [];
        foreach (self::COMMANDS as $name => $class) {
            $commands[$name] = 'Illuminate\Console\Commands\\' . $class;
        }
        return array_merge($commands, $this->app->commands);
    }

    private function usage(array $options)
    {
        echo 'Laravel Framework ', Application::VERSION, "\n";
        if (isset($options['version']) || isset($options['V'])) {
            return 0;
        }
        echo "\nUsage:\n  command [options] [arguments]\n\nAvailable commands:\n";
        $names = array_keys($this->commands());
        sort($names);
        echo '  ', implode("\n  ", $names), "\n";
        return 0;
    }

    private function parse(array $argv)
    {
        $name = null;
        $options = [];
        $arguments = [];
        foreach (array_slice($argv, 1) as $word) {
            if (preg_match('/^--([\w-]+)(?:=(.*))?$/s', $word, $m)) {
                $options[$m[1]] = isset($m[2]) ? $m[2] : true;
            } elseif (preg_match('/^-(\w)$/', $word, $m)) {
                $options[$m[1]] = true;
            } elseif ($name === null) {
                $name = $word;
            } else {
                $arguments[] = $word;
            }
        }
        return [$name, $options, $arguments];
    }

    private function output(array $options)
    {
        $terminal = function_exists('posix_isatty') && @posix_isatty(STDOUT);
        return new Output(($terminal || isset($options['ansi'])) && !isset($options['no-ansi']),
            version_compare(Application::VERSION, '10.0.0', '>='));
    }

    private function show($e)
    {
        $this->app->config && $this->app->log()->write('error', $e->getMessage());
        echo "\n   ", get_class($e), " \n\n  ", $e->getMessage(), "\n\n  at ",
            str_replace($this->app->basePath() . '/', '', $e->getFile()), ':', $e->getLine(), "\n\n";
    }
}
