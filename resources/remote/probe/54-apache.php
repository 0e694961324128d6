<?php
/** Apache's configuration, as far as it says who serves a folder. */
final class Apache
{
    public static function sites($public)
    {
        $sites = [];
        foreach (self::masters() as $master) {
            $lines = self::lines($master['config'], $master['serverRoot'], $master['variables'], 0);
            $site = self::site($lines, $public);
            if ($site) {
                $sites[] = $site + ['user' => self::user($lines, $master['pid'])] + $master;
            }
        }
        return $sites;
    }

    private static function masters()
    {
        $all = Processes::all();
        $masters = [];
        foreach ($all as $p) {
            $name = basename($p['args'][0]);
            $parent = preg_match('/^PPid:\s*(\d+)/m', Files::proc("/proc/$p[pid]/status"), $m) ? (int)$m[1] : 0;
            if (!in_array($name, ['apache2', 'httpd'], true)
                || (isset($all[$parent]) && basename($all[$parent]['args'][0]) === $name)) {
                continue;
            }
            $binary = Processes::program($p['pid']) ?: Shell::which($name);
            $build = Shell::run([$binary, '-V'], ['timeout' => 5, 'user' => Processes::user($p)])['out'];
            $serverRoot = preg_match('/HTTPD_ROOT="([^"]+)"/', $build, $m) ? $m[1] : "/etc/$name";
            $config = preg_match('/ -f (\S+)/', $p['line'], $m) ? $m[1]
                : (preg_match('/SERVER_CONFIG_FILE="([^"]+)"/', $build, $m) ? $m[1] : "conf/$name.conf");
            $variables = self::variables("/etc/$name/envvars");
            $masters[] = ['kind' => 'apache', 'masterPid' => $p['pid'], 'pid' => $p['pid'], 'uid' => $p['uid'], 'name' => $name,
                'config' => $config[0] === '/' ? $config : "$serverRoot/$config", 'serverRoot' => $serverRoot, 'variables' => $variables,
                'version' => preg_match('~Apache/(\S+)~', $build, $m) ? $m[1] : '',
                'pidFile' => isset($variables['APACHE_PID_FILE']) ? $variables['APACHE_PID_FILE'] : "/run/$name/$name.pid"];
        }
        return $masters;
    }

    private static function variables($file)
    {
        preg_match_all('/^\s*export\s+([A-Z_]+)=([^\n]*)$/m', (string)Files::read($file), $m, PREG_SET_ORDER);
        $variables = ['SUFFIX' => ''];
        foreach ($m as $set) {
            $variables[$set[1]] = preg_replace('/\$\{?SUFFIX\}?/', '', trim($set[2], " \"'"));
        }
        return $variables;
    }

    /** The directives in order: [words, file]. */
    private static function lines($file, $serverRoot, array $variables, $depth)
    {
        $out = [];
        $text = preg_replace('/\\\\\r?\n/', ' ', (string)($depth < 6 ? Files::read($file, 1048576) : ''));
        foreach (Text::lines($text) as $line) {
            $line = trim($line);
            if ($line === '' || $line[0] === '#') {
                continue;
            }
            $line = preg_replace_callback('/\$\{([A-Z_]+)\}/', function ($m) use ($variables) {
                return isset($variables[$m[1]]) ? $variables[$m[1]] : $m[0];
            }, $line);
            preg_match_all('/"((?:\\\\.|[^"\\\\])*)"|([^\s"]+)/', $line, $m, PREG_SET_ORDER);
            $words = array_map(function ($x) {
                return isset($x[2]) && $x[2] !== '' ? $x[2] : $x[1];
            }, $m);
            $what = $words ? strtolower($words[0]) : '';
            if (($what === 'include' || $what === 'includeoptional') && isset($words[1])) {
                $pattern = $words[1][0] === '/' ? $words[1] : "$serverRoot/$words[1]";
                foreach (array_slice(glob(is_dir($pattern) ? "$pattern/*" : $pattern) ?: [], 0, 300) as $other) {
                    $out = array_merge($out, self::lines($other, $serverRoot, $variables, $depth + 1));
                }
                continue;
            }
            $out[] = [$words, $file];
        }
        return $out;
    }

    private static function site(array $lines, $public)
    {
        $fresh = ['address' => '', 'root' => '', 'names' => [], 'tls' => false, 'fastcgi' => '', 'file' => '', 'sets' => []];
        $main = $fresh;
        $host = null;
        $hosts = [];
        $listens = [];
        $group = '';
        $groups = [];
        foreach ($lines as $l) {
            list($words, $file) = $l;
            $what = strtolower($words[0]);
            $first = isset($words[1]) ? $words[1] : '';
            if ($what === '<virtualhost') {
                $host = ['address' => rtrim($first, '>'), 'file' => $file] + $fresh;
            } elseif ($what === '</virtualhost>' && $host) {
                $hosts[] = $host;
                $host = null;
            } elseif ($what === 'listen') {
                $listens[] = $first;
            } elseif ($what === '<proxy') {
                $group = rtrim($first, '>');
            } elseif ($what === 'balancermember' && preg_match('~^[a-z]+://([^/\s]+)~', $first, $m)) {
                $groups[$group][] = $m[1];
            } else {
                if ($host === null) {
                    self::note($main, $what, $words, $first, $file);
                } else {
                    self::note($host, $what, $words, $first, $file);
                }
            }
        }
        foreach (array_merge($hosts, [$main]) as $h) {
            if ($h['root'] !== '' && Files::same($h['root'], $public)) {
                $address = $h['address'] !== '' ? $h['address'] : ($listens ? $listens[0] : '80');
                $own = [['address' => $address, 'tls' => $h['tls']]];
                return ['siteFile' => realpath($h['file']) ?: $h['file'], 'fastcgi' => $h['fastcgi'] ?: $main['fastcgi'],
                    'names' => $h['names'] ?: $main['names'], 'listens' => $own,
                    'upstreams' => Upstreams::others($own, $groups, [$h['fastcgi'] ?: $main['fastcgi']]),
                    'loginRateLimited' => false, 'sets' => $h['sets'] + $main['sets']];
            }
        }
        return null;
    }

    private static function note(array &$host, $what, array $words, $first, $file)
    {
        if ($what === 'documentroot') {
            $host['root'] = $first;
            $host['file'] = $file;
        } elseif ($what === 'servername' || $what === 'serveralias') {
            $host['names'] = array_merge($host['names'], array_slice($words, 1));
        } elseif ($what === 'setenv' && isset($words[2])) {
            $host['sets'][$first] = $words[2];
        } elseif ($what === 'sslengine') {
            $host['tls'] = strtolower($first) === 'on';
        } elseif ($what === 'sethandler' || $what === 'proxypassmatch' || $what === 'proxypass') {
            if (preg_match('~(?:proxy:)?unix:([^|]+)\|fcgi:~', implode(' ', $words), $m)
                || preg_match('~fcgi://([^/\s"]+:\d+)~', implode(' ', $words), $m)) {
                $host['fastcgi'] = $m[1];
            }
        }
    }

    /** Who the workers are: what runs, else what the configuration says. */
    private static function user(array $lines, $master)
    {
        foreach (Processes::all() as $p) {
            if (preg_match('/^PPid:\s*' . $master . '$/m', Files::proc("/proc/$p[pid]/status")) && $p['uid'] > 0) {
                return Users::name($p['uid']);
            }
        }
        foreach ($lines as $l) {
            if (strtolower($l[0][0]) === 'user' && isset($l[0][1])) {
                return $l[0][1];
            }
        }
        return '';
    }
}
