<?php
/** PHP-FPM: masters from the process list, pools from their configuration. */
final class Fpm
{
    /** @return array[] a pool each: master's facts and the pool's keys */
    public static function pools()
    {
        static $pools = null;
        if ($pools !== null) {
            return $pools;
        }
        $pools = [];
        foreach (Processes::all() as $p) {
            if (!preg_match('/^php-fpm[\w.]*: master process \((.+)\)/', $p['line'], $m) || !is_file($m[1])) {
                continue;
            }
            $binary = self::binary($p['pid'], $m[1]);
            if ($binary !== '' && strpos(basename($binary), 'fpm') === false) {
                continue; // another program that calls itself so
            }
            $global = ['pid' => ''];
            $sections = self::sections($m[1], $binary);
            foreach ($sections as $name => $keys) {
                if ($name === 'global') {
                    $global = $keys + $global;
                }
            }
            foreach ($sections as $name => $keys) {
                if ($name !== 'global' && isset($keys['listen'])) {
                    $pools[] = ['name' => $name, 'keys' => $keys, 'pid' => $p['pid'], 'uid' => $p['uid'], 'config' => $m[1],
                        'binary' => $binary, 'pidFile' => self::absolute($global['pid'], $m[1])];
                }
            }
        }
        // Anybody may say that a place is his: root's masters count first.
        return $pools = array_merge(array_filter($pools, [__CLASS__, 'isRoots']), array_filter($pools, function ($pool) {
            return !self::isRoots($pool);
        }));
    }

    private static function isRoots(array $pool)
    {
        return $pool['uid'] === 0;
    }

    /** The master's program; where /proc hides it (we aren't root), by the folder of its configuration. */
    private static function binary($pid, $config)
    {
        $binary = Processes::program($pid);
        if ($binary === '' && preg_match('~/php/(\d+\.\d+)/~', $config, $m)) {
            $binary = Shell::which(["php-fpm$m[1]", 'php-fpm']);
        }
        return $binary !== '' ? $binary : Shell::which('php-fpm');
    }

    private static function absolute($path, $config)
    {
        if ($path === '' || $path[0] === '/') {
            return $path;
        }
        foreach ([dirname(dirname($config)) . '/var', '/var', dirname($config), dirname(dirname($config))] as $prefix) {
            if (file_exists("$prefix/$path")) {
                return "$prefix/$path";
            }
        }
        return '';
    }

    /** The ini files of FPM, includes followed: section => [key => value, ' file' => where it stands]. */
    private static function sections($file, $binary)
    {
        $sections = [];
        $section = 'global';
        self::readInto($sections, $section, $file, $file, 0);
        return $sections;
    }

    private static function readInto(array &$sections, &$section, $file, $main, $depth)
    {
        foreach (Text::lines($depth < 5 ? Files::read($file, 1048576) : '') as $line) {
            $line = trim($line);
            if ($line === '' || $line[0] === ';' || $line[0] === '#') {
                continue;
            }
            if (preg_match('/^\[([^\]]+)\]$/', $line, $m)) {
                $section = $m[1];
                $sections += [$section => []];
                $sections[$section][' file'] = $file;
                continue;
            }
            if (!preg_match('/^([^=]+?)\s*=\s*(.*)$/', $line, $m)) {
                continue;
            }
            $value = self::value($m[2], $section);
            if ($m[1] === 'include') {
                foreach (self::glob_($value, $main) as $other) {
                    $inner = $section;
                    self::readInto($sections, $inner, $other, $main, $depth + 1);
                }
                continue;
            }
            $sections[$section][$m[1]] = $value;
        }
    }

    private static function value($text, $section)
    {
        $text = preg_match('/^(["\'])(.*)\1/', $text, $m) ? $m[2] : trim(preg_replace('/\s;.*$/', '', $text));
        return str_replace('$pool', $section, $text);
    }

    private static function glob_($pattern, $main)
    {
        $found = [];
        foreach ($pattern !== '' && $pattern[0] === '/' ? [''] : [dirname($main) . '/', dirname(dirname($main)) . '/', '/usr/', '/usr/local/'] as $prefix) {
            $found = $found ?: (glob($prefix . $pattern) ?: []);
        }
        return $found;
    }

    /** One spelling for a listening place: a socket's real path or host:port. */
    public static function place($listen)
    {
        $listen = preg_replace('/^unix:/', '', trim($listen));
        if ($listen !== '' && $listen[0] === '/') {
            $folder = realpath(dirname($listen));
            return ($folder === false ? dirname($listen) : $folder) . '/' . basename(rtrim($listen, ':'));
        }
        if (preg_match('/^(?:(.*):)?(\d+)$/', $listen, $m)) {
            $host = in_array($m[1], ['', '0.0.0.0', '*', '[::]', 'localhost', '[::1]', '127.0.0.1'], true) ? '127.0.0.1' : $m[1];
            return "$host:$m[2]";
        }
        return $listen;
    }

