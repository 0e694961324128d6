<?php

namespace Illuminate\Cache;

class CacheManager
{
    public static function store($app)
    {
        $name = $app->config->get('cache.default');
        $settings = $app->config->get('cache.stores.' . $name);
        if (!is_array($settings)) {
            throw new \InvalidArgumentException("Cache store [$name] is not defined.");
        }
        switch ($settings['driver']) {
            case 'array': return new ArrayStore();
            case 'file': return new FileStore($settings['path']);
            case 'database': return new DatabaseStore($app->db(), $settings['table']);
        }
        throw new \InvalidArgumentException("Driver [{$settings['driver']}] is not supported.");
    }
}
