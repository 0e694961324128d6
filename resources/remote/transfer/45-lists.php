<?php
/** Who has more rights to a file than its mode says (access lists), or more about it (extended attributes): that doesn't come along, and is told. */
final class Lists
{
    // A "+" after the mode is how ls shows an access list. An ls that doesn't know these words says nothing, and neither do we.
    const LOOK = 'm=--time-style=+T; ls -ldgo $m -- "$@" 2>/dev/null; ls -lAgoR $m -- "$@" 2>/dev/null
command -v getfattr >/dev/null 2>&1 && getfattr -RPh --absolute-names -m "^user\.|^security\.capability" -- "$@" 2>/dev/null';

    /** $tell is called with each path, in full. */
    public static function each(array $paths, $tell)
    {
        $words = implode(' ', array_map(['Source', 'quote'], array_merge([self::LOOK, 'sh'], $paths)));
        $null = ['file', '/dev/null', 'r+'];
        $process = $paths ? proc_open("exec /bin/sh -c $words", [$null, ['pipe', 'w'], $null], $pipes, '/') : false;
        if (!is_resource($process)) {
            return;
        }
        $folder = '';
        $seen = [];
        foreach (self::lines($pipes[1]) as $line) {
            $path = self::named($line, $folder);
            if ($path !== null && !isset($seen[$path]) && count($seen) < 1000) {
                $seen[$path] = true;
                $tell($path);
            }
        }
        fclose($pipes[1]);
        proc_close($process);
    }

    private static function lines($pipe)
    {
        stream_set_blocking($pipe, false);
        $text = '';
        while (!feof($pipe)) {
            $ready = [$pipe];
            $none = null;
            @stream_select($ready, $none, $none, 0, 500000);
            Wire::tick();
            $lines = explode("\n", $text . fread($pipe, 65536));
            $text = array_pop($lines);
            foreach ($lines as $line) {
                yield $line;
            }
        }
    }

    /** @return string|null the path of which the line tells; a line that names a folder is remembered */
    private static function named($line, &$folder)
    {
        if (preg_match('/\A[-dbcps][-rwxsStT]{9}(.) +\d+ .*? T (.+)\z/s', $line, $m)) {
            return $m[1] !== '+' ? null : ($m[2][0] === '/' ? $m[2] : "$folder/$m[2]");
        }
        if (preg_match('/\A# file: (\/.*)\z/s', $line, $m)) {
            return stripcslashes($m[1]);
        }
        if (preg_match('/\A(\/.*):\z/s', $line, $m)) {
            $folder = rtrim($m[1], '/');
        }
        return null;
    }
}
