<?php
/** Variables that the web server or PHP-FPM hands to PHP: on the web site these beat .env, on the command line they don't (facts §11). */
final class Overrides
{
    const OURS = '/^(DB|APP|CACHE|DF|QUEUE|SESSION|REDIS|MEMCACHED|MAIL|LOG|LOGSDB|JWT|BCRYPT|DATABASE)_[A-Z0-9_]+$/';

    /** @return array key → [value, the file that sets it]; the values stay on the server */
    public static function of(array $site, $pool)
    {
        $sets = [];
        foreach (isset($site['sets']) ? $site['sets'] : [] as $key => $value) {
            self::add($sets, $key, $value, $site['siteFile']);
        }
        if ($pool) {
            $around = self::environment($pool['pid']);
            $keys = $pool['keys'];
            $file = realpath($keys[' file']) ?: $keys[' file'];
            foreach (isset($keys['clear_env']) && in_array(strtolower($keys['clear_env']), ['no', '0', 'off', 'false'], true) ? $around : [] as $key => $value) {
                self::add($sets, $key, $value, $file);
            }
            foreach ($keys as $key => $value) {
                if (preg_match('/^env\[(\w+)\]$/', $key, $m)) {
                    $value = trim((string)$value, " \t\"'");
                    self::add($sets, $m[1], $value !== '' && $value[0] === '$' && isset($around[substr($value, 1)]) ? $around[substr($value, 1)] : $value, $file);
                }
            }
        }
        return $sets;
    }

    private static function add(array &$sets, $key, $value, $where)
    {
        if (preg_match(self::OURS, (string)$key)) {
            $sets[$key] = [(string)$value, $where];
        }
    }

    private static function environment($pid)
    {
        $all = [];
        foreach (explode("\0", Files::proc("/proc/$pid/environ")) as $one) {
            $parts = explode('=', $one, 2);
            if (count($parts) === 2) {
                $all[$parts[0]] = $parts[1];
            }
        }
        return $all;
    }

    /** All of them: key → where. */
    public static function places(array $sets)
    {
        ksort($sets);
        return array_slice(array_map(function ($one) {
            return Text::clip($one[1], 500);
        }, $sets), 0, 100, true);
    }

    /** Those whose value is not the file's: key → where. */
    public static function differing(array $sets, DotEnv $file)
    {
        $found = [];
        foreach ($sets as $key => $one) {
            $here = ['localhost' => '127.0.0.1', '::1' => '127.0.0.1'];
            if (strtr((string)$file->get($key), $here) !== strtr($one[0], $here)) {
                $found[$key] = Text::clip($one[1], 500);
            }
        }
        ksort($found);
        return array_slice($found, 0, 100, true);
    }
}
