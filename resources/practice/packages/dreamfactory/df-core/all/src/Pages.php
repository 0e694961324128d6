<?php

namespace DreamFactory\Core;

use Illuminate\Foundation\Application;
use Illuminate\Http\Request;
use Illuminate\Http\Response;

/** The start page: 6.x shows it itself, 7.0.1 and later send the browser to the installed interface. */
class Pages
{
    private $app;

    public function __construct($app)
    {
        $this->app = $app;
    }

    public function answer(Request $request)
    {
        $modern = version_compare(Application::VERSION, '11.0.0', '>=');
        if ($modern && $request->path === 'up') {
            return new Response('<!DOCTYPE html><title>Application up</title>', 200, Router::HEADERS);
        }
        if ($request->path !== '' && $request->path !== 'setup' && $request->path !== 'setup_db') {
            return new Response('<!DOCTYPE html><title>Not Found</title>', 404);
        }
        $unfinished = $this->unfinished();
        if ($unfinished !== null && $request->path !== $unfinished) {
            return Response::redirect($request->root() . '/' . $unfinished);
        }
        if ($request->path !== '') {
            return new Response('<!DOCTYPE html><title>Setup</title>', 200, Router::HEADERS);
        }
        return $modern ? $this->landing($request) : $this->view();
    }

    /** Where / leads while the database is without tables or without an administrator. */
    private function unfinished()
    {
        $db = $this->app->db();
        if (!$db->hasTable('service') || !$db->hasTable('user')) {
            return 'setup_db';
        }
        return $db->count('user', ['is_sys_admin' => true]) ? null : 'setup';
    }

    private function landing(Request $request)
    {
        $page = $this->app->config->get('df.landing_page', '/dreamfactory/dist/index.html');
        return Response::redirect($request->root() . $page, Router::HEADERS);
    }

    private function view()
    {
        $file = $this->app->basePath('resources/views/index.blade.php');
        if (!is_file($file)) {
            throw new \InvalidArgumentException('View [index] not found.');
        }
        return new Response(file_get_contents($file), 200, Router::HEADERS);
    }
}
