<?php

namespace Illuminate\Http;

class Request
{
    public $verb;
    public $path;    ///< decoded, without slashes at its ends
    public $query = [];
    public $headers = [];
    public $cookies = [];
    public $body = '';
    public $scheme = 'http';
    public $host = 'localhost';
    public $ip = '127.0.0.1';

    public static function capture()
    {
        $request = new self();
        $request->verb = isset($_SERVER['REQUEST_METHOD']) ? $_SERVER['REQUEST_METHOD'] : 'GET';
        $uri = isset($_SERVER['REQUEST_URI']) ? $_SERVER['REQUEST_URI'] : '/';
        $request->path = trim(rawurldecode((string)parse_url($uri, PHP_URL_PATH)), '/');
        $request->query = $_GET;
        $request->cookies = $_COOKIE;
        $request->body = (string)file_get_contents('php://input');
        $request->scheme = !empty($_SERVER['HTTPS']) && $_SERVER['HTTPS'] !== 'off' ? 'https' : 'http';
        $request->host = isset($_SERVER['HTTP_HOST']) ? $_SERVER['HTTP_HOST'] : 'localhost';
        $request->ip = isset($_SERVER['REMOTE_ADDR']) ? $_SERVER['REMOTE_ADDR'] : '127.0.0.1';
        foreach ($_SERVER as $name => $value) {
            if (strpos($name, 'HTTP_') === 0) {
                $request->headers[strtolower(str_replace('_', '-', substr($name, 5)))] = $value;
            }
        }
        return $request;
    }

    /** A request that no web server took, as Symfony's HttpFoundation makes one. */
    public static function create($uri, $verb = 'GET', array $parameters = [], array $cookies = [], array $files = [],
        array $server = [], $body = '')
    {
        $request = new self();
        $request->verb = strtoupper($verb);
        $request->path = trim(rawurldecode((string)parse_url($uri, PHP_URL_PATH)), '/');
        parse_str((string)parse_url($uri, PHP_URL_QUERY), $request->query);
        $request->query = array_merge($request->query, $parameters);
        $request->cookies = $cookies;
        $request->body = (string)$body;
        foreach ($server as $name => $value) {
            if (strpos($name, 'HTTP_') === 0) {
                $request->headers[strtolower(str_replace('_', '-', substr($name, 5)))] = $value;
            }
        }
        return $request;
    }

    public function header($name)
    {
        $name = strtolower($name);
        return isset($this->headers[$name]) ? $this->headers[$name] : null;
    }

    public function parameter($name, $default = null)
    {
        return isset($this->query[$name]) ? $this->query[$name] : $default;
    }

    public function json()
    {
        $data = json_decode($this->body, true);
        return is_array($data) ? $data : [];
    }

    public function root()
    {
        return $this->scheme . '://' . $this->host;
    }
}
