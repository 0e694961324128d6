<?php
// Puts what came from another server in its place, entry by entry, and back. What it replaces is put aside. PHP 7.2 to 8.5.

/**
 * What changes places, below one root ('/' for paths outside the installation). An entry is somewhere among three places:
 * here (the root), come (what came), aside (what was here before). As renames are atomic, where it is tells how far it got; where a
 * rename isn't possible (another file system, a lower layer) it is copied whole first, and the journal says so before the source goes.
 */
final class Move
{
    private $here, $come, $aside, $journal;

    public function __construct($here, $come, $aside, $journal)
    {
        list($this->here, $this->come, $this->aside, $this->journal) = [rtrim($here, '/'), $come, $aside, $journal];
        $this->finishErasing();
    }

    /** @return string[] entries, relative: what came, a level below each path; deeper where something must stay */
    public function entries(array $paths, array $stays)
    {
        $out = [];
        foreach ($paths as $path) {
            if (df_there("$this->come/$path")) {
                $this->add($path, $stays, is_dir("$this->come/$path") && !is_link("$this->come/$path"), $out);
            }
        }
        return $out;
    }

    private function add($path, array $stays, $below, array &$out)
    {
        if (isset($stays[$path])) {
            if ($stays[$path] === 'stays' || !is_dir("$this->come/$path") || is_link("$this->come/$path")) {
                return;
            }
            $below = true;
        }
        if (!$below) {
            $out[] = $path;
            return;
        }
        foreach (array_diff(scandir("$this->come/$path"), ['.', '..']) as $name) {
            $this->add("$path/$name", $stays, false, $out);
        }
        if (!df_there("$this->here/$path")) {
            $out = array_filter($out, function ($entry) use ($path) {
                return strncmp($entry, "$path/", strlen($path) + 1) !== 0;
            });
            $out[] = $path;
        }
    }

    public function forward($entry)
    {
        if (!df_there("$this->come/$entry")) {
            return; // it is in its place
        }
        if (df_there("$this->here/$entry")) {
            $this->put("$this->here/$entry", "$this->aside/$entry");
        }
        $this->put("$this->come/$entry", "$this->here/$entry");
    }

    public function back($entry)
    {
        if (!df_there("$this->come/$entry") && df_there("$this->here/$entry")) {
            $this->put("$this->here/$entry", "$this->come/$entry");
        }
        if (df_there("$this->aside/$entry")) {
            $this->put("$this->aside/$entry", "$this->here/$entry");
        }
    }

    private function put($from, $to)
    {
        $folder = dirname($to);
        if (!is_dir($folder)) {
            $this->makeLike($folder, dirname($from));
        }
        if (@rename($from, $to) && !df_there($from)) {
            return;
        }
        df_erase("$to.df-part");
        df_mirror($from, "$to.df-part", 'copy');
        df_sync("$to.df-part");
        rename("$to.df-part", $to) || df_die("cannot put $to in its place");
        df_append($this->journal, "copied\t" . base64_encode($from) . "\n");
        df_erase($from);
        df_append($this->journal, "erased\t" . base64_encode($from) . "\n");
    }

    /** A folder that isn't there yet, and those above it, as their counterparts are. Noted, so that the way back takes them. */
    private function makeLike($folder, $model)
    {
        if (is_dir($folder)) {
            return;
        }
        $this->makeLike(dirname($folder), dirname($model));
        mkdir($folder, 0700) || df_die("cannot make $folder");
        df_append($this->journal, "made\t" . base64_encode($folder) . "\n");
        if ($st = @lstat($model)) {
            df_wear($folder, $st);
        }
    }

    private function journal()
    {
        $lines = is_file($this->journal) ? file($this->journal, FILE_IGNORE_NEW_LINES) : [];
        return array_map(function ($line) {
            list($word, $path) = explode("\t", $line . "\t");
            return [$word, base64_decode($path)];
        }, $lines);
    }

    private function finishErasing()
    {
        $left = [];
        foreach ($this->journal() as list($word, $path)) {
            if ($word === 'copied') {
                $left[$path] = true;
            } elseif ($word === 'erased') {
                unset($left[$path]);
            }
        }
        foreach (array_keys($left) as $path) {
            df_erase($path);
            df_append($this->journal, "erased\t" . base64_encode($path) . "\n");
        }
    }

    /** Folders that were made on the way go where they are empty. */
    public function unmake()
    {
        foreach (array_reverse($this->journal()) as list($word, $path)) {
            if ($word === 'made' && strncmp($path, "$this->here/", strlen($this->here) + 1) === 0) {
                @rmdir($path);
            }
        }
    }
}

/** Names that the release brings stay its own, and so does the system's own database. path => 'stays', or 'below' for a folder that holds such. */
function df_move_stays($root, array $names)
{
    $stays = [];
    foreach ($names as $name) {
        $stays[$name] = 'stays';
        for ($above = dirname($name); $above !== '.' && $above !== '/'; $above = dirname($above)) {
            $stays += [$above => 'below'];
        }
    }
    return $stays;
}

/** move-list HERE COME PATHS STAYS OUT: one entry a line, NUL-separated in PATHS, STAYS and OUT. */
function df_cmd_move_list($here, $come, $pathsFile, $staysFile, $out)
{
    $read = function ($file) {
        return array_values(array_filter(explode("\0", df_read($file)), 'strlen'));
    };
    $entries = (new Move($here, $come, '', "$out.journal"))->entries($read($pathsFile), df_move_stays($here, $read($staysFile)));
    df_write($out, implode("\0", $entries), 0600);
    echo count($entries), " entries come from the old server\n";
}

/** move HERE COME ASIDE LIST JOURNAL forward|back */
function df_cmd_move($here, $come, $aside, $listFile, $journal, $direction)
{
    $entries = array_values(array_filter(explode("\0", df_read($listFile)), 'strlen'));
    $move = new Move($here, $come, $aside, $journal);
    foreach ($direction === 'back' ? array_reverse($entries) : $entries as $entry) {
        $direction === 'back' ? $move->back($entry) : $move->forward($entry);
    }
    if ($direction === 'back') {
        $move->unmake();
    }
    df_sync($here);
}

/** move-print HERE LIST: what stands at the entries now: kind, mode, owner, size, time. Renames change none of it. */
function df_cmd_move_print($here, $listFile)
{
    $here = rtrim($here, '/');
    foreach (array_filter(explode("\0", df_read($listFile)), 'strlen') as $entry) {
        df_move_line("$here/$entry", $entry);
        if (is_dir("$here/$entry") && !is_link("$here/$entry")) {
            df_walk("$here/$entry", function ($path, $relative) use ($entry) {
                df_move_line($path, "$entry/$relative");
                return true;
            });
        }
    }
}

function df_move_line($path, $name)
{
    $st = @lstat($path);
    if (!$st) {
        return;
    }
    $isFolder = ($st['mode'] & 0170000) === 0040000;
    printf("moved %o %d:%d %s %s\n", $st['mode'], $st['uid'], $st['gid'],
        $isFolder ? '-' : ($st['size'] . ':' . (is_link($path) ? readlink($path) : $st['mtime'])), df_line($name));
}
