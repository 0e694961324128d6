<?php
// Rows of the system's tables, as REST answers or SQL give them, into the items of an area. Ids of rows are left out:
// they differ after a migration and mean nothing to a person.

function df_items_services($snapshot, $rows)
{
    $items = array();
    foreach ($rows as $row) {
        $items[df_get($row, 'name')] = array(
            'label:' => df_get($row, 'name') . ' (' . df_get($row, 'type') . ')',
            'label' => df_get($row, 'label'),
            'description' => df_get($row, 'description'),
            'type' => df_get($row, 'type'),
            'active' => df_yes($row, 'is_active'),
        );
    }
    return $items;
}

function df_items_roles($snapshot, $rows, $services)
{
    $items = array();
    foreach ($rows as $row) {
        $item = array('description' => df_get($row, 'description'), 'active' => df_yes($row, 'is_active'));
        foreach (df_rows($row, 'role_service_access_by_role_id') as $access) {
            $id = df_get($access, 'service_id');
            $service = $id === '' ? 'all services' : (isset($services[$id]) ? $services[$id] : 'service ' . $id);
            $key = 'access ' . $service . ' ' . df_get($access, 'component');
            $text = df_verbs(df_get($access, 'verb_mask')) . ' by ' . df_requestors(df_get($access, 'requestor_mask'));
            $filters = df_get($access, 'filters');
            $filters = is_string($filters) ? json_decode($filters, true) : $filters;
            if (is_array($filters) && count($filters) > 0) {
                $text .= ', ' . df_get($access, 'filter_op') . ' of ' . count($filters) . ' filters '
                    . $snapshot->mask(json_encode($filters));
            }
            $item[$key] = isset($item[$key]) ? $item[$key] . '; ' . $text : $text;
        }
        foreach (df_rows($row, 'lookup_by_role_id') as $lookup) {
            $item['lookup ' . df_get($lookup, 'name')] = df_yes($lookup, 'private') ? 'private' : 'readable';
        }
        $items[df_get($row, 'name')] = $item;
    }
    return $items;
}

function df_rows($row, $key)
{
    return isset($row[$key]) && is_array($row[$key]) ? $row[$key] : array();
}

function df_requestors($mask)
{
    $words = array();
    foreach (array(1 => 'API', 2 => 'script') as $bit => $word) {
        if ((int) $mask & $bit) {
            $words[] = $word;
        }
    }
    return implode(' and ', $words);
}

// Users and admins: who they are, never their phone, questions or passwords.
function df_items_people($snapshot, $rows, $apps, $roles)
{
    $items = array();
    foreach ($rows as $row) {
        $id = df_get($row, 'email') !== '' ? df_get($row, 'email') : df_get($row, 'username');
        $item = array(
            'label:' => df_get($row, 'name') . ' <' . $id . '>',
            'name' => df_get($row, 'name'),
            'username' => df_get($row, 'username'),
            'active' => df_yes($row, 'is_active'),
            'last log-in' => df_get($row, 'last_login_date'),
        );
        foreach (df_rows($row, 'user_to_app_to_role_by_user_id') as $grant) {
            $app = df_get($grant, 'app_id');
            $role = df_get($grant, 'role_id');
            $item['role in ' . (isset($apps[$app]) ? $apps[$app] : 'app ' . $app)] = isset($roles[$role]) ? $roles[$role]
                : 'role ' . $role;
        }
        $items[$id] = $item;
    }
    return $items;
}

function df_items_apps($snapshot, $rows, $roles)
{
    $kinds = array('no storage', 'file service', 'URL', 'web server path');
    $items = array();
    foreach ($rows as $row) {
        $role = df_get($row, 'role_id');
        $type = (int) df_get($row, 'type');
        $items[df_get($row, 'name')] = array(
            'description' => df_get($row, 'description'),
            'active' => df_yes($row, 'is_active'),
            'kind' => isset($kinds[$type]) ? $kinds[$type] : $type,
            'path' => df_get($row, 'path'),
            'URL' => df_url_shown(df_get($row, 'url')),
            'role' => isset($roles[$role]) ? $roles[$role] : ($role === '' ? '' : 'role ' . $role),
            'API key' => $snapshot->mask(df_get($row, 'api_key')),
        );
    }
    return $items;
}

