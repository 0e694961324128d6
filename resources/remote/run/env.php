<?php
// Editing a .env so that the application reads what is meant, and every other byte stays. PHP 7.2 to 8.5.

/** A .env as the release that it stands beside reads it; one that stands alone belongs to the live tree. */
function df_env_of($file)
{
    return new DotEnv(df_read($file), DotEnv::majorOf(df_code_root($file)));
}

function df_code_root($envFile)
{
    return is_file(dirname($envFile) . '/composer.lock') ? dirname($envFile) : getenv('DF_ROOT');
}

function df_env_quote($value)
{
    if ($value === '' || preg_match('/^[A-Za-z0-9_.,:@%+=\/-]+$/', $value)) {
        return $value;
    }
    return '"' . str_replace(['\\', '"', '$'], ['\\\\', '\\"', '\\$'], $value) . '"';
}

/**
 * Applies changes, one after the other, to a .env that a current release will read (phpdotenv 5).
 * $changes: list of ['action' => set|rename|remove|take, 'key', 'oldKey', 'value']. "take": oldKey's value in $other (another
 * server's .env) becomes key's; where it isn't set there, the key goes.
 */
function df_env_apply($text, $changes, ?DotEnv $other = null)
{
    foreach (df_env_taken($changes, $other) as $c) {
        $entries = array_values(array_filter((new DotEnv($text, 5))->entries, function ($e) use ($c) {
            return $e['active'] && $e['key'] === ($c['action'] === 'rename' ? $c['oldKey'] : $c['key']);
        }));
        $lines = preg_split('/(?<=\n)|(?<=\r)(?!\n)/', $text, -1, PREG_SPLIT_NO_EMPTY);
        if ($c['action'] === 'set') {
            $lines = df_env_set($lines, end($entries), $c['key'] . '=' . df_env_quote($c['value']));
        }
        foreach ($c['action'] === 'set' ? [] : $entries as $e) {
            $at = $e['line'] - 1;
            if ($c['action'] === 'rename') {
                $lines[$at] = preg_replace('/' . preg_quote($c['oldKey'], '/') . '/', $c['key'], $lines[$at], 1);
            }
            for (; $c['action'] === 'remove' && $at < $e['end']; $at++) {
                $lines[$at] = '#' . $lines[$at];
            }
        }
        $text = implode('', $lines);
    }
    return $text;
}

function df_env_taken(array $changes, ?DotEnv $other = null)
{
    return array_map(function ($c) use ($other) {
        if ($c['action'] !== 'take') {
            return $c;
        }
        if (!$other) {
            df_die('the other .env is missing');
        }
        $value = $other->get($c['oldKey'] === '' ? $c['key'] : $c['oldKey']);
        return ['action' => $value === null ? 'remove' : 'set', 'value' => (string) $value] + $c;
    }, $changes);
}

/** Replaces the entry (the last definition of a key: earlier ones are dead) or appends a line. Line ends stay the file's own. */
function df_env_set(array $lines, $entry, $line)
{
    if ($entry) {
        preg_match('/[\r\n]*\z/', $lines[$entry['end'] - 1], $m);
        array_splice($lines, $entry['line'] - 1, $entry['end'] - $entry['line'] + 1, [$line . $m[0]]);
        return $lines;
    }
    $last = count($lines) - 1;
    $end = $last >= 0 && preg_match('/\r\n\z/', $lines[0]) ? "\r\n" : "\n";
    if ($last >= 0 && !preg_match('/[\r\n]\z/', $lines[$last])) {
        $lines[$last] .= $end;
    }
    $lines[] = $line . $end;
    return $lines;
}

function df_read($file)
{
    $text = @file_get_contents($file);
    if ($text === false) {
        df_die("cannot read $file");
    }
    return $text;
}

/** env-edit SRC DST CHANGES.json [OTHER MAJOR]: DST gets SRC's owner and mode. OTHER: what "take" takes from, read as phpdotenv MAJOR does. */
function df_cmd_env_edit($src, $dst, $changesFile, $otherFile = '', $otherMajor = '5')
{
    $changes = json_decode(df_read($changesFile), true);
    if (!is_array($changes)) {
        df_die("$changesFile is not a list of changes");
    }
    $text = df_read($src);
    $other = $otherFile === '' ? null : new DotEnv(df_read($otherFile), (int) $otherMajor);
    $new = df_env_apply($text, $changes, $other);
    df_write($dst, $new, 0600, stat($src));
    df_env_tell((new DotEnv($text, 5))->values(), (new DotEnv($new, 5))->values());
}

/** What changed, without values of secret keys, for the log. */
function df_env_tell(array $old, array $now)
{
    $show = function ($sign, $values, $key) {
        if (array_key_exists($key, $values)) {
            echo $sign, ' ', $key, '=', Secrecy::isSecret($key, $values[$key]) ? '(hidden)' : $values[$key], "\n";
        }
    };
    foreach (array_keys($old + $now) as $key) {
        if (!array_key_exists($key, $old) || !array_key_exists($key, $now) || $old[$key] !== $now[$key]) {
            $show('-', $old, $key);
            $show('+', $now, $key);
        }
    }
}
