<?php
// Files: exchanging names, owners and modes, and the fingerprint. PHP 7.2 to 8.5.

/** Swaps two names. Atomic by renameat2(RENAME_EXCHANGE) where PHP's FFI can call it; else three renames in one process. */
function df_swap($a, $b)
{
    static $libc = null;
    if ($libc === null) {
        $libc = false;
        if (class_exists('FFI', false) && PHP_OS === 'Linux') {
            try {
                $libc = FFI::cdef('int renameat2(int, const char*, int, const char*, unsigned int);', 'libc.so.6');
            } catch (Throwable $e) {
                $libc = false;
            }
        }
    }
    if ($libc && $libc->renameat2(-100, $a, -100, $b, 2) === 0) {
        return true;
    }
    $tmp = "$b.df-swap";
    return rename($b, $tmp) && rename($a, $b) && rename($tmp, $a);
}

/** A swap without renameat2 that was cut in the middle: put the parked name where it belongs. */
function df_swap_recover($a, $b)
{
    $parked = "$b.df-swap";
    if (df_there($parked)) {
        rename($parked, df_there($a) ? $b : $a) || df_die("cannot restore $parked");
    }
}

function df_there($path)
{
    return is_link($path) || file_exists($path);
}

/**
 * exchange LIVE NEXT LIST DONE: each name of LIST changes places between the two folders. DONE says which have, so that it can
 * be repeated after a cut, and walked backwards. A name that exists on one side only is moved.
 */
function df_cmd_exchange($live, $next, $listFile, $doneFile, $direction)
{
    $names = array_values(array_filter(explode("\n", df_read($listFile)), 'strlen'));
    $done = is_file($doneFile) ? array_filter(explode("\n", df_read($doneFile)), 'strlen') : [];
    $state = [];
    foreach ($done as $line) {
        list($word, $name, $inode) = explode("\t", $line);
        $state[$name] = [$word, $inode];
    }
    foreach ($direction === 'back' ? array_reverse($names) : $names as $name) {
        $a = "$live/$name";
        $b = "$next/$name";
        df_swap_recover($a, $b);
        $inode = df_there($a) ? (string) lstat($a)['ino'] : '-';
        $was = isset($state[$name]) ? $state[$name] : null;
        // The inode that was live before tells whether the swap itself happened, whatever the notes say.
        if ($was === null) {
            if ($direction === 'back') {
                continue;
            }
            df_append($doneFile, "noted\t$name\t$inode\n");
            $was = ['noted', $inode];
        }
        $isOld = $inode === $was[1];
        if (($direction === 'back') === $isOld) {
            continue;
        }
        if (df_there($a) && df_there($b)) {
            df_swap($a, $b) || df_die("cannot exchange $a and $b");
        } elseif (df_there($a)) {
            rename($a, $b) || df_die("cannot move $a");
        } elseif (df_there($b)) {
            rename($b, $a) || df_die("cannot move $b");
        }
    }
    df_sync($live);
    df_sync($next);
}

/**
 * mirror SRC DST LIST: makes DST/name the very image of SRC/name for each name of LIST; what SRC lacks goes. For file systems
 * on which folders can't be renamed (overlay: the lower layer's). SRC stays as it is, so it can be repeated after a cut.
 */
function df_cmd_mirror($src, $dst, $listFile, $how = 'copy')
{
    foreach (array_filter(explode("\n", df_read($listFile)), 'strlen') as $name) {
        df_there("$src/$name") ? df_mirror("$src/$name", "$dst/$name", $how) : df_erase("$dst/$name");
    }
    df_sync($dst);
}

