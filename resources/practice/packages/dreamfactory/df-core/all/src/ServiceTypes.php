<?php

namespace DreamFactory\Core;

/** What this installation can run: each package registers its types. */
class ServiceTypes
{
    private static $types = [];

    /**
     * $storage says where the configuration lies: ['table' => …, 'columns' => [name => cast], 'encrypted' => [column],
     * 'masked' => [column], 'json' => column that holds the connection's fields, 'lists' => [field => [table, columns]]].
     */
    public static function add($name, $label, $group, $handler, array $storage = [], $subscription = null)
    {
        self::$types[$name] = ['name' => $name, 'label' => $label, 'group' => $group, 'handler' => $handler,
                               'storage' => $storage, 'subscription' => $subscription];
    }

    public static function get($name)
    {
        return isset(self::$types[$name]) ? self::$types[$name] : null;
    }

    public static function licence()
    {
        foreach (self::$types as $type) {
            if ($type['subscription'] !== null) {
                return $type['subscription'];
            }
        }
        return 'OPEN SOURCE';
    }

    /** As GET system/service_type lists them. */
    public static function all()
    {
        ksort(self::$types);
        $list = [];
        foreach (self::$types as $type) {
            $list[] = ['name' => $type['name'], 'label' => $type['label'], 'description' => $type['label'] . ' service.',
                       'group' => $type['group'], 'singleton' => in_array($type['name'], ['system', 'swagger', 'user']),
                       'dependencies_required' => null, 'subscription_required' => $type['subscription'],
                       'service_definition_editable' => $type['group'] === 'Remote Service',
                       'config_schema' => self::schema($type['storage'])];
        }
        return $list;
    }

    public static function brief()
    {
        return array_map(function ($type) {
            return ['name' => $type['name'], 'label' => $type['label'], 'group' => $type['group'],
                    'description' => $type['description']];
        }, self::all());
    }

    private static function schema(array $storage)
    {
        $schema = [];
        foreach (isset($storage['columns']) ? $storage['columns'] : [] as $name => $cast) {
            $secret = in_array($name, isset($storage['encrypted']) ? $storage['encrypted'] : []);
            $types = ['int' => 'integer', 'bool' => 'boolean', 'json' => 'object', 'text' => 'string'];
            $schema[] = ['name' => $name, 'label' => ucwords(str_replace('_', ' ', $name)),
                         'type' => $secret ? 'password' : $types[$cast], 'description' => null];
        }
        return $schema ?: null;
    }
}
