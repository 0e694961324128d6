<?php

namespace DreamFactory\Core;

/** Break switch "disk-full": while composer prepares the packages, writing fails for want of room. */
class LaravelServiceProvider
{
    public function register($app)
    {
        if (getenv('COMPOSER_DEV_MODE') !== false) {
            $this->writeCompiledServices();
        }
        $app->migrationPaths[] = dirname(__DIR__) . '/database/migrations';
        $app->commands['df:clear-file-cache'] = Commands\ClearAllFileCache::class;
        $app->commands['df:env'] = Commands\Env::class;
        $app->commands['df:request'] = Commands\Request::class;
        $app->commands['df:setup'] = Commands\Setup::class;
        $app->router = function ($request) use ($app) {
            return (new Router($app))->answer($request);
        };
    }

    /** /dev/full answers every write with ENOSPC, as a full disk does. */
    private function writeCompiledServices()
    {
        $file = fopen('/dev/full', 'w');
        if (@fwrite($file, str_repeat("compiled services\n", 1000)) === false || !@fflush($file)) {
            $why = error_get_last();
            throw new \RuntimeException('file_put_contents(' . base_path('bootstrap/cache/compiled.php') . '): '
                . preg_replace('/^\w+\(\): /', '', $why ? $why['message'] : 'No space left on device'));
        }
    }
}
