<?php
// What an answer looks like: its structure without values, and where two answers to the same question differ.

// Lines "/resource/*/name: text", sorted; lists are shown once for all their entries.
function df_shape($value)
{
    $lines = array();
    df_shape_into($value, '', 0, $lines);
    ksort($lines, SORT_STRING);
    $out = array();
    foreach ($lines as $path => $kinds) {
        ksort($kinds);
        $out[] = ($path === '' ? '/' : $path) . ': ' . implode(' or ', array_keys($kinds));
    }
    return implode("\n", $out);
}

function df_shape_into($value, $path, $depth, &$lines)
{
    if (count($lines) >= 2000 && !isset($lines[$path])) {
        return;
    }
    $lines[$path][df_kind($value)] = true;
    if ($depth >= 40 || !is_array($value) && !is_object($value)) {
        return;
    }
    foreach ($value as $key => $one) {
        df_shape_into($one, $path . '/' . (is_array($value) ? '*' : df_pointer_part($key)), $depth + 1, $lines);
    }
}

function df_kind($value)
{
    if (is_object($value)) {
        return 'object';
    }
    if (is_array($value)) {
        return 'list';
    }
    return $value === null ? 'nothing' : (is_bool($value) ? 'yes or no' : (is_string($value) ? 'text' : 'number'));
}

function df_pointer_part($key)
{
    return str_replace(array('~', '/'), array('~0', '~1'), (string) $key);
}

// Where two JSON values differ, as JSON pointers (RFC 6901): the deepest places that say it. A list of another length
// differs as a whole, and so does one in another order.
function df_differs($a, $b, $at = '', $depth = 0)
{
    if ($a === $b || $depth < 60 && is_object($a) && is_object($b) && $a == $b && json_encode($a) === json_encode($b)) {
        return array();
    }
    $bothLists = is_array($a) && is_array($b) && count($a) === count($b);
    $bothObjects = is_object($a) && is_object($b);
    if ($depth >= 60 || !$bothLists && !$bothObjects || $bothLists && df_same_entries($a, $b)) {
        return array($at);
    }
    $a = (array) $a;
    $b = (array) $b;
    $out = array();
    foreach ($a + $b as $key => $unused) {
        $there = array_key_exists($key, $a) && array_key_exists($key, $b);
        $out = array_merge($out, $there ? df_differs($a[$key], $b[$key], $at . '/' . df_pointer_part($key), $depth + 1)
            : array($at . '/' . df_pointer_part($key)));
        if (count($out) > 200) {
            return array($at);
        }
    }
    return $out;
}

function df_same_entries($a, $b)
{
    $texts = array(array_map('json_encode', $a), array_map('json_encode', $b));
    sort($texts[0]);
    sort($texts[1]);
    return $texts[0] === $texts[1];
}
