<?php

namespace DreamFactory\Core;

use DreamFactory\Core\Exceptions\RestException;
use Illuminate\Http\Request;
use Illuminate\Http\Response;

/** /api/v2/{service}/{resource}: who asks, may they, which service answers. */
class Rest
{
    private $app;

    public function __construct($app)
    {
        $this->app = $app;
    }

    public function answer(Request $request, $path)
    {
        if ($request->verb === 'OPTIONS') {
            return new Response('', 200, ['Allow' => 'GET, POST, PUT, PATCH, DELETE']);
        }
        $session = Session::of($this->app, $request);
        $parts = explode('/', $path, 2);
        $name = $parts[0];
        $resource = isset($parts[1]) ? trim($parts[1], '/') : '';
        if ($name === '') {
            $session->demandAdmin();
            return Response::json(['services' => $this->services(), 'service_types' => ServiceTypes::brief()]);
        }
        $row = $this->app->db()->row('service', ['name' => $name]);
        if (!self::isPublic($request->verb, $name, $resource)) {
            $session->demand();
        }
        if (!$row) {
            throw new RestException(404, "Could not find a service for $name");
        }
        if (!$row['is_active']) {
            throw new RestException(403, "Service $name is deactivated.");
        }
        if (!self::isPublic($request->verb, $name, $resource)) {
            $session->demandAccess($row, $resource, $request->verb);
        }
        $answer = Services::handle($this->app, $row, $request->verb, $resource, $request->query, $request->json(), $session);
        return $answer instanceof Response ? $answer : Response::json($answer);
    }

    /** What anybody may ask: logging in, the public half of the environment, the API's description. */
    private static function isPublic($verb, $service, $resource)
    {
        $open = ['system/admin/session' => ['POST'], 'system/environment' => ['GET'], 'user/session' => ['POST'],
                 'user/register' => ['POST'], 'user/password' => ['POST'], 'system/admin/password' => ['POST'], 'api_docs/' => ['GET']];
        $path = $service . '/' . $resource;
        return isset($open[$path]) && in_array($verb, $open[$path]);
    }

    private function services()
    {
        $list = [];
        foreach ($this->app->db()->rows('service', ['is_active' => true]) as $row) {
            $list[] = ['id' => (int)$row['id'], 'name' => $row['name'], 'label' => $row['label'],
                       'description' => $row['description'], 'type' => $row['type']];
        }
        return $list;
    }
}
