<?php

namespace DreamFactory\Core;

use DreamFactory\Core\Exceptions\RestException;
use Illuminate\Foundation\Application;
use Illuminate\Http\Request;

/** Who asks: a signed-in person (JWT), an app (API key), or nobody. */
class Session
{
    public $user;   ///< row of table user, or null
    public $claims;
    public $token;
    public $request;
    private $app;
    private $role;  ///< id of the role that the API key brings
    private $keyGiven = false;

    private function __construct($app, $request)
    {
        $this->app = $app;
        $this->request = $request;
    }

    public static function of($app, Request $request)
    {
        $session = new self($app, $request);
        $token = $request->header('X-DreamFactory-Session-Token') ?: $request->parameter('session_token');
        if (!$token && preg_match('/^Bearer\s+(\S+)/', (string)$request->header('Authorization'), $m)) {
            $token = $m[1];
        }
        $key = $request->header('X-DreamFactory-API-Key') ?: $request->parameter('api_key');
        if ($key) {
            $session->keyGiven = true;
            $row = $app->db()->row('app', ['api_key' => $key]);
            $session->role = $row && $row['is_active'] && $row['role_id'] ? (int)$row['role_id'] : null;
        }
        $session->token = $token ?: null;
        return $session;
    }

    /** For df:request: inside PHP nobody is asked who they are. */
    public static function internal($app)
    {
        $session = new self($app, new Request());
        $session->user = ['id' => 0, 'is_sys_admin' => 1];
        return $session;
    }

    public function demand()
    {
        if ($this->token !== null && !$this->user) {
            $this->signIn();
        }
        if ($this->user || $this->role) {
            return;
        }
        throw new RestException(400, $this->keyGiven
            ? "No session token (JWT) provided. Please provide a valid JWT using X-DreamFactory-Session-Token request header or "
              . "'session_token' url query parameter."
            : 'No session token (JWT) or API Key detected in request. Please send in X-DreamFactory-Session-Token and/or '
              . 'X-DreamFactory-API-Key request header. You can also use URL query parameters session_token and/or api_key.');
    }

    public function demandAdmin()
    {
        $this->demand();
        if (!$this->isAdmin()) {
            throw new RestException($this->user ? 403 : 401,
                $this->user ? 'Access Forbidden.' : 'Unauthorized. User is not authenticated.');
        }
    }

    public function isAdmin()
    {
        return $this->user && $this->user['is_sys_admin'];
    }

    /** Looks at the token if there is one, and forgives a bad one: for answers that only differ in how much they tell. */
    public function lookLeniently()
    {
        if ($this->token !== null && !$this->user) {
            $this->signIn();
        }
        return $this->user !== null || $this->role !== null;
    }

    public function demandAccess(array $service, $resource, $verb)
    {
        if ($this->isAdmin() || ($this->user && in_array($service['name'], ['user']))) {
            return;
        }
        $role = $this->roleForAccess();
        foreach ($role ? $this->app->db()->rows('role_service_access', ['role_id' => $role]) : [] as $access) {
            $fits = (int)$access['service_id'] === (int)$service['id']
                && fnmatch((string)$access['component'], $resource === '' ? '*' : $resource)
                && ((int)$access['verb_mask'] & Model::VERBS[$verb]);
            if ($fits) {
                return;
            }
        }
        throw new RestException($this->user ? 403 : 401,
            $this->user ? 'Access Forbidden.' : 'Unauthorized. User is not authenticated.');
    }

    public function logOut()
    {
        $this->demand();
        $left = max((int)$this->claims['exp'] - time(), 1);
        $this->app->cache()->put('jwt.blacklist.' . $this->claims['jti'], true, $left);
        $this->app->db()->delete('token_map', ['token' => $this->token]);
    }

    private function roleForAccess()
    {
        if (!$this->user || !$this->keyGiven) {
            return $this->role;
        }
        $row = $this->app->db()->row('user_to_app_to_role', ['user_id' => $this->user['id']]);
        return $row ? (int)$row['role_id'] : $this->role;
    }

    private function signIn()
    {
        $this->claims = Jwt::read($this->token, (string)$this->app->config->get('jwt.secret'));
        if ($this->app->cache()->get('jwt.blacklist.' . $this->claims['jti'])) {
            throw new RestException(401, 'Invalid token: The token has been blacklisted');
        }
        $user = $this->app->db()->row('user', ['id' => (int)$this->claims['user_id']]);
        if (!$user || !$user['is_active']) {
            throw new RestException(401, 'Unauthorized. User is not authenticated.');
        }
        $this->user = $user;
    }
}