    /** The pool behind the site's address; without a site, the only pool that there is. */
    public static function poolFor($fastcgi)
    {
        foreach (self::pools() as $pool) {
            if ($fastcgi !== '' && self::place($pool['keys']['listen']) === self::place($fastcgi)) {
                return $pool;
            }
        }
        return null;
    }

    public static function user(array $pool)
    {
        return isset($pool['keys']['user']) && $pool['uid'] === 0 ? $pool['keys']['user'] : Users::name($pool['uid']);
    }

    public static function facts(array $pool)
    {
        $keys = $pool['keys'];
        $user = self::user($pool);
        preg_match('/^PHP Version(?: =>|<\/td><td class="v">) *(\d+\.\d+\.\d+\S*)/m', self::info($pool), $m);
        $group = isset($keys['group']) ? $keys['group'] : Users::group(Users::byName($user)['gid']);
        return ['found' => true, 'version' => $m ? $m[1] : '', 'service' => self::service($pool), 'masterPid' => $pool['pid'],
            'binary' => $pool['binary'], 'configFile' => $pool['config'], 'poolFile' => realpath($keys[' file']) ?: $keys[' file'],
            'poolUser' => $user, 'poolGroup' => $group, 'socket' => self::place($keys['listen']),
            'opcacheValidatesTimestamps' => self::validates($pool), 'memoryLimit' => self::memoryLimit($pool),
            'poolsOfMaster' => self::namesOf($pool['pid']), 'extensions' => self::extensions(self::info($pool))];
    }

    /** Names of the extensions, from the headings between which php-fpm -i says what each has to tell. */
    private static function extensions($info)
    {
        preg_match_all('/(?<=\n\n)([A-Za-z]\w*(?: \w+)?)\n(?=\n)/', (string)$info, $m);
        $bare = preg_match('/\nAdditional Modules\n\nModule Name\n+((?:\w+\n)+)/', (string)$info, $rest) ? explode("\n", trim($rest[1])) : [];
        $names = array_map('strtolower', array_merge($m[1], $bare));
        return in_array('core', $names, true) ? array_slice(array_values(array_unique($names)), 0, 200) : [];
    }

    private static $asked = [], $info = [];

    /** Asks the binary of every pool for itself and its ini files; they answer while other things are looked at. */
    public static function begin()
    {
        foreach (self::pools() as $pool) {
            if (count(self::$asked) < 8 && !isset(self::$asked[$pool['binary']])) {
                self::$asked[$pool['binary']] = Shell::start([$pool['binary'], '-i'], ['timeout' => 8, 'user' => Processes::user($pool)]);
            }
        }
    }

    private static function info(array $pool)
    {
        $binary = $pool['binary'];
        if (!isset(self::$info[$binary])) {
            $r = isset(self::$asked[$binary]) ? Shell::finish(self::$asked[$binary]) : ['ok' => false];
            // Its end came while nobody listened: once more.
            self::$info[$binary] = $r['ok'] ? $r['out'] : Shell::run([$binary, '-i'], ['timeout' => 8, 'user' => Processes::user($pool)])['out'];
        }
        return self::$info[$binary];
    }

    private static function service(array $pool)
    {
        $names = ['php-fpm', basename($pool['binary'])];
        if (preg_match('~/php/(\d+\.\d+)/~', $pool['config'], $m)) {
            array_unshift($names, "php$m[1]-fpm");
        }
        return Processes::service($pool['pid'], $names, $pool['pidFile'], $pool['config']);
    }

    /** Does new code show without a reload? The pool's own word beats the ini files, as FPM's binary reads them. */
    private static function validates(array $pool)
    {
        $own = self::ofPool($pool, 'opcache.validate_timestamps');
        if ($own !== null) {
            return self::truth($own);
        }
        $info = self::info($pool);
        if (!preg_match('/^opcache\.enable(?: =>|<\/td><td class="v">) *(On|Off|1|0)/m', $info, $on) || !self::truth($on[1])) {
            return $info === '' ? null : true;
        }
        return preg_match('/^opcache\.validate_timestamps => (\S+)/m', $info, $m) ? self::truth($m[1]) : null;
    }

    private static function ofPool(array $pool, $name)
    {
        foreach (['php_admin_value', 'php_admin_flag', 'php_value', 'php_flag'] as $kind) {
            if (isset($pool['keys']["{$kind}[$name]"])) {
                return $pool['keys']["{$kind}[$name]"];
            }
        }
        return null;
    }

    private static function memoryLimit(array $pool)
    {
        $own = self::ofPool($pool, 'memory_limit');
        return $own !== null ? $own : (preg_match('/^memory_limit => (\S+)/m', self::info($pool), $m) ? $m[1] : '');
    }

    private static function namesOf($pid)
    {
        $names = [];
        foreach (self::pools() as $pool) {
            if ($pool['pid'] === $pid) {
                $names[] = (string)$pool['name'];
            }
        }
        return array_slice($names, 0, 100);
    }

    private static function truth($word)
    {
        return in_array(strtolower(trim($word)), ['1', 'on', 'yes', 'true'], true);
    }
}
