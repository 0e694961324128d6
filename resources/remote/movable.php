<?php
// What can go along to a new server: reads, never writes and never runs anything. $ask stands before it: root, servicePaths
// ("service: /path"), systemDatabase, interface, commercial, nonce. PHP 7.2 to 8.5. Answer: one JSON object between two markers.
error_reporting(0);

/** What git keeps, from its index alone: asking git would run what the repository configures. */
final class Tracked
{
    private $names = [], $folders = [];
    public $known = false;

    public function __construct($root)
    {
        $git = is_file("$root/.git") && preg_match('/^gitdir: (.+)$/m', (string)file_get_contents("$root/.git", false, null, 0, 4096), $m)
            ? ($m[1][0] === '/' ? $m[1] : "$root/$m[1]") : "$root/.git";
        $text = is_file("$git/index") && filesize("$git/index") < 67108864 ? (string)file_get_contents("$git/index") : '';
        if (strlen($text) < 12 || substr($text, 0, 4) !== 'DIRC') {
            return;
        }
        $head = unpack('Nversion/Ncount', substr($text, 4, 8));
        $this->known = in_array($head['version'], [2, 3, 4], true) && $this->read($text, $head['version'], $head['count']);
        foreach ($this->known ? array_keys($this->names) : [] as $name) {
            for ($at = dirname((string)$name); $at !== '.' && !isset($this->folders[$at]); $at = dirname($at)) {
                $this->folders[$at] = true;
            }
        }
    }

    /** gitformat-index(5): 40 bytes of stat, 20 of hash, flags, the name. */
    private function read($text, $version, $count)
    {
        $at = 12;
        $name = '';
        for ($n = 0; $n < $count; $n++) {
            if ($at + 63 > strlen($text)) {
                return false;
            }
            $start = $at;
            $flags = unpack('n', substr($text, $at + 60, 2))[1];
            $at += 62 + ($flags & 0x4000 ? 2 : 0);
            $cut = 0;
            if ($version === 4) {
                $byte = ord($text[$at++]);
                $cut = $byte & 127;
                while ($byte & 128 && $at < strlen($text)) {
                    $byte = ord($text[$at++]);
                    $cut = (($cut + 1) << 7) | ($byte & 127);
                }
            }
            $end = strpos($text, "\0", $at);
            if ($end === false || $cut > strlen($name)) {
                return false;
            }
            $name = ($version === 4 ? substr($name, 0, strlen($name) - $cut) : '') . substr($text, $at, $end - $at);
            $this->names[$name] = true;
            $at = $version === 4 ? $end + 1 : $start + (int)((($end - $start) + 8) / 8) * 8;
        }
        return true;
    }

    public function has($relative)
    {
        return isset($this->names[$relative]);
    }

    public function hasBelow($relative)
    {
        return isset($this->folders[$relative]);
    }
}

/** Counts, never through a link, never onto another file system than its beginning, and not for ever. */
final class Counter
{
    public $bytes = 0, $files = 0, $atLeast = false, $except = [];
    private $tracked, $stays, $root, $end, $seen = 0;

    /** @param array $stays paths that don't go along */
    public function __construct($root, Tracked $tracked, array $stays, $end)
    {
        $this->root = $root;
        $this->tracked = $tracked;
        $this->stays = $stays;
        $this->end = $end;
    }

    public function folder($top)
    {
        $device = @stat($top);
        $todo = [$top];
        $real = realpath($top) ?: $top;
        while ($todo) {
            $at = array_pop($todo);
            $handle = @opendir($at);
            $this->atLeast = $this->atLeast || !$handle;
            while ($handle && ($name = readdir($handle)) !== false) {
                if ($name === '.' || $name === '..') {
                    continue;
                }
                $path = "$at/$name";
                $s = @lstat($path);
                if ($this->staysHere($path, $real . substr($path, strlen($top)))) {
                    continue;
                }
                if ($s && ($s['mode'] & 0170000) === 0040000) {
                    if ($s['dev'] === $device['dev']) {
                        $todo[] = $path;
                    } else {
                        $this->atLeast = true;
                    }
                } else {
                    $this->count($s);
                }
                if ((++$this->seen & 255) === 0 && microtime(true) > $this->end) {
                    $this->atLeast = true;
                    closedir($handle);
                    return;
                }
            }
            if ($handle) {
                closedir($handle);
            }
        }
    }

    public function count($s)
    {
        $kind = $s ? $s['mode'] & 0170000 : 0;
        if ($kind === 0100000 || $kind === 0120000) { // no pipes, sockets and devices
            $this->files++;
            $this->bytes += $s['size'];
        }
        $this->atLeast = $this->atLeast || !$s;
    }

    private function staysHere($path, $real)
    {
        $relative = substr($path, strlen($this->root) + 1);
        if (!in_array($real, $this->stays, true) && !$this->tracked->has($relative)) {
            return false;
        }
        if (count($this->except) < 200) {
            $this->except[] = $relative;
        }
        return true;
    }
}

final class MovableLook
{
    const MOST = 400;

    private $ask, $root, $tracked, $end, $entries = [], $cannot = [], $stays = [];

    public function __construct(array $ask)
    {
        $this->ask = $ask;
        $this->root = rtrim($ask['root'], '/');
        $this->end = microtime(true) + 45;
        $this->tracked = new Tracked($this->root);
        $database = (string)$ask['systemDatabase'];
        foreach ($database === '' ? [] : [$database, realpath($database) ?: $database] as $file) {
            array_push($this->stays, $file, "$file-wal", "$file-shm", "$file-journal");
        }
    }

