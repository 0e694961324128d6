<?php

namespace Illuminate\Cache;

/** Two levels of folders named by the key's hash, made by whoever writes first: with that user's rights. */
class FileStore
{
    private $folder;

    public function __construct($folder)
    {
        $this->folder = $folder;
    }

    public function get($key)
    {
        $text = @file_get_contents($this->path($key));
        if ($text === false || (int)substr($text, 0, 10) < time()) {
            return null;
        }
        return unserialize(substr($text, 10), ['allowed_classes' => false]);
    }

    public function put($key, $value, $seconds)
    {
        $file = $this->path($key);
        if (!is_dir(dirname($file))) {
            @mkdir(dirname($file), 0777, true);
        }
        if (@file_put_contents($file, (time() + $seconds) . serialize($value), LOCK_EX) === false) {
            throw new \ErrorException("file_put_contents($file): Failed to open stream: Permission denied");
        }
    }

    public function flush()
    {
        if (!is_dir($this->folder)) {
            return false;
        }
        foreach (glob($this->folder . '/*', GLOB_ONLYDIR) ?: [] as $folder) {
            if (!self::remove($folder)) {
                return false;
            }
        }
        return true;
    }

    private function path($key)
    {
        $hash = sha1($key);
        return $this->folder . '/' . substr($hash, 0, 2) . '/' . substr($hash, 2, 2) . '/' . $hash;
    }

    private static function remove($folder)
    {
        foreach (scandir($folder) ?: [] as $name) {
            if ($name === '.' || $name === '..') {
                continue;
            }
            $path = $folder . '/' . $name;
            is_dir($path) && !is_link($path) ? self::remove($path) : @unlink($path);
        }
        return @rmdir($folder);
    }
}
