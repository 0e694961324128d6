<?php

namespace Illuminate\Http;

use Illuminate\Foundation\Application;
use Illuminate\Foundation\Maintenance;

class Kernel
{
    private $app;

    public function __construct(Application $app)
    {
        $this->app = $app;
    }

    /** Maintenance stands in front of everything. What isn't caught further in is answered with 500. */
    public function handle(Request $request)
    {
        try {
            $this->app->boot();
            $closed = $this->maintenance($request);
            return $closed ? $closed : call_user_func($this->app->router, $request);
        } catch (\Exception $e) {
            return $this->failed($e);
        } catch (\Error $e) {
            return $this->failed($e);
        }
    }

    private function maintenance(Request $request)
    {
        if (!$this->app->isDownForMaintenance()) {
            return null;
        }
        $data = Maintenance::data($this->app->basePath());
        $secret = isset($data['secret']) ? (string)$data['secret'] : '';
        if ($secret !== '' && $request->path === $secret) {
            return Response::redirect($request->root() . '/', ['Set-Cookie' => Maintenance::COOKIE . '='
                . rawurlencode(Maintenance::cookieFor($secret)) . '; path=/; httponly; samesite=lax']);
        }
        $cookie = isset($request->cookies[Maintenance::COOKIE]) ? $request->cookies[Maintenance::COOKIE] : null;
        if ($secret !== '' && $cookie !== null && Maintenance::cookieIsValid($cookie, $secret)) {
            return null;
        }
        $page = @file_get_contents($this->app->basePath('resources/views/errors/503.blade.php'));
        return new Response($page ?: 'Service Unavailable', 503,
            isset($data['retry']) ? ['Retry-After' => (string)$data['retry']] : []);
    }

    private function failed($e)
    {
        $this->app->config && $this->app->log()->write('error', $e->getMessage());
        return new Response('<html><head><title>Server Error</title></head><body>Server Error</body></html>', 500);
    }
}
