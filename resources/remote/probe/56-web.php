<?php
/** Who serves an installation: nginx, Apache, or PHP's own server. */
final class Web
{
    public $web = [];
    private $pool = null;
    public $user = '';
    public $sets = []; // what beats .env on the web site

    public function __construct($root)
    {
        $public = realpath("$root/public") ?: "$root/public";
        $sites = array_merge(Nginx::sites($public), Apache::sites($public));
        usort($sites, function ($a, $b) { // the one that we can ask without TLS first
            return self::best($a['listens'])['tls'] <=> self::best($b['listens'])['tls'];
        });
        $own = $sites ? null : self::builtIn($root, $public);
        if ($sites) {
            $this->fromSite($sites);
        } elseif ($own) {
            $this->web = $own[0];
            $this->user = $own[1];
        } elseif (!self::anyWebServer()) {
            $this->onlyPool($root);
        }
    }

    /** Waits for what FPM's program says of itself. */
    public function fpm()
    {
        return $this->pool ? Fpm::facts($this->pool) : ['found' => false];
    }

    /** The best reason to believe in this installation. */
    public function foundBy($first)
    {
        if (!empty($this->web['siteFile'])) {
            return $this->web['kind'] . ' site';
        }
        return $first === 'site' ? 'web site' : ($first === 'usual place' && !empty($this->web['kind']) ? 'process' : $first);
    }

    private function fromSite(array $sites)
    {
        $s = $sites[0];
        foreach ($sites as $other) {
            $s = $s['fastcgi'] === '' && $other['fastcgi'] !== '' ? $other : $s;
        }
        $names = $s['kind'] === 'nginx' ? ['nginx', 'openresty'] : [$s['name'], 'apache2', 'httpd'];
        $best = self::best($s['listens']);
        $this->web = ['kind' => $s['kind'], 'version' => $s['version'], 'masterPid' => $s['masterPid'], 'siteFile' => $s['siteFile'],
            'service' => Processes::service($s['masterPid'], $names, $s['pidFile'], $s['config']),
            'localUrl' => self::url($best), 'tls' => $best['tls'], 'serverName' => self::serverName($s['names']),
            'siteFilesNamingRoot' => array_values(array_unique(array_column($sites, 'siteFile'))),
            'upstreams' => array_values(array_unique(array_merge(...array_column($sites, 'upstreams')))),
            'loginRateLimited' => (bool)array_filter(array_column($sites, 'loginRateLimited'))];
        $pool = Fpm::poolFor($s['fastcgi']);
        $this->sets = Overrides::of($s, $pool);
        if ($pool) {
            $this->pool = $pool;
            $this->user = Fpm::user($pool);
        } elseif ($s['fastcgi'] !== '') {
            $this->web['deadEnd'] = self::deadEnd($s['fastcgi']);
        } elseif ($s['kind'] === 'apache') {
            $this->user = $s['user']; // mod_php
        }
    }

    /** The address, where nobody on this machine listens at it. Asked only where no running FPM has it. */
    private static function deadEnd($fastcgi)
    {
        $place = Fpm::place($fastcgi);
        $socket = $place !== '' && $place[0] === '/';
        if (!$socket && !preg_match('/^127\.0\.0\.1:\d+$/', $place)) {
            return '';
        }
        $connection = @stream_socket_client(($socket ? 'unix://' : 'tcp://') . $place, $code, $text, 0.3);
        return !$connection && in_array($code, [2, 111], true) ? Text::clip($place, 500) : ''; // no such file, refused
    }

    private static function anyWebServer()
    {
        foreach (Processes::all() as $p) {
            if (strncmp($p['line'], 'nginx: master', 13) === 0 || in_array(basename($p['args'][0]), ['apache2', 'httpd', 'caddy', 'lighttpd'], true)) {
                return true;
            }
        }
        return false;
    }

    /** No web server here at all: a pool is believed only when it is the only one and runs as the tree's owner. */
    private function onlyPool($root)
    {
        $pools = Fpm::pools();
        $owner = Files::ownerAndMode("$root/storage")['owner'];
        if (count($pools) === 1 && isset($pools[0]['keys']['user']) && $pools[0]['keys']['user'] === $owner) {
            $this->pool = $pools[0];
            $this->sets = Overrides::of([], $pools[0]);
            $this->user = Fpm::user($pools[0]);
        }
    }

    private static function best(array $listens)
    {
        $chosen = null;
        foreach ($listens as $l) {
            $l['unix'] = strncmp($l['address'], 'unix:', 5) === 0;
            $rank = ($l['unix'] ? 4 : 0) + ($l['tls'] ? 2 : 0) + (strpos($l['address'], '[') === 0 ? 1 : 0);
            if ($chosen === null || $rank < $chosen['rank']) {
                $chosen = $l + ['rank' => $rank];
            }
        }
        return $chosen ?: ['address' => '80', 'tls' => false, 'unix' => false, 'rank' => 0];
    }

    private static function url(array $listen)
    {
        if ($listen['unix']) {
            return '';
        }
        $address = $listen['address'];
        $port = preg_match('/(?:^|:)(\d+)$/', $address, $m) ? $m[1] : ($listen['tls'] ? '443' : '80');
        $host = preg_replace('/:?\d*$/', '', preg_match('/^\d+$/', $address) ? '' : $address);
        if (preg_match('/^\[.*\]/', $address, $m)) {
            $host = $m[0] === '[::]' ? '[::1]' : $m[0];
        } elseif (preg_match('/^(\d+\.\d+\.\d+\.\d+)(:\d+)?$/', $address, $m)) {
            $host = $m[1];
        }
        $host = in_array($host, ['', '*', '0.0.0.0', '_default_'], true) ? '127.0.0.1' : $host;
        return ($listen['tls'] ? 'https://' : 'http://') . $host . ':' . $port;
    }

    private static function serverName(array $names)
    {
        foreach ($names as $name) {
            if (preg_match('/^[A-Za-z0-9][A-Za-z0-9.-]*$/', $name)) {
                return $name;
            }
        }
        return $names ? '_' : '';
    }

    /** php -S HOST:PORT [-t FOLDER] [ROUTER] that serves this tree. */
    private static function builtIn($root, $public)
    {
        foreach (Processes::all() as $p) {
            $at = array_search('-S', $p['args'], true);
            if ($at === false || !isset($p['args'][$at + 1]) || strpos(basename($p['args'][0]), 'php') !== 0) {
                continue;
            }
            $cwd = Processes::folder($p['pid']);
            $serves = $cwd !== '' && Files::below($cwd, $root);
            foreach (array_slice($p['args'], $at + 2) as $word) {
                $path = realpath($word !== '' && $word[0] === '/' ? $word : "$cwd/$word");
                $serves = $serves || ($path && ($path === $public || Files::below($path, $root)));
            }
            if (!$serves) {
                continue;
            }
            $address = str_replace('localhost:', '127.0.0.1:', $p['args'][$at + 1]);
            $url = self::url(['address' => $address, 'tls' => false, 'unix' => false]);
            return [['kind' => 'php -S', 'version' => '', 'masterPid' => $p['pid'], 'service' => '', 'siteFile' => '', 'localUrl' => $url,
                'serverName' => '', 'tls' => false, 'siteFilesNamingRoot' => [],
                'loginRateLimited' => is_file("$root/.df-practice")], Users::name($p['uid'])]; // its router has the limit that a site file has
        }
        return null;
    }
}