/** same A B LIST: dies where they differ in content, kind, owner or mode. */
function df_cmd_same($a, $b, $listFile)
{
    $print = function ($root, $name) {
        $out = [];
        $note = function ($path, $relative) use (&$out) {
            $st = lstat($path);
            $kind = $st['mode'] & 0170000;
            $what = $kind === 0120000 ? readlink($path) : ($kind === 0100000 ? sha1_file($path) : '');
            $out[$relative] = sprintf('%o %d:%d %s', $st['mode'], $st['uid'], $st['gid'], $what);
            return true;
        };
        if (df_there("$root/$name")) {
            $note("$root/$name", '');
            is_dir("$root/$name") && !is_link("$root/$name") && df_walk("$root/$name", $note);
        }
        return $out;
    };
    foreach (array_filter(explode("\n", df_read($listFile)), 'strlen') as $name) {
        $x = $print($a, $name);
        $y = $print($b, $name);
        $x == $y || df_die("$name differs: " . implode(', ', array_slice(array_keys(array_diff_assoc($x, $y) + array_diff_assoc($y, $x)), 0, 5)));
    }
}

/**
 * stale PRINT1 PRINT2 LIST: the names of LIST below which the two prints of one tree differ. Names whose files a print leaves out
 * (caches, database files) count as different; in vendor there are none.
 */
function df_cmd_stale($oldPrint, $newPrint, $listFile)
{
    $a = file($oldPrint, FILE_IGNORE_NEW_LINES);
    $b = file($newPrint, FILE_IGNORE_NEW_LINES);
    $changed = '';
    foreach (array_merge(array_diff($a, $b), array_diff($b, $a)) as $line) {
        $changed .= $line . "\n";
    }
    foreach (array_filter(explode("\n", df_read($listFile)), 'strlen') as $name) {
        if ($name !== 'vendor' || strpos($changed, ' vendor') !== false) {
            echo $name, "\n";
        }
    }
}

/**
 * replace LIVE NEXT KEPT LIST DONE DIRECTION: the exchange where folders of LIVE can't be renamed (overlay). KEPT holds a full copy of
 * LIVE's names. vendor with its thousands of files changes places by rename where that works (it isn't in a lower layer); all else is
 * mirrored file by file, by links, so that a running web server finds every name at any moment. DONE says what was renamed; back
 * is the same from KEPT, and can be repeated after a cut.
 */
function df_cmd_replace($live, $next, $kept, $listFile, $doneFile, $direction)
{
    $moved = is_file($doneFile) ? array_filter(explode("\n", df_read($doneFile)), 'strlen') : [];
    foreach (array_filter(explode("\n", df_read($listFile)), 'strlen') as $name) {
        $plain = function ($path) {
            return is_dir($path) && !is_link($path);
        };
        if ($direction === 'forward' && $name === 'vendor' && $plain("$live/$name") && $plain("$next/$name") && $plain("$kept/$name")
            && @rename("$live/$name", "$next/$name.df-old")) {
            df_append($doneFile, "$name\n");
            rename("$next/$name", "$live/$name") || df_die("cannot move $next/$name");
        } elseif ($direction === 'forward') {
            df_there("$next/$name") ? df_mirror("$next/$name", "$live/$name", 'link') : df_erase("$live/$name");
        } elseif (!in_array($name, $moved, true)) {
            df_there("$kept/$name") ? df_mirror("$kept/$name", "$live/$name", 'link') : df_erase("$live/$name");
        } elseif (df_there("$kept/$name")) {
            if (df_there("$live/$name")) {
                rename("$live/$name", df_there("$next/$name") ? "$next/$name.df-new" : "$next/$name") || df_die("cannot move $live/$name");
            }
            rename("$kept/$name", "$live/$name") || df_die("cannot move $kept/$name");
        }
    }
    df_sync($live);
}

