<?php
// Reading and editing a .env the way DreamFactory's own reader (phpdotenv) understands it. PHP 7.2 to 8.5.

/** key => value; the last active definition of a key wins, as in phpdotenv. */
function df_env_parse($text)
{
    $values = [];
    foreach (df_env_lines($text) as $entry) {
        if ($entry['key'] !== null) {
            $values[$entry['key']] = df_env_value($entry['raw'], $values);
        }
    }
    return $values;
}

/** Logical lines: ['key' => name or null, 'raw' => text after '=', 'text' => the line(s) as they stand]. */
function df_env_lines($text)
{
    $out = [];
    $physical = preg_split('/(?<=\n)/', $text, -1, PREG_SPLIT_NO_EMPTY);
    for ($i = 0; $i < count($physical); $i++) {
        $line = $physical[$i];
        if (!preg_match('/^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_.]*)\s*=(.*)$/s', $line, $m)) {
            $out[] = ['key' => null, 'raw' => '', 'text' => $line];
            continue;
        }
        $raw = $m[2];
        // A double-quoted value may span lines.
        while (preg_match('/^\s*"(?:[^"\\\\]|\\\\.)*$/s', $raw) && $i + 1 < count($physical)) {
            $line .= $physical[++$i];
            $raw .= $physical[$i];
        }
        $out[] = ['key' => $m[1], 'raw' => $raw, 'text' => $line];
    }
    return $out;
}

function df_env_value($raw, $known)
{
    $raw = ltrim($raw, " \t");
    if ($raw !== '' && $raw[0] === '"') {
        if (preg_match('/^"((?:[^"\\\\]|\\\\.)*)"/s', $raw, $m)) {
            $value = preg_replace_callback('/\\\\(.)/s', function ($e) {
                $map = ['n' => "\n", 'r' => "\r", 't' => "\t"];
                return isset($map[$e[1]]) ? $map[$e[1]] : $e[1];
            }, $m[1]);
            return df_env_expand($value, $known);
        }
    }
    if ($raw !== '' && $raw[0] === "'") {
        if (preg_match("/^'([^']*)'/s", $raw, $m)) {
            return $m[1];
        }
    }
    $raw = rtrim($raw);
    // Unquoted: a # after white space, or at the very start, begins a comment; in the middle of a word it does too in phpdotenv >= 4.
    $raw = preg_replace('/(^|\s+)#.*$/s', '', $raw);
    $raw = preg_replace('/#.*$/s', '', $raw);
    return df_env_expand(rtrim($raw), $known);
}

function df_env_expand($value, $known)
{
    return preg_replace_callback('/\$\{([A-Za-z0-9_.]+)\}/', function ($m) use ($known) {
        return isset($known[$m[1]]) ? $known[$m[1]] : $m[0];
    }, $value);
}

function df_env_quote($value)
{
    if ($value === '' || preg_match('/^[A-Za-z0-9_.,:@%+=\/-]+$/', $value)) {
        return $value;
    }
    return '"' . str_replace(['\\', '"', '$'], ['\\\\', '\\"', '\\$'], $value) . '"';
}

function df_is_secret_key($key)
{
    return (bool) preg_match('/KEY|SECRET|PASS|TOKEN|DSN|LICENSE|CREDENTIAL|SALT|(^|_)(URL|URI)$|PRIVATE/i', $key)
        && !preg_match('/^(APP_URL|DF_LANDING_PAGE|DF_CONFIRM_[A-Z]+_URL|DF_API_ROUTE_PREFIX)$/', $key);
}

/**
 * Applies changes to a .env and leaves every other byte alone.
 * $changes: list of ['action' => set|rename|remove, 'key', 'oldKey', 'value'].
 */
function df_env_apply($text, $changes)
{
    foreach ($changes as $c) {
        $lines = df_env_lines($text);
        if ($c['action'] === 'set') {
            $lines = df_env_replace($lines, $c['key'], $c['key'] . '=' . df_env_quote($c['value']));
        } elseif ($c['action'] === 'rename') {
            foreach ($lines as $i => $l) {
                if ($l['key'] === $c['oldKey']) {
                    $lines[$i]['text'] = preg_replace('/' . preg_quote($c['oldKey'], '/') . '/', $c['key'], $l['text'], 1);
                }
            }
        } elseif ($c['action'] === 'remove') {
            foreach ($lines as $i => $l) {
                if ($l['key'] === $c['key']) {
                    $lines[$i]['text'] = '#' . $l['text'];
                }
            }
        }
        $text = implode('', array_map(function ($l) {
            return $l['text'];
        }, $lines));
    }
    return $text;
}

/** Replaces the last definition of $key (earlier ones would be dead anyway) or appends one. */
function df_env_replace($lines, $key, $text)
{
    for ($i = count($lines) - 1; $i >= 0; $i--) {
        if ($lines[$i]['key'] === $key) {
            $lines[$i]['text'] = $text . "\n";
            return $lines;
        }
    }
    if ($lines && substr($lines[count($lines) - 1]['text'], -1) !== "\n") {
        $lines[count($lines) - 1]['text'] .= "\n";
    }
    $lines[] = ['key' => $key, 'raw' => '', 'text' => $text . "\n"];
    return $lines;
}

function df_env_read($file)
{
    $text = @file_get_contents($file);
    if ($text === false) {
        df_die("cannot read $file");
    }
    return $text;
}

/** env-edit SRC DST CHANGES.json: DST gets SRC's owner and mode. */
function df_cmd_env_edit($src, $dst, $changesFile)
{
    $changes = json_decode(df_env_read($changesFile), true);
    if (!is_array($changes)) {
        df_die("$changesFile is not a list of changes");
    }
    $new = df_env_apply(df_env_read($src), $changes);
    df_write($dst, $new, fileperms($src) & 07777);
    @chown($dst, fileowner($src));
    @chgrp($dst, filegroup($src));
    // What changed, without values of secret keys, for the log.
    $old = df_env_parse(df_env_read($src));
    $now = df_env_parse($new);
    foreach (array_unique(array_merge(array_keys($old), array_keys($now))) as $key) {
        $a = array_key_exists($key, $old) ? $old[$key] : null;
        $b = array_key_exists($key, $now) ? $now[$key] : null;
        if ($a !== $b) {
            $hide = df_is_secret_key($key);
            echo $a === null ? '' : '- ' . $key . '=' . ($hide ? '(hidden)' : $a) . "\n";
            echo $b === null ? '' : '+ ' . $key . '=' . ($hide ? '(hidden)' : $b) . "\n";
        }
    }
}