    public function run()
    {
        $this->storage();
        $named = array_map(function ($one) {
            $at = (int)strpos($one, ': ');
            return [substr($one, 0, $at), rtrim(substr($one, $at + 2), '/')];
        }, $this->ask['servicePaths']);
        usort($named, function ($x, $y) { // folders before what lies in them
            return strlen($x[1]) - strlen($y[1]);
        });
        foreach ($named as $one) {
            $this->servicePath($one[0], $one[1]);
        }
        $this->webFolder();
        foreach ($this->ask['commercial'] ? ['composer.json', 'composer.lock', 'composer.json-dist'] : [] as $name) {
            $this->add($name, 'commercial-file', false);
        }
        return ['entries' => array_values($this->entries), 'cannotMove' => $this->cannot];
    }

    private static function names($folder)
    {
        $names = @scandir($folder) ?: [];
        return array_slice(array_values(array_diff($names, ['.', '..'])), 0, 2000);
    }

    private function storage()
    {
        foreach (self::names("$this->root/storage") as $name) {
            if (in_array($name, ['framework', 'logs', '.gitignore'], true)) {
                continue; // what the application itself makes, and belongs to the machine
            }
            $this->add("storage/$name", $name === 'databases' ? 'service-database' : 'storage-folder', true);
        }
    }

    /** @param string $path relative, or absolute; what git keeps is left out, and what is then empty is no entry */
    private function add($path, $kind, $ticked, array $neededBy = [])
    {
        $full = $path[0] === '/' ? $path : "$this->root/$path";
        if (isset($this->entries[$path])) {
            $this->entries[$path]['neededBy'] = array_values(array_unique(array_merge($this->entries[$path]['neededBy'], $neededBy)));
            return;
        }
        if (!preg_match('//u', $path)) {
            $this->cannot[] = ['what' => $path, 'doThis' => ''];
            return;
        }
        if (count($this->entries) >= self::MOST || !@lstat($full) || in_array($full, $this->stays, true)
            || ($path[0] !== '/' && $kind !== 'commercial-file' && $this->tracked->has($path))) {
            return;
        }
        $counter = new Counter($this->root, $this->tracked, $this->stays, $this->end);
        $folder = is_dir($full);
        $folder ? $counter->folder($full) : $counter->count(@stat($full));
        if (!$counter->files && !$counter->atLeast) {
            return;
        }
        $this->entries[$path] = ['path' => $path, 'kind' => $kind, 'folder' => $folder, 'bytes' => $counter->bytes, 'files' => $counter->files,
            'atLeast' => $counter->atLeast, 'ticked' => $ticked, 'neededBy' => $neededBy, 'except' => $counter->except,
            'linkTo' => is_link($full) ? (string)readlink($full) : ''];
    }

    private function servicePath($service, $path)
    {
        $real = realpath($path);
        if ($real === false || in_array($path, $this->stays, true) || in_array($real, $this->stays, true)) {
            return;
        }
        $inside = strpos("$path/", "$this->root/") === 0 ? (string)substr($path, strlen($this->root) + 1) : null;
        foreach (array_keys($this->entries) as $there) {
            $there = (string)$there;
            if (strpos("$path/", $there[0] === '/' ? "$there/" : "$this->root/$there/") === 0) {
                $this->add($there, '', true, [$service]);
                return;
            }
        }
        if ($inside === '' || self::isSystems($real) || self::isSystems($path)) {
            $this->cannot[] = ['what' => "$service: $path", 'doThis' => ''];
            return;
        }
        $kind = is_dir($path) ? 'service-folder' : (preg_match('/\.(pem|crt|cer|key|p12|pfx|p8|jks|ca-bundle)$/i', $path) ? 'certificate'
            : (preg_match('/\.(db|sqlite3?|db3)$/i', $path) ? 'service-database' : 'service-file'));
        $this->add($inside === null ? $path : $inside, $kind, true, [$service]);
    }

    /** Programs, devices, and folders that belong to the machine. */
    private static function isSystems($path)
    {
        return preg_match('~^/(proc|sys|dev|run|bin|sbin|lib(32|64|x32)?|boot)(/|$)|^/usr/(s?bin|lib(32|64|exec)?|local/s?bin)(/|$)~', $path)
            || preg_match('~^/(etc(/(ssl|pki|php|nginx|apache2|httpd)(/[a-z]+)?)?|usr(/(share|local|src))?|var(/(lib|log|www|tmp|cache|spool|run))?|home(/[^/]+)?|root|opt|srv|mnt|media|tmp)?$~', $path)
            || (!is_file($path) && !is_dir($path));
    }

    /** Below public, by its first two levels: what neither git nor the admin interface has put there. */
    private function webFolder()
    {
        if (!$this->tracked->known) {
            return; // then nobody can tell
        }
        foreach (self::names("$this->root/public") as $name) {
            $overlay = preg_match('/\.(js|css|map|woff2?|ttf|eot)$|^(3rdpartylicenses\.txt|assets|favicon\.ico|index\.html)$/', $name);
            $interface = in_array($name, ['dreamfactory', 'df-api-docs-ui', 'filemanager', 'storage', 'hot', 'mix-manifest.json'], true);
            if ($interface || ($overlay && $this->ask['interface'] === '6.x')) {
                continue;
            }
            if (is_dir("$this->root/public/$name") && !is_link("$this->root/public/$name") && $this->tracked->hasBelow("public/$name")) {
                foreach (self::names("$this->root/public/$name") as $inner) {
                    $this->add("public/$name/$inner", 'custom-file', true);
                }
            } else {
                $this->add("public/$name", 'custom-file', true);
            }
        }
    }
}

try {
    $answer = (new MovableLook($ask))->run();
} catch (Throwable $e) {
    $answer = null;
    echo $e->getMessage(), "\n";
}
echo "<<df $ask[nonce] begin>>\n", $answer === null ? '' : json_encode($answer, JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE), "\n<<df $ask[nonce] end>>\n";
