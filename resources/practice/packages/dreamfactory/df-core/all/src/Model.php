<?php

namespace DreamFactory\Core;

/** How the rows of the system tables look from outside. */
class Model
{
    const VERBS = ['GET' => 1, 'POST' => 2, 'PUT' => 4, 'PATCH' => 8, 'DELETE' => 16];
    const STAMP = ['created_date' => 'date', 'last_modified_date' => 'date', 'created_by_id' => 'int', 'last_modified_by_id' => 'int'];

    /** name => [table, columns with their casts, and where needed: only, encrypted, extra (callable), unique]. */
    public static function get($name)
    {
        $person = ['table' => 'user', 'columns' => [
            'id' => 'int', 'name' => 'text', 'username' => 'text', 'first_name' => 'text', 'last_name' => 'text',
            'last_login_date' => 'text', 'email' => 'text', 'is_active' => 'bool', 'phone' => 'text', 'security_question' => 'text',
            'default_app_id' => 'int'] + self::STAMP, 'extra' => [self::class, 'personExtras'],
            'related' => ['user_to_app_to_role_by_user_id' => ['user_to_app_to_role', 'user_id'],
                          'lookup_by_user_id' => ['user_lookup', 'user_id']]];
        $lookup = ['id' => 'int', 'name' => 'text', 'value' => 'text', 'private' => 'bool', 'description' => 'text'] + self::STAMP;
        $owned = function ($column) use ($lookup) {
            return ['table' => 'lookup', 'columns' => ['id' => 'int', $column => 'int'] + $lookup, 'encrypted' => ['value'],
                    'extra' => [self::class, 'hidePrivate']];
        };
        $models = [
            'admin' => ['only' => ['is_sys_admin' => true]] + $person,
            'user' => ['only' => ['is_sys_admin' => false]] + $person,
            'role' => ['table' => 'role', 'columns' => ['id' => 'int', 'name' => 'text', 'description' => 'text',
                'is_active' => 'bool'] + self::STAMP,
                'related' => ['role_service_access_by_role_id' => ['role_service_access', 'role_id'],
                              'lookup_by_role_id' => ['role_lookup', 'role_id'], 'app_by_role_id' => ['app', 'role_id'],
                              'user_to_app_to_role_by_role_id' => ['user_to_app_to_role', 'role_id']]],
            'role_service_access' => ['table' => 'role_service_access', 'columns' => ['id' => 'int', 'role_id' => 'int',
                'service_id' => 'int', 'component' => 'text', 'verb_mask' => 'int', 'requestor_mask' => 'int',
                'filters' => 'json', 'filter_op' => 'text'] + self::STAMP],
            'user_to_app_to_role' => ['table' => 'user_to_app_to_role', 'columns' => ['id' => 'int', 'user_id' => 'int',
                'app_id' => 'int', 'role_id' => 'int']],
            'app' => ['table' => 'app', 'columns' => ['id' => 'int', 'name' => 'text', 'api_key' => 'text', 'description' => 'text',
                'is_active' => 'bool', 'type' => 'int', 'path' => 'text', 'url' => 'text', 'storage_service_id' => 'int',
                'storage_container' => 'text', 'requires_fullscreen' => 'bool', 'allow_fullscreen_toggle' => 'bool',
                'toggle_location' => 'text', 'role_id' => 'int'] + self::STAMP, 'extra' => [self::class, 'launchUrl'],
                'related' => ['role_by_role_id' => ['role', 'id', 'role_id']]],
            'cors' => ['table' => 'cors_config', 'columns' => ['id' => 'int', 'path' => 'text', 'description' => 'text',
                'origin' => 'text', 'header' => 'text', 'exposed_header' => 'text', 'method' => 'verbs', 'max_age' => 'int',
                'supports_credentials' => 'bool', 'enabled' => 'bool'] + self::STAMP],
            'email_template' => ['table' => 'email_template', 'columns' => ['id' => 'int', 'name' => 'text',
                'description' => 'text', 'to' => 'text', 'cc' => 'text', 'bcc' => 'text', 'subject' => 'text',
                'attachment' => 'text', 'body_text' => 'text', 'body_html' => 'text', 'from_name' => 'text',
                'from_email' => 'text', 'reply_to_name' => 'text', 'reply_to_email' => 'text', 'defaults' => 'json'] + self::STAMP],
            'lookup' => ['table' => 'lookup', 'columns' => $lookup, 'encrypted' => ['value'],
                'only' => ['app_id' => null, 'role_id' => null, 'user_id' => null], 'extra' => [self::class, 'hidePrivate']],
            'role_lookup' => $owned('role_id'),
            'user_lookup' => $owned('user_id'),
            'service' => ['table' => 'service', 'columns' => ['id' => 'int', 'name' => 'text', 'label' => 'text',
                'description' => 'text', 'is_active' => 'bool', 'type' => 'text', 'mutable' => 'bool', 'deletable' => 'bool']
                + self::STAMP,
                'related' => ['service_doc_by_service_id' => ['service_doc', 'service_id']]],
            'service_doc' => ['table' => 'service_doc', 'columns' => ['service_id' => 'int', 'format' => 'int', 'content' => 'text'],
                'single' => true],
        ];
        return isset($models[$name]) ? $models[$name] + ['only' => [], 'encrypted' => [], 'related' => []] : null;
    }

    public static function cast($value, $cast)
    {
        if ($value === null) {
            return $cast === 'json' ? null : null;
        }
        switch ($cast) {
            case 'int': return (int)$value;
            case 'bool': return $value === 't' || ($value !== 'f' && (bool)$value);
            case 'json': return is_array($value) ? $value : json_decode($value, true);
            case 'date': return gmdate('Y-m-d\TH:i:s', strtotime($value . ' UTC')) . '.000000Z';
            case 'verbs':
                return array_keys(array_filter(self::VERBS, function ($bit) use ($value) {
                    return ((int)$value & $bit) !== 0;
                }));
        }
        return (string)$value;
    }

    public static function present($app, array $model, array $row)
    {
        $shown = [];
        foreach ($model['columns'] as $name => $cast) {
            $value = isset($row[$name]) ? $row[$name] : null;
            if ($value !== null && $value !== '' && in_array($name, $model['encrypted'])) {
                $value = decrypt($value);
            }
            $shown[$name] = self::cast($value, $cast);
        }
        return isset($model['extra']) ? call_user_func($model['extra'], $app, $shown, $row) : $shown;
    }

    public static function personExtras($app, array $shown, array $row)
    {
        $shown['confirmed'] = $row['confirm_code'] === 'y' || $row['confirm_code'] === null;
        $shown['expired'] = false;
        return $shown;
    }

    public static function hidePrivate($app, array $shown)
    {
        $shown['value'] = $shown['private'] ? ServiceConfig::STARS : $shown['value'];
        return $shown;
    }

    public static function launchUrl($app, array $shown)
    {
        $base = rtrim($app->config->get('app.url', 'http://localhost'), '/');
        $urls = [2 => $shown['url'], 3 => $base . '/' . $shown['path']];
        $shown['launch_url'] = isset($urls[$shown['type']]) ? $urls[$shown['type']] : '';
        return $shown;
    }
}
