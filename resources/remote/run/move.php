<?php
// Puts what came from another server in its place, entry by entry, and back. What it replaces is put aside. PHP 7.2 to 8.5.

/**
 * What changes places, below one root ('/' for paths outside the installation). An entry is somewhere among three places:
 * here (the root), come (what came), aside (what was here before). On its way it stands beside its end under a name of that way:
 * "….df-WAY-part" while it is copied, "….df-WAY" from the moment on that it is whole. What is whole is never thrown away, and a source
 * goes only after that: so whatever cut the work off, the names tell how far it got. $had: entries that had something here at first.
 */
final class Move
{
    private $here, $come, $aside, $journal, $had;

    public function __construct($here, $come, $aside, $journal, array $had = [])
    {
        list($this->here, $this->come, $this->aside, $this->journal) = [rtrim($here, '/'), $come, $aside, $journal];
        $this->had = array_flip($had);
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
        $isFolder = is_dir("$this->come/$path") && !is_link("$this->come/$path");
        if (isset($stays[$path])) {
            if ($stays[$path] === 'stays' || !$isFolder) {
                return;
            }
            $below = true;
        }
        if (!$below && df_move_has_mount("$this->here/$path")) {
            $isFolder || df_die("$this->here/$path is mounted from elsewhere on this server and can't be replaced. Leave $path out of what moves.");
            $below = true;
        }
        if (!$below) {
            $out[] = $path;
            return;
        }
        foreach (array_diff(scandir("$this->come/$path"), ['.', '..']) as $name) {
            if (!df_move_is_journal("$this->come/$path/$name")) { // never sent: it goes with its database
                $this->add("$path/$name", $stays, false, $out);
            }
        }
        if (!df_there("$this->here/$path")) {
            $out = array_filter($out, function ($entry) use ($path) {
                return strncmp($entry, "$path/", strlen($path) + 1) !== 0;
            });
            $out[] = $path;
        }
    }

    /** Those of $entries that something stands here for. */
    public function taken(array $entries)
    {
        $all = array_merge($entries, ...array_map([$this, 'journals'], $entries));
        return array_values(array_filter($all, function ($entry) {
            return df_there("$this->here/$entry");
        }));
    }

    /** What SQLite keeps beside a database: laid to another one it would spoil that. */
    private function journals($entry)
    {
        foreach ([$this->come, $this->here, $this->aside] as $place) {
            if (df_move_is_sqlite("$place/$entry")) {
                return ["$entry-wal", "$entry-shm", "$entry-journal"];
            }
        }
        return [];
    }

    public function forward($entry)
    {
        $this->settle($entry);
        if (!df_there("$this->come/$entry")) {
            return; // it is in its place
        }
        foreach (array_merge($this->journals($entry), [$entry]) as $each) {
            if ($this->isOwn($each)) {
                $this->put($each, 'aside');
            } else {
                df_erase("$this->here/$each"); // somebody made it anew meanwhile
            }
        }
        $this->put($entry, 'in');
    }

    public function back($entry)
    {
        $this->settle($entry);
        $journals = $this->journals($entry);
        if (!$this->isOwn($entry)) {
            $this->clear($journals, $entry);
            $this->put($entry, 'back');
        } // else what stands here was here before
        foreach ($journals as $journal) {
            if (df_there("$this->aside/$journal")) {
                df_erase("$this->here/$journal");
                $this->put($journal, 'back');
            }
        }
    }

    /** The entry last: until it has gone, what belongs to it does, too. */
    private function clear(array $journals, $entry)
    {
        $isBack = df_there("$this->come/$entry");
        foreach (array_merge($journals, [$entry]) as $each) {
            if (!$isBack) {
                $this->put($each, 'out');
            } elseif (!$this->isOwn($each)) {
                df_erase("$this->here/$each"); // made anew meanwhile: what came is all there
            }
        }
    }

    private function isOwn($entry)
    {
        return isset($this->had[$entry]) && !df_there("$this->aside/$entry");
    }

    /** way => [from, to] */
    private function ways($entry)
    {
        list($here, $come, $aside) = ["$this->here/$entry", "$this->come/$entry", "$this->aside/$entry"];
        return ['aside' => [$here, $aside], 'in' => [$come, $here], 'out' => [$here, $come], 'back' => [$aside, $here]];
    }

    /** What a cut left on the way arrives, or was never whole. */
    private function settle($entry)
    {
        $this->settleOne($entry);
        array_map([$this, 'settleOne'], $this->journals($entry));
    }

    private function settleOne($entry)
    {
        foreach ($this->ways($entry) as $way => list($from, $to)) {
            df_erase("$to.df-$way-part");
            df_erase("$to.df-$way-part.df-new"); // a file under way into it
            $this->arrive($from, $to, $way);
        }
    }

