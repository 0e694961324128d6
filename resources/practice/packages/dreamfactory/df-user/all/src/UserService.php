<?php

namespace DreamFactory\Core\User;

use DreamFactory\Core\Exceptions\RestException;
use DreamFactory\Core\LogIn;
use DreamFactory\Core\Services;

class UserService
{
    private $app;
    private $session;

    public function __construct($app, array $service, $session)
    {
        $this->app = $app;
        $this->session = $session;
    }

    public function handle($verb, $resource, array $query, array $data)
    {
        if ($resource === '') {
            return ['resource' => array_map(function ($name) {
                return ['name' => $name];
            }, ['password', 'profile', 'register', 'session', 'custom'])];
        }
        if ($resource === 'session') {
            return $this->userSession($verb, $data);
        }
        if ($resource === 'profile' || $resource === 'custom') {
            $this->session->demand();
            $user = $this->session->user;
            return $resource === 'custom' ? ['resource' => []] : ['first_name' => $user['first_name'], 'email' => $user['email']];
        }
        if ($resource === 'password' || $resource === 'register') {
            throw new RestException(403, 'A practice server sends no mail.');
        }
        throw Services::notFound($resource, 'user');
    }

    private function userSession($verb, array $data)
    {
        if ($verb === 'POST') {
            return (new LogIn($this->app))->answer($data, false, $this->session);
        }
        $this->session->demand();
        if ($verb === 'DELETE') {
            $this->session->logOut();
            return ['success' => true];
        }
        return LogIn::describe($this->session->user, $this->session->token, (int)$this->session->claims['exp']);
    }
}