/** $how: "copy"; "refresh": what has size and time of its source is taken as equal; "link": the same file under two names. */
function df_mirror($from, $to, $how)
{
    $st = lstat($from);
    if (!is_link($from) && is_dir($from)) {
        if (is_link($to) || !is_dir($to)) {
            df_erase($to);
            mkdir($to, 0700) || df_die("cannot make $to");
        }
        $names = array_diff(scandir($from), ['.', '..']);
        foreach (array_diff(scandir($to), ['.', '..'], $names) as $extra) {
            df_erase("$to/$extra");
        }
        foreach ($names as $name) {
            df_mirror("$from/$name", "$to/$name", $how);
        }
        df_wear($to, $st);
        return;
    }
    if (df_mirror_equal($from, $to, $st, $how)) {
        return;
    }
    if ($how === 'link' && !df_there($to) && !is_link($from) && is_file($from) && @link($from, $to)) {
        return;
    }
    if (is_dir($to) && !is_link($to)) {
        df_erase($to);
    }
    $tmp = "$to.df-new";
    df_erase($tmp);
    if (is_link($from)) {
        symlink(readlink($from), $tmp) || df_die("cannot link $tmp");
        @lchown($tmp, $st['uid']);
        @lchgrp($tmp, $st['gid']);
    } elseif (is_file($from)) {
        if ($how !== 'link' || !@link($from, $tmp)) {
            copy($from, $tmp) || df_die("cannot copy $from");
            df_wear($tmp, $st);
            touch($tmp, $st['mtime']);
        }
    } else {
        return; // a socket or a pipe is nobody's data
    }
    rename($tmp, $to) || df_die("cannot rename to $to");
}

function df_mirror_equal($from, $to, $st, $how)
{
    $is = @lstat($to);
    if (!$is || $is['mode'] !== $st['mode'] || $is['uid'] !== $st['uid'] || $is['gid'] !== $st['gid']) {
        return false;
    }
    if (is_link($from)) {
        return readlink($from) === readlink($to);
    }
    if ($is['ino'] === $st['ino'] && $is['dev'] === $st['dev']) {
        return true;
    }
    if ($is['size'] !== $st['size']) {
        return false;
    }
    // A file that both releases have alike stays as it is, with its time.
    return ($how === 'link' || $is['mtime'] === $st['mtime']) && ($how === 'refresh' || sha1_file($from) === sha1_file($to));
}

/** Owner, group, and the mode last: a change of owner takes the set-group bit away. */
function df_wear($path, $st)
{
    @chown($path, $st['uid']);
    @chgrp($path, $st['gid']);
    chmod($path, $st['mode'] & 07777);
}

function df_erase($path)
{
    if (is_dir($path) && !is_link($path)) {
        foreach (array_diff(scandir($path), ['.', '..']) as $name) {
            df_erase("$path/$name");
        }
        rmdir($path) || df_die("cannot remove $path");
    } elseif (df_there($path)) {
        unlink($path) || df_die("cannot remove $path");
    }
}

function df_walk($dir, $visit, $prefix = '')
{
    $names = @scandir($dir);
    if ($names === false) {
        return;
    }
    foreach ($names as $name) {
        if ($name === '.' || $name === '..') {
            continue;
        }
        $path = "$dir/$name";
        $relative = $prefix . $name;
        if ($visit($path, $relative) !== false && is_dir($path) && !is_link($path)) {
            df_walk($path, $visit, "$relative/");
        }
    }
}

/**
 * like OLD NEW NAMES: owner, group and mode of everything in NEW as its counterpart in OLD has them; what has none takes them
 * from the nearest folder that has one (files: without the execute bits, unless they have their own).
 */
function df_cmd_like($old, $new, $listFile)
{
    $names = array_filter(explode("\n", df_read($listFile)), 'strlen');
    foreach ($names as $name) {
        if (!df_there("$new/$name")) {
            continue;
        }
        $anchor = lstat($old);
        df_like_one("$old/$name", "$new/$name", $anchor);
        if (is_dir("$new/$name") && !is_link("$new/$name")) {
            df_like_below("$old/$name", "$new/$name", @lstat("$old/$name") ?: $anchor);
        }
    }
}

function df_like_below($old, $new, $anchor)
{
    foreach (scandir($new) as $name) {
        if ($name === '.' || $name === '..') {
            continue;
        }
        $was = @lstat("$old/$name");
        df_like_one("$old/$name", "$new/$name", $anchor);
        if (is_dir("$new/$name") && !is_link("$new/$name")) {
            df_like_below("$old/$name", "$new/$name", $was && is_dir("$old/$name") ? $was : $anchor);
        }
    }
}

