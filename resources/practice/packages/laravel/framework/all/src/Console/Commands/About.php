<?php

namespace Illuminate\Console\Commands;

use Illuminate\Console\Command;
use Illuminate\Foundation\Application;

class About extends Command
{
    public function handle()
    {
        $cache = $this->app->basePath('bootstrap/cache');
        $about = [
            'environment' => [
                'application_name' => $this->app->config->get('app.name', 'Laravel'),
                'laravel_version' => Application::VERSION,
                'php_version' => PHP_VERSION,
                'composer_version' => '-',
                'environment' => $this->app->environment(),
                'debug_mode' => (bool)$this->app->config->get('app.debug'),
                'url' => preg_replace('#^https?://#', '', $this->app->config->get('app.url', 'localhost')),
                'maintenance_mode' => $this->app->isDownForMaintenance(),
                'timezone' => date_default_timezone_get(),
                'locale' => $this->app->config->get('app.locale', 'en'),
            ],
            'cache' => [
                'config' => is_file($cache . '/config.php'), 'events' => is_file($cache . '/events.php'),
                'routes' => (bool)glob($cache . '/routes-*.php'),
                'views' => (bool)glob($this->app->basePath('storage/framework/views/*.php')),
            ],
            'drivers' => [
                'broadcasting' => 'null', 'cache' => $this->app->config->get('cache.default'),
                'database' => $this->app->config->get('database.default'), 'logs' => ['single'], 'mail' => 'log',
                'queue' => $this->app->config->get('queue.default', 'database'),
                'session' => $this->app->config->get('session.driver', 'file'),
            ],
        ];
        if ($this->option('json')) {
            echo json_encode($about, JSON_UNESCAPED_SLASHES), "\n";
            return 0;
        }
        foreach ($about as $title => $values) {
            $this->out->line();
            $this->out->twoColumns(ucfirst($title), '');
            foreach ($values as $name => $value) {
                $this->out->twoColumns(ucwords(str_replace('_', ' ', $name)), $this->word($title, $value));
            }
        }
        $this->out->line();
        return 0;
    }

    private function word($title, $value)
    {
        if (is_bool($value)) {
            return $title === 'cache' ? ($value ? 'CACHED' : 'NOT CACHED') : ($value ? 'ENABLED' : 'OFF');
        }
        return is_array($value) ? implode(' / ', $value) : (string)$value;
    }
}
