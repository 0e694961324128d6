<?php

namespace DreamFactory\Core;

use DreamFactory\Core\Exceptions\RestException;
use Illuminate\Http\Request;
use Illuminate\Http\Response;

class Router
{
    const HEADERS = ['X-Frame-Options' => 'SAMEORIGIN', 'X-XSS-Protection' => '1; mode=block', 'X-Practice-Server' => 'yes'];

    private $app;

    public function __construct($app)
    {
        $this->app = $app;
    }

    public function answer(Request $request)
    {
        $api = trim($this->app->config->get('df.api_route_prefix', 'api'), '/') . '/v2';
        if ($request->path === trim($this->app->config->get('df.status_route_prefix', 'status'), '/')) {
            return $this->guarded(function () use ($request) {
                return (new Status($this->app))->answer($request);
            });
        }
        if ($request->path === $api || strpos($request->path, $api . '/') === 0) {
            $rest = (string)substr($request->path, strlen($api) + 1);
            return $this->guarded(function () use ($request, $rest) {
                return (new Rest($this->app))->answer($request, $rest);
            });
        }
        return (new Pages($this->app))->answer($request);
    }

    private function guarded(callable $answer)
    {
        try {
            $response = $answer();
            $response->headers = array_merge(self::HEADERS, $response->headers);
            return $response;
        } catch (RestException $e) {
            return self::error($e->status, $e->status, $e->getMessage(), true);
        } catch (\Exception $e) {
            return $this->bug($e);
        } catch (\Error $e) {
            return $this->bug($e);
        }
    }

    private function bug($e)
    {
        $this->app->log()->write('error', $e->getMessage());
        return self::error(500, $e->getCode() ?: 500, $e->getMessage(), false);
    }

    private static function error($status, $code, $message, $whole)
    {
        $error = ['code' => $code];
        if ($whole) {
            $error['context'] = null;
        }
        $error['message'] = htmlspecialchars($message, ENT_COMPAT);
        if ($whole) {
            $error['status_code'] = $status;
        }
        return Response::json(['error' => $error], $status, ['X-Practice-Server' => 'yes']);
    }
}
