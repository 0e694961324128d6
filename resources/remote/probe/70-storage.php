<?php
/** Sizes, mounts, links and free space. Counting stops at a deadline; it never leaves the file system of the root. */
final class Storage
{
    const MOST_FILES = 2000000;

    private static $stopped = false;

    /** @return int[] bytes on disk and files below $folder, without the folder $except */
    private static function count($folder, $except, $seconds)
    {
        $end = microtime(true) + Budget::left($seconds);
        $top = @lstat($folder);
        $bytes = $files = 0;
        $todo = $top ? [$folder] : [];
        self::$stopped = false;
        while ($todo) {
            $at = array_pop($todo);
            $handle = @opendir($at);
            while ($handle && ($name = readdir($handle)) !== false) {
                $path = "$at/$name";
                if ($name === '.' || $name === '..' || $path === $except || !($s = @lstat($path))) {
                    continue;
                }
                $bytes += $s['blocks'] >= 0 ? $s['blocks'] * 512 : $s['size'];
                if (($s['mode'] & 0170000) === 0040000) {
                    if ($s['dev'] === $top['dev']) {
                        $todo[] = $path;
                    }
                } elseif (++$files > self::MOST_FILES || ($files % 512 === 0 && microtime(true) > $end)) {
                    self::$stopped = true;
                    closedir($handle);
                    return [$bytes, $files];
                }
            }
            if ($handle) {
                closedir($handle);
            }
        }
        clearstatcache();
        return [$bytes, $files];
    }

    private static $walks = [];

    /**
     * One walk through the tree, meanwhile and several times faster than PHP: what it takes on disk without storage, and the files that
     * belong to none of these accounts where artisan and composer write.
     */
    public static function beginWalk($root, array $accounts)
    {
        $pattern = function ($folder) {
            return addcslashes($folder, '\\*?[');
        };
        $accounts = array_unique(array_filter($accounts, 'strlen'));
        $starts = [$root];
        $inside = [];
        foreach (['storage', 'bootstrap/cache', 'vendor'] as $name) {
            $folder = realpath("$root/$name");
            if ($folder) {
                array_push($inside, $inside ? '-o' : '(', '-path', $pattern($folder), '-o', '-path', $pattern($folder) . '/*');
                $starts = array_merge($starts, Files::below($folder, $root) ? [] : [$folder]);
            }
        }
        $words = array_merge(['find'], $starts, ['-xdev', '(']);
        foreach (array_merge([realpath("$root/storage") ?: "$root/storage"], array_slice($starts, 1)) as $other) {
            array_push($words, '-path', $pattern($other), '-o', '-path', $pattern($other) . '/*', '-o');
        }
        array_push($words, '-links', '+1', '!', '-type', 'd', '-printf', '%b %D:%i\\0', '-o', '-printf', '%b\\0', ')');
        if ($inside && $accounts) {
            $words = array_merge($words, $inside, [')']);
            foreach ($accounts as $name) {
                array_push($words, '!', '-user', (string)Users::byName($name)['uid']);
            }
            array_push($words, '-printf', '=%p\\0');
        }
        self::$walks[$root] = Shell::start($words, ['timeout' => 8, 'max' => 67108864]);
    }

    private static $found = [];

    /** @return array blocks of 512 bytes, or null where not all were seen, and paths */
    private static function walk($root)
    {
        if (!isset(self::$found[$root])) {
            $r = Shell::finish(isset(self::$walks[$root]) ? self::$walks[$root] : null);
            $blocks = 0;
            $seen = $paths = [];
            foreach (explode("\0", $r['out']) as $entry) {
                if ($entry !== '' && $entry[0] === '=') {
                    $paths[] = substr($entry, 1);
                } elseif (strpos($entry, ' ') === false || !isset($seen[$entry])) {
                    $blocks += (int)$entry;
                    $seen += strpos($entry, ' ') === false ? [] : [$entry => true];
                }
            }
            self::$found[$root] = [$r['code'] === null || $r['out'] === '' || strlen($r['out']) >= 67108864 ? null : $blocks, $paths];
        }
        return self::$found[$root];
    }

    public static function treeBytes($root)
    {
        $blocks = self::walk($root)[0];
        return $blocks !== null ? 512 * $blocks : self::count($root, "$root/storage", 8)[0];
    }

    /** Of another tree; 0 where counting takes longer. */
    public static function bytesWithin($folder, $seconds)
    {
        $bytes = self::count($folder, '', $seconds)[0];
        return self::$stopped ? 0 : $bytes;
    }

    public static function strangers($root)
    {
        $paths = self::walk($root)[1];
        return ['foreignFiles' => count($paths), 'foreignFileSample' => array_map(function ($path) use ($root) {
            return Files::below($path, $root) ? substr($path, strlen($root) + 1) : $path;
        }, array_slice($paths, 0, 5))];
    }

