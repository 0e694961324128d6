<?php

namespace DreamFactory\Core;

class LaravelServiceProvider
{
    public function register($app)
    {
        $app->migrationPaths[] = dirname(__DIR__) . '/database/migrations';
        $app->commands['df:clear-file-cache'] = Commands\ClearAllFileCache::class;
        $app->commands['df:env'] = Commands\Env::class;
        $app->commands['df:request'] = Commands\Request::class;
        $app->commands['df:setup'] = Commands\Setup::class;
        $app->router = function ($request) use ($app) {
            return (new Router($app))->answer($request);
        };
    }
}