function df_like_one($old, $new, $anchor)
{
    $was = @lstat($old);
    $is = lstat($new);
    $like = $was && (($was['mode'] & 0170000) === ($is['mode'] & 0170000)) ? $was : $anchor;
    if ($is['uid'] !== $like['uid'] || $is['gid'] !== $like['gid']) {
        @lchown($new, $like['uid']);
        @lchgrp($new, $like['gid']);
    }
    if (is_link($new)) {
        return;
    }
    $mode = $like['mode'] & 07777;
    if ($like === $anchor && !is_dir($new)) {
        $mode &= 0666;
        if ($is['mode'] & 0100) {
            $mode |= ($mode & 0444) >> 2;
        }
    }
    if (($is['mode'] & 07777) !== $mode) {
        chmod($new, $mode);
    }
}

/**
 * print ROOT CACHE: one line per file of the tree: what must be the same after going back. Contents are hashed, but for a file
 * whose size, times and inode are as CACHE remembers. Logs, caches and the maintenance marks are left out; storage, whose
 * files may be many and large, counts by size and time.
 */
function df_cmd_print($root, $cacheFile)
{
    $cache = [];
    foreach ([$cacheFile, "$cacheFile.old"] as $file) {
        foreach (is_file($file) ? file($file, FILE_IGNORE_NEW_LINES) : [] as $line) {
            list($key, $hash) = explode("\t", $line, 2);
            $cache[$key] = $hash;
        }
    }
    df_write($cacheFile, df_print_tree($root, $cache), 0600);
}

/** Prints the lines; what CACHE can remember of them. Nothing is written. */
function df_print_tree($root, array $cache, $hashOf = 'df_hash_of')
{
    $keep = '';
    df_walk($root, function ($path, $relative) use ($cache, $hashOf, &$keep) {
        if (df_is_volatile($relative)) {
            return false;
        }
        $st = lstat($path);
        $kind = $st['mode'] & 0170000;
        $head = sprintf('%o %d:%d', $st['mode'], $st['uid'], $st['gid']);
        if ($kind === 0120000) {
            echo "l $head ", readlink($path), ' ', df_line($relative), "\n";
        } elseif ($kind === 0040000) {
            echo "d $head - ", df_line($relative), "\n";
        } elseif ($kind === 0100000 && strncmp($relative, 'storage/', 8) === 0 && $st['size'] > 1048576) {
            echo "f $head size:", $st['size'], ':', $st['mtime'], ' ', df_line($relative), "\n";
        } elseif ($kind === 0100000) {
            $key = $st['dev'] . ':' . $st['ino'] . ':' . $st['size'] . ':' . $st['mtime'] . ':' . $st['ctime'];
            $hash = isset($cache[$key]) ? $cache[$key] : $hashOf($path, $relative);
            $keep .= "$key\t$hash\n";
            echo "f $head $hash ", df_line($relative), "\n";
        }
        return true;
    });
    return $keep;
}

function df_hash_of($path, $relative)
{
    return (string) @hash_file('sha256', $path);
}

/** What stands before a front controller while a site is shut that would load the framework before it looks (df_cmd_guard). */
function df_guard()
{
    return "<?php if (file_exists(\$df_mark = __DIR__ . '/../storage/framework/maintenance.php')) { require \$df_mark; } ?>";
}

/** The same where a front controller counts as what it is without that guard. */
function df_hash_unguarded($path, $relative)
{
    $guard = df_guard();
    if ($relative !== 'public/index.php' || @file_get_contents($path, false, null, 0, strlen($guard)) !== $guard) {
        return df_hash_of($path, $relative);
    }
    return hash('sha256', substr(file_get_contents($path), strlen($guard)));
}

function df_is_volatile($relative)
{
    return (bool) preg_match('#^(storage/logs/|storage/framework/(cache|sessions|views|limit_cache|testing)/'
        . '|storage/framework/(down|maintenance\.php)$|storage/\.df-upgrade-[^/]*(/|$)|bootstrap/cache/[^/]*\.php$|\.df-upgrade(/|$)'
        . '|.*\.sqlite3?(-wal|-shm|-journal)?$|storage/databases/)#', $relative);
}

function df_line($text)
{
    return str_replace(["\\", "\n", "\r"], ["\\\\", "\\n", "\\r"], $text);
}
