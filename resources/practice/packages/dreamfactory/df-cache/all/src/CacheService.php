<?php

namespace DreamFactory\Core\Cache;

use DreamFactory\Core\Exceptions\RestException;

class CacheService
{
    private $app;
    private $name;

    public function __construct($app, array $service, $session)
    {
        $this->app = $app;
        $this->name = $service['name'];
    }

    public function handle($verb, $resource, array $query, array $data)
    {
        if ($resource === '') {
            throw new RestException(400, 'No key/resource provide. Please provide a cache key to retrieve.');
        }
        $key = 'service.' . $this->name . '.' . $resource;
        if ($verb === 'GET') {
            $value = $this->app->cache()->get($key);
            if ($value === null) {
                throw new RestException(404, "No value found for key '$resource'.");
            }
            return [$resource => $value];
        }
        $this->app->cache()->put($key, $data, 300);
        return ['success' => true];
    }
}