    private function put($entry, $way)
    {
        list($from, $to) = $this->ways($entry)[$way];
        if (!df_there($from)) {
            return;
        }
        $this->makeLike(dirname($to), dirname($from));
        if (!$this->goesByName($from, "$to.df-$way")) {
            $part = "$to.df-$way-part";
            df_mirror($from, $part, 'copy');
            df_sync_all($part);
            rename($part, "$to.df-$way") || df_die("cannot rename $part");
            df_sync(dirname($to));
        }
        $this->arrive($from, $to, $way);
    }

    private function arrive($from, $to, $way)
    {
        if (!df_there("$to.df-$way")) {
            return;
        }
        df_erase($from);
        df_erase($to);
        rename("$to.df-$way", $to) || df_die("cannot put $to in its place");
    }

    /** PHP's rename() copies a file to another mount, follows links, and stops anywhere. A second name or none says the same without it. */
    private function goesByName($from, $whole)
    {
        if (is_link($from)) {
            return false; // it is made anew
        }
        return is_dir($from) ? @rename($from, $whole) : function_exists('link') && @link($from, $whole);
    }

    /** A folder that isn't there yet, and those above it, as their counterparts are. Noted, so that the way back takes them. */
    private function makeLike($folder, $model)
    {
        if (is_dir($folder)) {
            return;
        }
        $this->makeLike(dirname($folder), dirname($model));
        df_append($this->journal, base64_encode($folder) . "\n");
        mkdir($folder, 0700) || df_die("cannot make $folder");
        if ($st = @lstat($model)) {
            df_wear($folder, $st);
        }
    }

    /** Folders that were made on the way go where they are empty. */
    public function unmake()
    {
        $made = is_file($this->journal) ? file($this->journal, FILE_IGNORE_NEW_LINES) : [];
        foreach (array_reverse(array_map('base64_decode', $made)) as $folder) {
            if (strncmp($folder, "$this->here/", strlen($this->here) + 1) === 0) {
                @rmdir($folder);
            }
        }
    }
}

function df_move_is_sqlite($path)
{
    return is_file($path) && !is_link($path) && @file_get_contents($path, false, null, 0, 16) === "SQLite format 3\0";
}

function df_move_is_journal($path)
{
    return preg_match('/\A(.+)-(?:wal|shm|journal)\z/s', $path, $m) && df_move_is_sqlite($m[1]);
}

/** Is the path a mount of its own, or is one below it? Such a folder can neither be renamed nor removed. */
function df_move_has_mount($path)
{
    static $mounts = null;
    if ($mounts === null) {
        $mounts = [];
        foreach ((array) @file('/proc/self/mountinfo', FILE_IGNORE_NEW_LINES) as $line) {
            $field = explode(' ', $line . '    ')[4];
            $mounts[] = preg_replace_callback('/\\\\([0-7]{3})/', function ($m) {
                return chr(octdec($m[1]));
            }, $field);
        }
    }
    $real = realpath(dirname($path)) . '/' . basename($path);
    foreach ($mounts as $mount) {
        if ($mount === $real || strncmp($mount, "$real/", strlen($real) + 1) === 0) {
            return true;
        }
    }
    return false;
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
    df_walk($come, function ($path) {
        if (df_move_is_journal($path)) {
            df_erase($path); // of a switch that was undone; what came since is another database
        }
        return true;
    });
    $entries = (new Move($here, $come, '', ''))->entries($read($pathsFile), df_move_stays($here, $read($staysFile)));
    df_write($out, implode("\0", $entries), 0600);
    echo count($entries), " entries come from the old server\n";
}

/** move HERE COME ASIDE LIST JOURNAL forward|back: can be repeated after a cut, and turned round at any point. */
function df_cmd_move($here, $come, $aside, $listFile, $journal, $direction)
{
    $names = function ($file) {
        return array_values(array_filter(explode("\0", df_read($file)), 'strlen'));
    };
    $entries = $names($listFile);
    $isBack = $direction === 'back';
    if (!is_file("$journal.had")) {
        if ($isBack) {
            return; // nothing was begun
        }
        df_write("$journal.had", implode("\0", (new Move($here, $come, $aside, $journal))->taken($entries)), 0600);
        df_sync(dirname($journal));
    }
    $move = new Move($here, $come, $aside, $journal, $names("$journal.had"));
    foreach ($isBack ? array_reverse($entries) : $entries as $entry) {
        $isBack ? $move->back($entry) : $move->forward($entry);
    }
    if ($isBack) {
        $move->unmake();
    }
    foreach (array_unique(array_map('dirname', $entries)) as $folder) {
        df_sync(rtrim($here, '/') . "/$folder");
    }
    if ($isBack) {
        df_erase($journal);
        df_erase("$journal.had");
    }
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
