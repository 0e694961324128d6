<?php
/** Copies that could be gone back to, made by hand or by the commands of the vendor's guide: trees, .env files, dumps. */
final class Copies
{
    public static function facts($root, $database)
    {
        $found = [];
        foreach (Storage::leftovers($root) as $path) {
            if (is_file("$path/artisan")) {
                $what = preg_match('/\.df-upgrade-[^\/]*$/', $path) ? 'run' : 'tree';
                $found[] = self::copy($what, $path, $found ? 0 : Storage::bytesWithin($path, 0.3));
            } elseif (preg_match('~/\.env[^/]*$~', $path) && is_file($path)) {
                $found[] = self::copy('env', $path, (int)@filesize($path));
            }
        }
        foreach (self::dumps($root, $database) as $path) {
            $found[] = self::copy('dump', $path, (int)@filesize($path));
        }
        return array_slice($found, 0, 50);
    }

    private static function copy($what, $path, $bytes)
    {
        $s = @stat($path);
        $time = $s ? ($what === 'tree' || $what === 'run' ? $s['ctime'] : $s['mtime']) : 0; // cp -a keeps a folder's mtime
        return ['what' => $what, 'path' => $path, 'bytes' => $bytes, 'time' => gmdate('Y-m-d\TH:i:s\Z', $time)];
    }

    /** Where the guide's commands leave dumps: in the tree, beside it, in home folders. Only those of this database. */
    private static function dumps($root, $database)
    {
        $found = [];
        foreach (array_merge([$root, dirname($root), '/root'], array_slice(glob('/home/*', GLOB_ONLYDIR) ?: [], 0, 20)) as $folder) {
            foreach (Files::names($folder, 2000) as $name) {
                if (preg_match('/\.(sql|dump)(\.(gz|bz2|xz|zst))?$/i', $name) && self::isOf("$folder/$name", $database)) {
                    $found["$folder/$name"] = true;
                }
            }
        }
        return array_slice(array_map('strval', array_keys($found)), 0, 20);
    }

    /** By the head that the dump programs write; a packed one by its name. */
    private static function isOf($path, $database)
    {
        $head = (string)Files::read($path, 8192);
        if (strpos($head, 'PostgreSQL database dump') !== false || strncmp($head, 'PGDMP', 5) === 0) {
            return true;
        }
        if (preg_match('/^-- Host: .*Database: (\S+)/m', $head, $m)) {
            return $m[1] === $database;
        }
        return preg_match('/\.(gz|bz2|xz|zst)$/i', $path) && $database !== '' && stripos(basename($path), $database) !== false;
    }
}
