<?php
/** nginx's configuration, read from its files: `nginx -T` would open logs and pid files. */
final class Nginx
{
    /** A site for each server block that serves $public. */
    public static function sites($public)
    {
        $sites = [];
        foreach (self::masters() as $master) {
            $upstreams = [];
            $servers = [];
            self::collect(self::parse($master['config'], dirname($master['config']), 0), $servers, $upstreams);
            foreach ($servers as $server) {
                $site = self::site($server, $upstreams, $public);
                if ($site) {
                    $sites[] = $site + $master;
                }
            }
        }
        return $sites;
    }

    private static $asked = [];

    private static function program(array $p)
    {
        return Processes::program($p['pid']) ?: (preg_match('~^nginx: master process (/\S+)~', $p['line'], $b) ? $b[1] : Shell::which('nginx'));
    }

    /** Asks the program of every nginx for itself; it answers while other things are looked at. */
    public static function begin()
    {
        foreach (Processes::all() as $p) {
            if (strncmp($p['line'], 'nginx: master process ', 22) === 0 && count(self::$asked) < 8 && !isset(self::$asked[self::program($p)])) {
                self::$asked[self::program($p)] = Shell::start([self::program($p), '-V'], ['timeout' => 5, 'user' => Processes::user($p)]);
            }
        }
    }

    private static function build(array $p)
    {
        $binary = self::program($p);
        if (!isset(self::$asked[$binary])) {
            return Shell::run([$binary, '-V'], ['timeout' => 5, 'user' => Processes::user($p)])['err'];
        }
        if (is_object(self::$asked[$binary])) {
            self::$asked[$binary] = Shell::finish(self::$asked[$binary])['err'];
        }
        return self::$asked[$binary];
    }

    private static function masters()
    {
        $masters = [];
        foreach (Processes::all() as $p) {
            if (!preg_match('/^nginx: master process (.*)$/', $p['line'], $m)) {
                continue;
            }
            $build = self::build($p);
            $prefix = preg_match('/ -p (\S+)/', $m[1], $x) ? $x[1] : (preg_match('/--prefix=(\S+)/', $build, $x) ? $x[1] : '/etc/nginx');
            $config = preg_match('/ -c (\S+)/', $m[1], $x) ? $x[1]
                : (preg_match('/--conf-path=(\S+)/', $build, $x) ? $x[1] : '/etc/nginx/nginx.conf');
            $config = $config[0] === '/' ? $config : "$prefix/$config";
            $masters[] = ['kind' => 'nginx', 'masterPid' => $p['pid'], 'uid' => $p['uid'], 'config' => $config,
                'version' => preg_match('~nginx version: [^/]+/(\S+)~', $build, $x) ? $x[1] : '',
                'pidFile' => self::pidFile($config, $m[1], $build)];
        }
        return $masters;
    }

    private static function pidFile($config, $arguments, $build)
    {
        if (preg_match('/\bpid\s+(\/[^;\s]+)\s*;/', $arguments . ' ' . preg_replace('/#.*/', '', (string)Files::read($config)), $m)) {
            return $m[1];
        }
        return preg_match('/--pid-path=(\S+)/', $build, $m) ? $m[1] : '/run/nginx.pid';
    }

    /** Directives of a file: [name, words, children or null, file]; includes are put in where they stand. */
    private static function parse($file, $base, $depth)
    {
        $text = $depth < 6 ? Files::read($file, 1048576) : null;
        if ($text === null) {
            return [];
        }
        preg_match_all('/#[^\n]*|"(?:\\\\.|[^"\\\\])*"|\'(?:\\\\.|[^\'\\\\])*\'|[{};]|(?:\$\{[^}]*\}|\\\\.|[^\s{};"\'#]|(?<=[^\s{};])#)+/s', $text, $m);
        $tokens = array_values(array_filter($m[0], function ($t) {
            return $t[0] !== '#';
        }));
        $at = 0;
        return self::block($tokens, $at, $file, $base, $depth);
    }