    public static function facts($root)
    {
        $storage = realpath("$root/storage");
        list($bytes, $files) = $storage ? self::count($storage, '', 8) : [0, 0];
        return ['bytes' => $bytes, 'files' => $files, 'tooBigToCount' => self::$stopped, 'mountsBelow' => self::mountsBelow($root),
            'symlinks' => self::links($root)];
    }

    /** All mounts: mount point, device, type, options. */
    public static function mounts()
    {
        $mounts = [];
        foreach (Text::lines(Files::proc('/proc/self/mountinfo')) as $line) {
            $halves = explode(' - ', $line, 2);
            $left = explode(' ', $halves[0]);
            $right = isset($halves[1]) ? explode(' ', $halves[1]) : [];
            if (count($left) >= 6 && count($right) >= 2) {
                $point = preg_replace_callback('/\\\\([0-7]{3})/', function ($m) {
                    return chr(octdec($m[1]));
                }, $left[4]);
                $mounts[$point] = ['type' => $right[0], 'device' => $right[1], 'readOnly' => in_array('ro', explode(',', $left[5]), true)
                    || (isset($right[2]) && in_array('ro', explode(',', $right[2]), true))];
            }
        }
        return $mounts;
    }

    /** Mount points at and below the root; other devices in its first two levels count too, whatever the list says. */
    private static function mountsBelow($root)
    {
        $found = [];
        foreach (array_keys(self::mounts()) as $point) {
            if (Files::below((string)$point, $root)) {
                $found[(string)$point] = true;
            }
        }
        $top = @lstat($root);
        foreach (self::twoLevels($root) as $path) {
            $s = @lstat($path);
            if ($top && $s && ($s['mode'] & 0170000) === 0040000 && $s['dev'] !== @lstat(dirname($path))['dev']) {
                $found[$path] = true;
            }
        }
        return array_slice(array_keys($found), 0, 200);
    }

    private static function twoLevels($root)
    {
        $paths = [];
        foreach (Files::names($root, 500) as $name) {
            $paths[] = "$root/$name";
            if (!is_link("$root/$name") && is_dir("$root/$name") && $name !== '.git') {
                foreach (Files::names("$root/$name", 500) as $inner) {
                    $paths[] = "$root/$name/$inner";
                }
            }
        }
        return $paths;
    }

    private static function links($root)
    {
        $links = [];
        foreach (self::twoLevels($root) as $path) {
            if (is_link($path) && count($links) < 200) {
                $links[] = substr($path, strlen($root) + 1) . ' → ' . readlink($path);
            }
        }
        return $links;
    }

    /** The file systems of these folders (or of what exists of them), each once. */
    public static function fileSystems(array $folders, array $users)
    {
        $mounts = self::mounts();
        $quotas = Quota::free($users);
        $found = $inodes = [];
        foreach ($folders as $folder) {
            while ($folder !== '' && $folder !== '/' && !file_exists($folder)) {
                $folder = dirname($folder);
            }
            $folder = realpath($folder) ?: '/';
            $point = $folder;
            while ($point !== '/' && !isset($mounts[$point])) {
                $point = dirname($point);
            }
            if (isset($found[$point])) {
                continue;
            }
            $m = isset($mounts[$point]) ? $mounts[$point] : ['type' => '', 'device' => '', 'readOnly' => false];
            $found += [$point => $m + ['mountPoint' => $point, 'totalBytes' => (int)@disk_total_space($folder),
                'freeBytes' => (int)@disk_free_space($folder), 'freeInodes' => -1,
                'quotaFreeBytes' => isset($quotas[$point]) ? $quotas[$point] : -1]];
            $inodes[] = $folder;
        }
        return self::withInodes(array_values($found), $inodes);
    }

    private static function withInodes(array $systems, array $folders)
    {
        $out = Shell::run(array_merge([Shell::which('stat'), '-f', '-c', '%c %d'], $folders), ['timeout' => 4])['out'];
        $lines = Text::lines($out);
        foreach (count($lines) === count($folders) ? $lines : [] as $i => $line) { // one that can't be asked says nothing
            $systems[$i]['freeInodes'] = preg_match('/^(\d+) (\d+)$/', $line, $m) && (int)$m[1] > 0 ? (int)$m[2] : -1;
        }
        return $systems;
    }

    /** Copies that somebody left: beside the tree, in it, and old settings files. */
    public static function leftovers($root)
    {
        $found = [];
        $base = basename($root);
        foreach (Files::names(dirname($root), 2000) as $name) {
            if ($name !== $base && preg_match('/^' . preg_quote($base, '/') . '[._~-]/', $name) && is_dir(dirname($root) . "/$name")) {
                $found[] = dirname($root) . "/$name";
            }
        }
        foreach (Files::names($root, 2000) as $name) {
            $copy = is_file("$root/$name/artisan") && $name !== 'vendor';
            if ($copy || preg_match('/^\.env\.(?!example|dist|testing)|^\.env[._~-]?(bak|backup|old|save)|\.(sql|dump)(\.gz)?$/', $name)) {
                $found[] = "$root/$name";
            }
        }
        return array_slice($found, 0, 100);
    }
}
