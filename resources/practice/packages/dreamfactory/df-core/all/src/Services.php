<?php

namespace DreamFactory\Core;

use DreamFactory\Core\Exceptions\RestException;

class Services
{
    public static function handle($app, array $row, $verb, $resource, array $query, array $data, Session $session)
    {
        $type = ServiceTypes::get($row['type']);
        if (!$type) {
            throw new \RuntimeException("Unsupported service type '{$row['type']}'.");
        }
        $class = $type['handler'];
        $service = new $class($app, $row, $session);
        return $service->handle($verb, $resource, $query, $data);
    }

    /** A service's stored configuration, decrypted; [] for types without one or no longer known. */
    public static function config($app, array $row)
    {
        $type = ServiceTypes::get($row['type']);
        if (!$type || !$type['storage']) {
            return [];
        }
        return (new ServiceConfig($app, $type['storage']))->read((int)$row['id']);
    }

    public static function store($app, $typeName, $serviceId, array $config)
    {
        $type = ServiceTypes::get($typeName);
        if ($type && $type['storage']) {
            (new ServiceConfig($app, $type['storage']))->write($serviceId, $config);
        }
    }

    public static function notFound($resource, $service)
    {
        return new RestException(404, "Resource '$resource' not found for service '$service'.");
    }
}