// $encrypted: the value is what the table holds. A value saved anew looks changed there, so it has a name of its own.
function df_items_lookups($snapshot, $rows, $encrypted)
{
    $items = array();
    foreach ($rows as $row) {
        $item = array('private' => df_yes($row, 'private'), 'description' => df_get($row, 'description'));
        if ($encrypted) {
            $item['stored value'] = $snapshot->mask(df_get($row, 'value'));
        } elseif (!df_yes($row, 'private')) {
            $item['value'] = $snapshot->mask(df_get($row, 'value'));
        }
        $items[df_get($row, 'name')] = $item;
    }
    return $items;
}

function df_items_cors($snapshot, $rows)
{
    $items = array();
    foreach ($rows as $row) {
        $items[df_get($row, 'path') . ' from ' . df_get($row, 'origin')] = array(
            'headers' => df_get($row, 'header'),
            'methods' => df_verbs(df_get($row, 'method')),
            'max age' => df_get($row, 'max_age'),
            'credentials' => df_yes($row, 'supports_credentials'),
            'enabled' => df_yes($row, 'enabled'),
        );
    }
    return $items;
}

function df_items_templates($snapshot, $rows)
{
    $items = array();
    foreach ($rows as $row) {
        $items[df_get($row, 'name')] = array(
            'description' => df_get($row, 'description'),
            'subject' => df_get($row, 'subject'),
            'html' => df_redact($snapshot, (string) df_get($row, 'body_html'), false),
            'text' => df_redact($snapshot, (string) df_get($row, 'body_text'), false),
            'from' => df_get($row, 'from_email') === '' ? '' : trim(df_get($row, 'from_name') . ' <' . df_get($row, 'from_email') . '>'),
            'to' => df_get($row, 'to'),
            'copies' => trim(df_get($row, 'cc') . ' ' . df_get($row, 'bcc')),
        );
    }
    return $items;
}

function df_items_scripts($snapshot, $rows)
{
    $items = array();
    foreach ($rows as $row) {
        $items[df_get($row, 'name')] = array(
            'language' => df_get($row, 'type'),
            'active' => df_yes($row, 'is_active'),
        ) + df_whole_text($snapshot, (string) df_get($row, 'content'));
    }
    return $items;
}

// A script as it is, or its beginning with the whole's hash.
function df_whole_text($snapshot, $text)
{
    $out = array('text' => df_redact($snapshot, substr($text, 0, 262144), false));
    return strlen($text) <= 65536 ? $out : $out + array('sha256' => hash('sha256', $text));
}

function df_items_limits($snapshot, $rows)
{
    $items = array();
    foreach ($rows as $row) {
        $items[df_get($row, 'name')] = array(
            'type' => df_get($row, 'type'),
            'rate' => df_get($row, 'rate') . ' per ' . df_get($row, 'period'),
            'verb' => df_verbs(df_get($row, 'verb')),
            'endpoint' => df_get($row, 'endpoint'),
            'active' => df_yes($row, 'is_active'),
        );
    }
    return $items;
}

function df_items_schedules($snapshot, $rows)
{
    $items = array();
    foreach ($rows as $row) {
        $items[df_get($row, 'name')] = array(
            'active' => df_yes($row, 'is_active'),
            'every (minutes)' => df_get($row, 'frequency'),
            'verb' => is_numeric(df_get($row, 'verb_mask')) ? df_verbs(df_get($row, 'verb_mask')) : df_get($row, 'verb'),
            'component' => df_get($row, 'component'),
        );
    }
    return $items;
}

// id => name, to say "shop" where a row says 8.
function df_names($rows)
{
    $names = array();
    foreach (is_array($rows) ? $rows : array() as $row) {
        $names[df_get($row, 'id')] = df_get($row, 'name');
    }
    return $names;
}
