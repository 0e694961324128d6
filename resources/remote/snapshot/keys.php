<?php
// Proves an APP_KEY offline: recomputes the HMAC of every encrypted value (facts §5). Nothing is decrypted or shown.

function df_key_list($env)
{
    $keys = array('current' => df_app_key(df_env_get($env, 'APP_KEY')));
    foreach (explode(',', df_env_get($env, 'APP_PREVIOUS_KEYS')) as $i => $key) {
        if (trim($key) !== '') {
            $keys['previous'][] = df_app_key(trim($key));
        }
    }
    return $keys;
}

// "good", "previous key", "bad", "empty" or "not encrypted".
function df_key_check($value, $keys)
{
    if ($value === null || $value === '') {
        return 'empty';
    }
    $payload = json_decode((string) base64_decode((string) $value, true), true);
    if (!is_array($payload) || !isset($payload['iv'], $payload['value']) || !is_string($payload['iv'])
        || !is_string($payload['value'])) {
        return 'not encrypted';
    }
    if (isset($payload['tag']) && $payload['tag'] !== '') {
        return 'other cipher';
    }
    $mac = isset($payload['mac']) && is_string($payload['mac']) ? $payload['mac'] : '';
    if ($keys['current'] !== '' && hash_equals(hash_hmac('sha256', $payload['iv'] . $payload['value'], $keys['current']), $mac)) {
        return 'good';
    }
    foreach (isset($keys['previous']) ? $keys['previous'] : array() as $key) {
        if (hash_equals(hash_hmac('sha256', $payload['iv'] . $payload['value'], $key), $mac)) {
            return 'previous key';
        }
    }
    return 'bad';
}

// $columns: resources/data/encrypted-columns.json.
function df_collect_key_proof($snapshot, $sql, $env, $columns)
{
    if (count($columns) === 0) {
        $snapshot->missing('key-proof', 'No list of encrypted columns was given.');
        return;
    }
    $keys = df_key_list($env);
    $items = array();
    foreach ($columns as $column) {
        $table = $column['table'];
        $name = $table . '.' . $column['column'];
        if (!$sql->has($table) || !in_array($column['column'], $sql->columns($table), true)) {
            continue;
        }
        $values = isset($items[$name]['values:']) ? $items[$name]['values:'] : array();
        foreach ($sql->rows($table, '', $sql->quote($column['column']), 20000) as $i => $row) {
            $values += df_key_values($i, $row[$column['column']], $column);
        }
        $items[$name] = array('values:' => $values);
    }
    $total = array('good' => 0, 'previous key' => 0, 'bad' => 0);
    foreach ($items as $name => $item) {
        $items[$name] = df_key_counts($item['values:'], $keys, $total);
    }
    $items['all'] = $total + array('key' => $keys['current'] === '' ? 'missing' : strlen($keys['current']) . ' bytes');
    $snapshot->area('key-proof', 'sql', 'Every encrypted value checked against the APP_KEY in .env, without decrypting.', $items);
}

// The encrypted values of one row, under keys that make the same value count once.
function df_key_values($row, $value, $column)
{
    if (empty($column['jsonKeys'])) {
        return array($row . ':' => $value);
    }
    $json = is_string($value) ? json_decode($value, true) : null;
    $values = array();
    foreach ($column['jsonKeys'] as $key) {
        if (is_array($json) && isset($json[$key]) && is_string($json[$key])) {
            $values[$row . ':' . $key] = $json[$key];
        }
    }
    return $values;
}

function df_key_counts($values, $keys, &$total)
{
    $counts = array('good' => 0, 'bad' => 0);
    foreach ($values as $value) {
        $is = df_key_check($value, $keys);
        $counts[$is] = isset($counts[$is]) ? $counts[$is] + 1 : 1;
    }
    foreach ($total as $is => $n) {
        $total[$is] = $n + (isset($counts[$is]) ? $counts[$is] : 0);
    }
    return $counts;
}
