<?php
/** Names and numbers of accounts, without the posix extension (not every PHP has it). */
final class Users
{
    private static $byName = null;
    private static $byUid = [];
    private static $groups = null;

    private static function load()
    {
        if (self::$byName !== null) {
            return;
        }
        self::$byName = [];
        foreach (Text::lines(@file_get_contents('/etc/passwd')) as $line) {
            self::add($line);
        }
        self::$groups = [];
        foreach (Text::lines(@file_get_contents('/etc/group')) as $line) {
            $f = explode(':', $line);
            if (count($f) >= 3) {
                self::$groups[(int)$f[2]] = $f[0];
            }
        }
    }

    private static function add($line)
    {
        $f = explode(':', $line);
        if (count($f) >= 6) {
            $entry = ['name' => $f[0], 'uid' => (int)$f[2], 'gid' => (int)$f[3], 'home' => $f[5]];
            self::$byName[$f[0]] = $entry;
            self::$byUid += [$entry['uid'] => $entry];
        }
    }

    /** Directory services know accounts that /etc/passwd doesn't. */
    private static function ask($key)
    {
        static $asked = [];
        if (!isset($asked[$key]) && is_executable('/usr/bin/getent')) {
            $asked[$key] = true;
            self::add(trim((string)shell_exec('/usr/bin/getent passwd ' . Shell::quote($key) . ' 2>/dev/null </dev/null')));
        }
    }

    public static function uid()
    {
        static $uid = null;
        if ($uid === null) {
            $stat = @stat('/proc/self');
            $uid = function_exists('posix_geteuid') ? posix_geteuid() : ($stat ? $stat['uid'] : getmyuid());
        }
        return $uid;
    }

    public static function name($uid)
    {
        self::load();
        if (!isset(self::$byUid[$uid])) {
            self::ask((string)$uid);
        }
        return isset(self::$byUid[$uid]) ? self::$byUid[$uid]['name'] : (string)$uid;
    }

    public static function group($gid)
    {
        self::load();
        return isset(self::$groups[$gid]) ? self::$groups[$gid] : (string)$gid;
    }

    public static function isNamed($user)
    {
        self::load();
        if (!isset(self::$byName[$user]) && !ctype_digit($user)) {
            self::ask($user);
        }
        return isset(self::$byName[$user]);
    }

    public static function byName($user)
    {
        if (self::isNamed($user)) {
            return self::$byName[$user];
        }
        $id = ctype_digit($user) ? (int)$user : 65534;
        return ['name' => $user, 'uid' => $id, 'gid' => $id, 'home' => '/nonexistent'];
    }
}

final class Files
{
    /** A regular file's text, at most $max bytes; null when it isn't one or may not be read. Never blocks on a pipe. */
    public static function read($path, $max = 4194304)
    {
        if (!is_file($path)) {
            return null;
        }
        $text = @file_get_contents($path, false, null, 0, $max);
        return $text === false ? null : $text;
    }

    public static function json($path, $max = 33554432)
    {
        $text = self::read($path, $max);
        $value = $text === null ? null : json_decode($text, true);
        return is_array($value) ? $value : null;
    }

    /** What /proc says, which has no size. */
    public static function proc($path)
    {
        $text = @file_get_contents($path, false, null, 0, 262144);
        return $text === false ? '' : $text;
    }

    public static function ownerAndMode($path)
    {
        $s = @stat($path);
        return $s ? ['owner' => Users::name($s['uid']), 'group' => Users::group($s['gid']),
            'mode' => sprintf('%04o', $s['mode'] & 07777)] : ['owner' => '', 'group' => '', 'mode' => ''];
    }

    public static function below($path, $root)
    {
        return $path === $root || strncmp($path, rtrim($root, '/') . '/', strlen(rtrim($root, '/')) + 1) === 0;
    }

    /** The same place, also where we may not follow the path to its end. */
    public static function same($path, $real)
    {
        return (realpath($path) ?: rtrim($path, '/')) === $real;
    }

    /** Names in a folder, at most $max of them, without . and .. */
    public static function names($folder, $max = 5000)
    {
        $names = [];
        $handle = @opendir($folder);
        while ($handle && count($names) < $max && ($name = readdir($handle)) !== false) {
            if ($name !== '.' && $name !== '..') {
                $names[] = $name;
            }
        }
        if ($handle) {
            closedir($handle);
        }
        sort($names);
        return $names;
    }
}