    private static function block(array $tokens, &$at, $file, $base, $depth)
    {
        $out = [];
        $words = [];
        while ($at < count($tokens)) {
            $t = $tokens[$at++];
            if ($t === ';') {
                if ($words && $words[0] === 'include' && isset($words[1])) {
                    $out = array_merge($out, self::included($words[1], $base, $depth));
                } elseif ($words) {
                    $out[] = [$words[0], array_slice($words, 1), null, $file];
                }
                $words = [];
            } elseif ($t === '{') {
                $inner = self::block($tokens, $at, $file, $base, $depth);
                $out[] = [$words ? $words[0] : '', array_slice($words, 1), $inner, $file];
                $words = [];
            } elseif ($t === '}') {
                return $out;
            } else {
                $words[] = $t[0] === '"' || $t[0] === "'" ? substr($t, 1, -1) : $t;
            }
        }
        return $out;
    }

    private static function included($pattern, $base, $depth)
    {
        $out = [];
        foreach (array_slice(glob($pattern[0] === '/' ? $pattern : "$base/$pattern") ?: [], 0, 300) as $file) {
            $out = array_merge($out, self::parse($file, $base, $depth + 1));
        }
        return $out;
    }

    private static function collect(array $directives, array &$servers, array &$upstreams)
    {
        foreach ($directives as $d) {
            if ($d[0] === 'server' && $d[2] !== null) {
                $servers[] = $d;
            } elseif ($d[0] === 'upstream' && $d[2] !== null) {
                foreach ($d[2] as $inner) {
                    if ($inner[0] === 'server' && isset($d[1][0], $inner[1][0]) && !in_array('down', $inner[1], true)) {
                        $upstreams[$d[1][0]][] = $inner[1][0];
                    }
                }
            } elseif ($d[0] === 'http' && $d[2] !== null) {
                self::collect($d[2], $servers, $upstreams);
            }
        }
    }

    /** All directives of that name in a block and the blocks in it. */
    private static function all(array $block, $name)
    {
        $found = [];
        foreach ($block as $d) {
            if ($d[0] === $name) {
                $found[] = $d;
            }
            if ($d[2] !== null) {
                $found = array_merge($found, self::all($d[2], $name));
            }
        }
        return $found;
    }

    private static function site(array $server, array $upstreams, $public)
    {
        $file = '';
        foreach (array_merge(self::all($server[2], 'root'), self::all($server[2], 'alias')) as $d) {
            if (isset($d[1][0]) && Files::same($d[1][0], $public)) {
                $file = $server[3];
                break;
            }
        }
        if ($file === '') {
            return null;
        }
        $pass = '';
        $behind = [];
        foreach (self::all($server[2], 'fastcgi_pass') as $d) {
            $word = isset($d[1][0]) ? $d[1][0] : '';
            $behind = isset($upstreams[$word]) ? $upstreams[$word] : [$word];
            $pass = $behind[0];
            break;
        }
        $names = [];
        $tls = false;
        $addresses = [];
        foreach ($server[2] as $d) {
            if ($d[0] === 'server_name') {
                $names = array_merge($names, $d[1]);
            } elseif ($d[0] === 'ssl' && $d[1] === ['on']) {
                $tls = true;
            } elseif ($d[0] === 'listen' && $d[1]) {
                $addresses[] = ['address' => $d[1][0], 'tls' => in_array('ssl', $d[1], true)];
            }
        }
        foreach ($addresses as $i => $a) {
            $addresses[$i]['tls'] = $a['tls'] || $tls;
        }
        $sets = [];
        foreach (self::all($server[2], 'fastcgi_param') as $d) {
            if (count($d[1]) > 1 && strpos($d[1][1], '$') === false) {
                $sets[$d[1][0]] = $d[1][1];
            }
        }
        $listens = $addresses ?: [['address' => '80', 'tls' => $tls]];
        return ['siteFile' => realpath($file) ?: $file, 'fastcgi' => $pass, 'names' => $names, 'listens' => $listens, 'sets' => $sets,
            'upstreams' => Upstreams::others($listens, $upstreams, $behind),
            'loginRateLimited' => (bool)self::all($server[2], 'limit_req')];
    }
}
